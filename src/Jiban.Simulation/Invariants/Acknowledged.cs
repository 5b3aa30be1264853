namespace Jiban.Simulation.Invariants;

/// <summary>
/// An acknowledged request is in the store exactly once, and there is nothing that nobody was told of; what somebody was told that it was
/// done stands in the journal once.
/// </summary>
internal sealed class Acknowledged : Invariant
{
    public override string Name => "acknowledged";

    public override Task<IEnumerable<string>> BrokenAsync(Evidence evidence) =>
        Task.FromResult<IEnumerable<string>>([.. Broken(evidence)]);

    private static IEnumerable<string> Broken(Evidence evidence)
    {
        var cases = evidence.Cases.ToDictionary(one => one.Row.CaseId);
        if (evidence.IsWhole)
        {
            var told = evidence.Ledger.Requests.Select(request => request.Number).ToList();
            var stored = evidence.Cases.Select(one => one.Row.Number).ToList();
            foreach (var lost in told.Except(stored))
            {
                yield return $"{lost} was acknowledged and is not in the store";
            }

            foreach (var more in stored.Except(told))
            {
                yield return $"{more} is in the store and was sent once more than it was told";
            }

            if (told.Distinct().Count() != told.Count)
            {
                yield return "two requests were told the same number";
            }
        }

        foreach (var act in evidence.Ledger.Acts)
        {
            if (
                cases.TryGetValue(act.CaseId, out var one)
                && one.Entries.Count(entry =>
                    entry.Seq > act.After
                    && entry.Seq <= act.UpTo
                    && entry.Kind == act.Kind
                    && entry.Actor == act.Actor
                )
                    is not 1
                        and var times
            )
            {
                yield return $"{one.Name}: {act.Kind} was acknowledged on version {act.After} and stands in the journal {times} times";
            }
        }
    }
}
