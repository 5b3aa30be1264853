using Jiban.Cases.Ends;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Cases.Links;

/// <summary>Thanks that were closed at the door are told in the chain of the case that they are for, once: to the one who earned them.</summary>
internal static class TellPraised
{
    /// <summary>Tells those among some entries.</summary>
    public static async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IEnumerable<JournalEntry> entries,
        string actor,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        foreach (var entry in entries.Where(IsOfDoor).OrderBy(entry => entry.CaseId))
        {
            var praised = CanonicalJson.Read<PraiseAcceptedFacts>(entry.Data).Of!.Value;
            var thanks = await CaseStore.LoadAsync(connection, entry.CaseId, cancellation);
            var file = await CaseStore.LoadForChangeAsync(
                connection,
                transaction,
                praised,
                cancellation
            );
            if (
                thanks is null
                || file is null
                || await IsToldAsync(connection, file, thanks, cancellation)
            )
            {
                continue;
            }

            await CaseAppend.AppendAsync(
                connection,
                transaction,
                file,
                now,
                actor,
                Happened.Praised,
                CanonicalJson.Of(new PraisedFacts(thanks.CaseId, thanks.Number)),
                cancellation
            );
        }
    }

    /// <summary>What a person accepted was told with it.</summary>
    private static bool IsOfDoor(JournalEntry entry) =>
        entry is { Kind: Happened.PraiseAccepted, Actor: AcceptPraise.AtTheDoor };

    private static async Task<bool> IsToldAsync(
        NpgsqlConnection connection,
        CaseFile file,
        CaseFile thanks,
        CancellationToken cancellation
    ) =>
        (await Journal.ReadAsync(connection, file.CaseId, cancellation)).Any(entry =>
            entry.Kind == Happened.Praised
            && CanonicalJson.Read<PraisedFacts>(entry.Data).Praise == thanks.CaseId
        );
}
