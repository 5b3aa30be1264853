using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Files;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Coordination;

/// <summary>What every operation on a whistle stands on.</summary>
internal sealed class WhistleDesk(
    Database database,
    CityRegistry city,
    CaseJournal journal,
    CaseKeys caseKeys,
    CaseLimits limits,
    KeyRing keys,
    Accounts accounts,
    Photos photos,
    LiveEvents live,
    Ids ids,
    TimeProvider clock
)
{
    public Database Database => database;
    public CitySnapshot City => city.Current;
    public CaseJournal Journal => journal;
    public CaseKeys CaseKeys => caseKeys;
    public CaseLimits Limits => limits;
    public KeyRing Keys => keys;
    public Accounts Accounts => accounts;
    public Photos Photos => photos;
    public LiveEvents Live => live;
    public Ids Ids => ids;
    public TimeProvider Clock => clock;

    /// <summary>
    /// Opens the transaction of an operation, loads the whistle with all that hangs on it and holds it. Dispose it: what was not committed is
    /// undone.
    /// </summary>
    public async Task<WhistleChange> BeginAsync(
        HttpContext http,
        Guid whistleId,
        CancellationToken cancellation
    )
    {
        var connection = await database.OpenAsync(cancellation);
        var transaction = await connection.BeginTransactionAsync(cancellation);
        var whistle = await WhistleStore.LoadForChangeAsync(
            connection,
            transaction,
            whistleId,
            cancellation
        );
        var parts = await WhistleStore.PartsAsync(connection, [whistleId], cancellation);
        return new WhistleChange(this, http, connection, transaction, whistle, parts);
    }

    /// <summary>
    /// An operation that is one decision about one whistle: opens its transaction, decides, lets it write, commits and answers with the page of the whistle, or
    /// refuses.
    /// </summary>
    /// <param name="malformed">What is wrong with what was sent; null when nothing is.</param>
    /// <param name="decide">Why it is refused; null when it is not.</param>
    /// <param name="write">Writes what was decided; a problem that comes of it undoes all.</param>
    public async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid whistleId,
        Problem? malformed,
        Func<WhistleChange, Standing, WhistleRefusal?> decide,
        Func<WhistleChange, Standing, Task<Problem?>> write,
        CancellationToken cancellation
    )
    {
        if (malformed is not null)
        {
            return malformed;
        }

        await using var change = await BeginAsync(http, whistleId, cancellation);
        if (change.Standing is not { } standing)
        {
            return WhistleRefusal.UnknownWhistle.ToProblem();
        }

        return change.Refuse(decide(change, standing))
            ?? await write(change, standing)
            ?? await change.CommitAsync(cancellation);
    }

    /// <summary>The same about one of its tasks.</summary>
    public Task<IResult> ChangeTaskAsync(
        HttpContext http,
        Guid whistleId,
        Guid taskId,
        Problem? malformed,
        Func<WhistleChange, Standing, WhistleTask, WhistleRefusal?> decide,
        Func<WhistleChange, WhistleTask, Task<Problem?>> write,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            http,
            whistleId,
            malformed,
            (change, standing) =>
                change.Parts.TaskOf(taskId) is { } task
                    ? decide(change, standing, task)
                    : WhistleRefusal.UnknownTask,
            (change, _) => write(change, change.Parts.TaskOf(taskId)!),
            cancellation
        );
}
