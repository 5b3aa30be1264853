using Dapper;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// The parts of a split request are those that its chain names, as many as were asked for, however often it was sent; each keeps the
/// requester and his wish to stay unknown.
/// </summary>
internal sealed class Splits : Invariant
{
    public override string Name => "splits";

    public override async Task<IEnumerable<string>> BrokenAsync(Evidence evidence)
    {
        if (!evidence.IsWhole && !evidence.Cases.Any(one => one.Row.ParentId is not null))
        {
            return [];
        }

        await using var connection = await evidence.Town.Store.Owner.OpenConnectionAsync();
        var phones = (
            await connection.QueryAsync<(Guid CaseId, byte[] Hash)>(
                "select case_id, phone_hash from cases.requester where phone_hash is not null"
            )
        ).ToDictionary(row => row.CaseId, row => Convert.ToHexString(row.Hash));
        var parts = evidence
            .Cases.Where(one => one.Row.ParentId is not null)
            .ToLookup(one => one.Row.ParentId!.Value);
        return evidence.Cases.SelectMany(one =>
            Broken(evidence, one, [.. parts[one.Row.CaseId]], phones)
        );
    }

    private static IEnumerable<string> Broken(
        Evidence evidence,
        CaseEvidence one,
        IReadOnlyList<CaseEvidence> parts,
        Dictionary<Guid, string> phones
    )
    {
        var split = one.Entries.SingleOrDefault(entry => entry.Kind == "split");
        var named = split
            ?.Fact("parts")!
            .Value.EnumerateArray()
            .Select(part => part.GetProperty("case").GetGuid())
            .ToHashSet();
        if (
            split is null
                ? parts.Count > 0
                : !named!.SetEquals(parts.Select(part => part.Row.CaseId))
        )
        {
            yield return $"{one.Name}: its chain names {named?.Count ?? 0} parts, and there are {parts.Count}";
        }

        foreach (
            var told in evidence.Ledger.Divisions.Where(it =>
                it.CaseId == one.Row.CaseId && it.Parts != parts.Count
            )
        )
        {
            yield return $"{one.Name}: split into {told.Parts}, and there are {parts.Count}";
        }

        foreach (var part in parts)
        {
            if (
                part.Row.HasPerson != one.Row.HasPerson
                || part.Row.Confidential != one.Row.Confidential
            )
            {
                yield return $"{part.Name}: has lost the requester of {one.Name}, or his wish";
            }

            // Whoever was erased in one of them has no telephone there any more.
            if (
                phones.TryGetValue(part.Row.CaseId, out var its)
                && phones.TryGetValue(one.Row.CaseId, out var whole)
                && its != whole
            )
            {
                yield return $"{part.Name}: another requester than that of {one.Name}";
            }
        }
    }
}
