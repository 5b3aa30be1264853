namespace Jiban.Simulation.Invariants;

/// <summary>
/// A request that waits for a look before a unit is sent has one inspector, who was on duty there when it came, and one running limit, has not
/// been with a unit, and is no emergency; the look is his alone and is settled once, without him by the clock and not before its time.
/// </summary>
internal sealed class Verifications : CaseInvariant
{
    public override string Name => "verifications";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one) =>
        (one.AwaitsLook ? Waiting(evidence, one) : [])
            .Concat(Asked(evidence, one))
            .Concat(Settled(one));

    private static IEnumerable<string> Waiting(Evidence evidence, CaseEvidence one)
    {
        var row = one.Row;
        if (row.Verifier != one.Story.Verifier)
        {
            yield return "its journal asks another inspector to look than the row";
        }

        var running = one.Deadlines.Where(deadline => deadline.MetAt is null).ToList();
        if (running is not [{ Kind: "verify" } limit] || limit.DueAt != row.DueVerify)
        {
            yield return $"waits for a look, and of its deadlines run: {string.Join(' ', running.Select(deadline => deadline.Kind))}";
        }

        if (row.Urgency == "emergency")
        {
            yield return "is an emergency and waits for a look";
        }

        if (one.Entries.Any(entry => entry.Kind is "dispatched" or "signed"))
        {
            yield return "waits for a look and has been with a unit";
        }

        if (evidence.IsWhole && row.DueVerify < evidence.Now)
        {
            yield return $"nobody looked by {row.DueVerify:u}, and it waits still";
        }
    }

    /// <summary>Whoever is asked to look was on duty, and in the area of his shift.</summary>
    private static IEnumerable<string> Asked(Evidence evidence, CaseEvidence one) =>
        one
            .Entries.Where(entry =>
                Verifier(entry) is { } inspector
                && !evidence.Shifts.Any(shift =>
                    shift.InspectorId == inspector
                    && shift.StartedAt <= entry.At
                    && shift.EndsAt > entry.At
                    && (shift.EndedAt is null || shift.EndedAt >= entry.At)
                    && evidence.Town.City.Region(shift.RegionId)!.Boundary.Covers(one.Row.Point)
                )
            )
            .Select(entry =>
                $"entry {entry.Seq} asks an inspector to look who is not on duty there"
            );

    private static IEnumerable<string> Settled(CaseEvidence one)
    {
        var settled = one.Entries.Where(entry => entry.Kind == "verified").ToList();
        if (settled.Count > 1)
        {
            yield return $"the look is settled {settled.Count} times";
        }

        foreach (var entry in settled)
        {
            var asked = Story.Before(one.Entries, entry.Seq).Verifier;
            var byTheClock = entry.Fact("result")!.Value.GetString() == "notLooked";
            if (asked is null || (byTheClock ? entry.Actor != "clock" : entry.Actor != $"{asked}"))
            {
                yield return $"entry {entry.Seq}: a look by {entry.Actor}, which is not his";
            }

            if (byTheClock && entry.At < one.Row.DueVerify)
            {
                yield return $"entry {entry.Seq}: given up before {one.Row.DueVerify:u}";
            }
        }
    }

    /// <summary>Whom an entry asks to look; null when nobody.</summary>
    public static Guid? Verifier(Entry entry) =>
        entry.Kind == "queued" ? entry.Fact("verify")?.GetProperty("by").GetGuid() : null;
}
