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
        var praise = entries
            .Where(IsOfDoor)
            .OrderBy(entry => entry.CaseId)
            .Select(entry =>
                (entry.CaseId, Of: CanonicalJson.Read<PraiseAcceptedFacts>(entry.Data).Of!.Value)
            )
            .ToList();
        if (praise.Count == 0)
        {
            return;
        }

        var numbers = await CaseStore.NumbersAsync(
            connection,
            praise.Select(one => one.CaseId),
            cancellation
        );
        var held = (
            await CaseStore.LoadForChangeAsync(
                connection,
                transaction,
                praise.Select(one => one.Of),
                cancellation
            )
        ).ToDictionary(file => file.CaseId);
        var known = await Journal.ReadAsync(connection, held.Keys, cancellation);
        foreach (var (caseId, of) in praise)
        {
            if (
                numbers.TryGetValue(caseId, out var number)
                && held.TryGetValue(of, out var file)
                && !known[of].Any(entry => Tells(entry, caseId))
            )
            {
                var told = await CaseAppend.AppendAsync(
                    connection,
                    transaction,
                    file,
                    now,
                    actor,
                    Happened.Praised,
                    CanonicalJson.Of(new PraisedFacts(caseId, number)),
                    cancellation
                );
                held[of] = told!.Value.After;
            }
        }
    }

    /// <summary>What a person accepted was told with it.</summary>
    private static bool IsOfDoor(JournalEntry entry) =>
        entry is { Kind: Happened.PraiseAccepted, Actor: AcceptPraise.AtTheDoor };

    private static bool Tells(JournalEntry entry, Guid praise) =>
        entry.Kind == Happened.Praised
        && CanonicalJson.Read<PraisedFacts>(entry.Data).Praise == praise;
}
