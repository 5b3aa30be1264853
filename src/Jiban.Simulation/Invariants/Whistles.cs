using Jiban.City.Contracts;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// A whistle is closed only when no build task is open, and nothing is decided afterwards; each unit that was called has come, or its superiors were told
/// at each of their hours, and neither earlier nor twice; what is late was told, once; a task is done by its owner, with its consent, and verified by somebody else; what
/// was said to be done stands among the entries once, and in the chain of each case; no result while a build task of the case is open.
/// </summary>
internal sealed class Whistles : Invariant
{
    private static readonly string[] Decisions =
    [
        "minutes",
        "unitSummoned",
        "taskOpened",
        "taskReturned",
        "arrived",
        "acknowledged",
        "found",
    ];

    public override string Name => "whistles";

    public override Task<IEnumerable<string>> BrokenAsync(Evidence evidence) =>
        Task.FromResult<IEnumerable<string>>([
            .. evidence.Whistles.SelectMany(one =>
                Fold(one)
                    .Concat(Acts(evidence, one))
                    .Concat(NotEscalated(evidence, one))
                    .Concat(NotTold(evidence, one))
                    .Concat(evidence.IsWhole ? Chains(evidence, one) : [])
                    .Select(what => $"{one.Name}: {what}")
            ),
            .. evidence.Cases.SelectMany(one => Results(one).Select(what => $"{one.Name}: {what}")),
        ]);

    private static IEnumerable<string> Fold(WhistleEvidence one)
    {
        if (!one.Entries.Select(entry => entry.Seq).SequenceEqual(Enumerable.Range(1, one.HeadSeq)))
        {
            yield return $"entries {string.Join(' ', one.Entries.Select(entry => entry.Seq))}, head {one.HeadSeq}";
        }

        var open = new Dictionary<Guid, (string Kind, Guid Unit)>();
        var doneBy = new Dictionary<Guid, string>();
        var consented = new HashSet<Guid>();
        var isClosed = false;
        foreach (var entry in one.Entries)
        {
            var task = entry.Fact("task")?.GetGuid() ?? Guid.Empty;
            if (isClosed && Decisions.Contains(entry.Kind))
            {
                yield return $"{entry.Kind} after its end, entry {entry.Seq}";
            }

            switch (entry.Kind)
            {
                case "taskOpened":
                    open[task] = (
                        entry.Fact("kind")!.Value.GetString()!,
                        entry.Fact("unit")!.Value.GetGuid()
                    );
                    break;
                case "consented":
                    consented.Add(task);
                    break;
                case "taskDone" when !doneBy.TryAdd(task, entry.Actor):
                    yield return $"a task was done twice, entry {entry.Seq}";
                    break;
                case "taskVerified"
                or "taskReturned"
                    when doneBy.GetValueOrDefault(task) is not { } by || by == entry.Actor:
                    yield return $"{entry.Kind} by whoever did it, or before it was done, entry {entry.Seq}";
                    break;
                case "taskReturned":
                    doneBy.Remove(task);
                    break;
                case "taskWithdrawn":
                    open.Remove(task);
                    break;
                case "closed":
                    isClosed = true;
                    if (open.Any(it => it.Value.Kind == "build" && !doneBy.ContainsKey(it.Key)))
                    {
                        yield return $"closed while a build task is open, entry {entry.Seq}";
                    }

                    break;
                default:
                    break;
            }
        }

        if (isClosed != one.ClosedAt is not null)
        {
            yield return "the row says otherwise than its entries whether it is closed";
        }
    }

    private static IEnumerable<string> Acts(Evidence evidence, WhistleEvidence one) =>
        evidence
            .Ledger.WhistleActs.Where(act =>
                act.CaseId == one.Id
                && one.Entries.Count(entry =>
                    entry.Seq > act.After
                    && entry.Seq <= act.UpTo
                    && entry.Kind == act.Kind
                    && entry.Actor == act.Actor
                ) != 1
            )
            .Select(act =>
                $"{act.Kind} was acknowledged on version {act.After} and does not stand among the entries once"
            );

