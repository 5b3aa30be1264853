using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Files;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
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
}
