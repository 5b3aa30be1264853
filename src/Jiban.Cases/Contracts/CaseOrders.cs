using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Secrets;
using Jiban.Cases.Upstream;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Web;
using Npgsql;

namespace Jiban.Cases.Contracts;

/// <summary>What came of it: why nothing was written, or what is to be told after the commit. Exactly one of the two.</summary>
public sealed record OrderResult(Problem? Problem, CaseChanged? Changed);

/// <summary>The door by which orders of the city's 12345 line are acted on, inside the caller's transaction.</summary>
public sealed class CaseOrders
{
    private readonly CaseDesk _desk;
    private readonly LimitsRegistry _limits;

    internal CaseOrders(CaseDesk desk, LimitsRegistry limits) => (_desk, _limits) = (desk, limits);

    /// <summary>Takes a word of the city.</summary>
    public async Task<OrderResult> HearAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        CityWord word,
        CancellationToken cancellation
    )
    {
        var limits = await _limits.CurrentAsync(cancellation);
        if (
            await CaseStore.LoadForChangeAsync(connection, transaction, caseId, cancellation)
            is not { } file
        )
        {
            return Refuse(new(Refusal.UnknownCase));
        }

        var givenBack =
            word is CityWord.DecideReturn
                ? HearCity.Waiting(await Journal.ReadAsync(connection, caseId, cancellation))
                : null;
        var now = Chain.ToMicroseconds(_desk.Clock.GetUtcNow());
        return await WriteAsync(
            connection,
            transaction,
            file,
            HearCity.Decide(
                file,
                word,
                givenBack,
                AskAfterEnd.QueueOf(file, _desk.City),
                limits,
                now
            ),
            Actor.Upstream,
            now,
            cancellation
        );
    }

    /// <summary>Asks the city to take its order back, in answer to a return that the unit asked for.</summary>
    public async Task<OrderResult> GiveBackAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        Actor actor,
        string? reason,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("reason", reason) is { } malformed)
        {
            return new(malformed, null);
        }

        if (
            await CaseStore.LoadForChangeAsync(connection, transaction, caseId, cancellation)
            is not { } file
        )
        {
            return Refuse(new(Refusal.UnknownCase));
        }

        return _desk.Refuse(file, actor, Operation.GiveBackOrder) is { } refused
            ? Refuse(refused)
            : await WriteAsync(
                connection,
                transaction,
                file,
                GiveBack.Decide(file, reason, actor),
                actor,
                Chain.ToMicroseconds(_desk.Clock.GetUtcNow()),
                cancellation
            );
    }

    private async Task<OrderResult> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile file,
        Decided decided,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (decided.Refused is { } refused)
        {
            return Refuse(refused);
        }

        var stored = await CaseStore.SecretsAsync(connection, file.CaseId, cancellation);
        var secrets = CaseSecrets.Open(_desk.Keys, file.CaseId, stored.Wrapped);
        foreach (var happening in decided.Happenings)
        {
            var appended = await CaseAppend.AppendAsync(
                connection,
                transaction,
                file,
                now,
                actor.JournalName,
                happening.Kind,
                happening.Data,
                cancellation
            );
            if (appended is not var (entry, after))
            {
                return Refuse(new(Refusal.ChangedMeanwhile));
            }

            await IncidentSteps.TellAsync(
                connection,
                transaction,
                _desk.Keys,
                file,
                entry.Entry,
                happening.Text,
                await _limits.CurrentAsync(cancellation),
                cancellation
            );
            file = after;
            if (happening.Text is { } text && secrets is not null)
            {
                await CaseTexts.AddAsync(
                    connection,
                    transaction,
                    file.CaseId,
                    entry.Entry.Seq,
                    secrets.SealText(entry.Entry.Seq, text),
                    cancellation
                );
            }
        }

        return new(null, file.ToChanged());
    }

    private static OrderResult Refuse(Refused refused) => new(refused.ToProblem(), null);
}