    /// <summary>Told to the district above the caller and then to the city, each at its hour, as long as it had not come and was waited for.</summary>
    private static IEnumerable<string> NotEscalated(Evidence evidence, WhistleEvidence one)
    {
        foreach (var called in one.Called)
        {
            var until = new[] { called.ArrivedAt, one.ClosedAt, evidence.Now }.Min()!.Value;
            var due = Enumerable
                .Range(0, Superiors(evidence, one.UnitId, called.UnitId))
                .Count(step => called.ReportBy.AddMinutes(step * one.EscalateMinutes) <= until);
            if (called.Escalations != due)
            {
                yield return $"{evidence.Staff.NameOf(called.UnitId)} was to be there by {called.ReportBy:u}, was waited for until {until:u}, and {called.Escalations} of {due} superiors were told";
            }
        }
    }

    /// <summary>No task, no promise and no look passes its time in silence.</summary>
    private static IEnumerable<string> NotTold(Evidence evidence, WhistleEvidence one) =>
        one
            .Awaited.Where(it =>
                it is { MetAt: null, Level: < 2 }
                && it.DueAt <= evidence.Now
                && !(it.NextAt <= evidence.Now)
            )
            .Select(it => $"task {it.TaskId:N} was due by {it.DueAt:u}, and nobody was told");

    private static int Superiors(Evidence evidence, Guid caller, Guid called)
    {
        var count = 1; // The city.
        for (Guid? unit = caller; unit is { } at; unit = evidence.Staff.Above(at))
        {
            var isDistrict = evidence.Staff.Units.Any(one =>
                one.UnitId == at && one.Kind == UnitKind.DistrictGovernment
            );
            count += isDistrict && at != caller && at != called ? 1 : 0;
        }

        return count;
    }

    /// <summary>The chains of its cases tell the same as its own entries.</summary>
    private static IEnumerable<string> Chains(Evidence evidence, WhistleEvidence one)
    {
        (string Kind, int Count)[] told =
        [
            ("whistleBlown", 1),
            ("arrived", one.Called.Count(called => called.ArrivedAt is not null)),
            ("escalated", one.Called.Sum(called => called.Escalations)),
            ("taskAlarmed", one.Alarms),
            ("whistleClosed", one.ClosedAt is null ? 0 : 1),
            .. (
                (string[])
                    [
                        "unitSummoned",
                        "taskOpened",
                        "taskDone",
                        "taskVerified",
                        "taskReturned",
                        "taskWithdrawn",
                    ]
            ).Select(kind => (kind, one.Entries.Count(entry => entry.Kind == kind))),
        ];
        foreach (var its in evidence.Cases.Where(its => one.Cases.Contains(its.Row.CaseId)))
        {
            foreach (var (kind, count) in told)
            {
                var stands = its.Entries.Count(entry =>
                    entry.Kind == kind && entry.Fact("whistle")?.GetGuid() == one.Id
                );
                if (stands != count)
                {
                    yield return $"{kind} {count} times, and in the chain of {its.Name} {stands} times";
                }
            }
        }
    }

    private static IEnumerable<string> Results(CaseEvidence one)
    {
        var building = new HashSet<Guid>();
        foreach (var entry in one.Entries)
        {
            var isBuild =
                entry.Fact("kind") is { ValueKind: System.Text.Json.JsonValueKind.String } kind
                && kind.GetString() == "build";
            switch (entry.Kind)
            {
                case "taskOpened" or "taskReturned" when isBuild:
                    building.Add(entry.Fact("task")!.Value.GetGuid());
                    break;
                case "taskDone" or "taskWithdrawn" when isBuild:
                    building.Remove(entry.Fact("task")!.Value.GetGuid());
                    break;
                case "resolved" when building.Count > 0:
                    yield return $"a result while {building.Count} build tasks are open, entry {entry.Seq}";
                    break;
                default:
                    break;
            }
        }
    }
}
