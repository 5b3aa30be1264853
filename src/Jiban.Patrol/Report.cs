using System.Globalization;
using System.Text.Json;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Patrol;

/// <summary>Where the case of a report stands, as the inspector is told.</summary>
internal enum ReportState
{
    /// <summary>The filing conditions do not hold: a person files it (待立案).</summary>
    Queued,

    /// <summary>In a unit's inbox (已派遣).</summary>
    Dispatched,

    /// <summary>Being handled (处置中).</summary>
    Signed,

    /// <summary>Said to be done, to be looked at again (待核查).</summary>
    Resolved,

    /// <summary>Closed by the back office (已结案).</summary>
    Closed,
}

/// <summary>A unit that had a report in its inbox.</summary>
/// <param name="InboxAt">When it first stood there.</param>
/// <param name="Returns">How often the unit gave it back and was right (退回).</param>
/// <param name="Reworks">How often a result of the unit did not stand when somebody looked again (返工).</param>
internal sealed record HeldBy(Guid UnitId, DateTimeOffset InboxAt, int Returns, int Reworks);

/// <summary>What an inspector found, and the re-inspection it asks for: the fold of the case's journal.</summary>
internal sealed record Report
{
    /// <summary>The channel by which inspectors report.</summary>
    public const string Channel = "patrol";

    public required Guid CaseId { get; init; }

    /// <summary>The last entry folded: an entry that comes again changes nothing.</summary>
    public required int Seq { get; init; }
    public required Guid InspectorId { get; init; }
    public required string Number { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the inspector found it, by his phone set right; null when the phone did not say.</summary>
    public DateTimeOffset? FoundAt { get; init; }
    public required string ClassCode { get; init; }
    public string? PlaceName { get; init; }

    /// <summary>1e-7 degrees, WGS-84.</summary>
    public int? LonE7 { get; init; }

    /// <inheritdoc cref="LonE7"/>
    public int? LatE7 { get; init; }
    public ReportState State { get; init; }
    public Guid? UnitId { get; init; }

    /// <summary>When it first stood in a unit's inbox.</summary>
    public DateTimeOffset? InboxAt { get; init; }

    /// <summary>Who filed it and sent it there: an account, or <c>system</c>; null when nobody has, or before anybody kept it.</summary>
    public string? FiledBy { get; init; }

    /// <summary>The civil day by which the same inspector looks again; null when there is nothing to look at.</summary>
    public DateOnly? ReinspectOn { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How often a result did not stand when somebody looked again (返工).</summary>
    public int Reworks { get; init; }

    /// <summary>The civil day by which its last result was to be looked at (核查); null when none ever was.</summary>
    public DateOnly? CheckDueOn { get; init; }

    /// <summary>When somebody stood there and looked; null while nobody has.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Whether it ended as no matter of the city's: an abuse, another way that the law lays down, nothing to be found, handled elsewhere.</summary>
    public bool IsVoid { get; init; }

    /// <summary>Every unit that had it, in the order in which they first did.</summary>
    public IReadOnlyList<HeldBy> Holders { get; init; } = [];

    /// <summary>The report after one more entry; null for a case that no inspector reported.</summary>
    public static Report? After(Report? before, JournalEntry entry)
    {
        if (before is null)
        {
            return entry.Kind == "registered" ? Filed(entry) : null;
        }

        if (entry.Seq <= before.Seq)
        {
            return before;
        }

        var after = before with { Seq = entry.Seq };
        return entry.Kind switch
        {
            "queued" => after with { State = ReportState.Queued, UnitId = Unit(entry) },
            "dispatched" => after with
            {
                State = ReportState.Dispatched,
                UnitId = Unit(entry),
                InboxAt = after.InboxAt ?? entry.At,
                FiledBy = after.InboxAt is null ? entry.Actor : after.FiledBy,
                Holders = after.Holders.Any(one => one.UnitId == Unit(entry))
                    ? after.Holders
                    : [.. after.Holders, new HeldBy(Unit(entry), entry.At, 0, 0)],
                ClassCode = Text(entry.Data, "class") ?? after.ClassCode,
                ReinspectOn = null,
                CheckDueOn = after.CheckedAt is null ? null : after.CheckDueOn,
            },
            // It goes to another unit: whoever had it was right to give it back.
            "returnJudged" when Goes(entry.Data) is { } to && to != after.UnitId => after with
            {
                Holders = after.Charged(one => one with { Returns = one.Returns + 1 }),
            },
            "signed" => after with { State = ReportState.Signed },
            "resolved" => after with
            {
                State = ReportState.Resolved,
                ReinspectOn = IsAsked(entry.Data) ? CivilTime.DayOf(entry.At).AddDays(1) : null,
                CheckDueOn = IsAsked(entry.Data) ? CivilTime.DayOf(entry.At).AddDays(1) : null,
                CheckedAt = null,
            },
            "reinspected" => after with
            {
                State = entry.Data.GetProperty("passed").GetBoolean()
                    ? ReportState.Resolved
                    : ReportState.Signed,
                Reworks = after.Reworks + (entry.Data.GetProperty("passed").GetBoolean() ? 0 : 1),
                Holders = entry.Data.GetProperty("passed").GetBoolean()
                    ? after.Holders
                    : after.Charged(one => one with { Reworks = one.Reworks + 1 }),
                ReinspectOn = null,
                // A phone without network tells later; what counts is when somebody stood there.
                CheckedAt = SeenAt(entry.Data) ?? entry.At,
            },
            "closed" => after with
            {
                State = ReportState.Closed,
                ClosedAt = entry.At,
                ReinspectOn = null,
                // Closed without it: the look was nobody's duty any more.
                CheckDueOn = after.CheckedAt is null ? null : after.CheckDueOn,
                IsVoid =
                    Text(entry.Data, "how") is "abuse" or "legalPath" or "declined" or "givenBack",
            },
            _ => after,
        };
    }

    private static Report? Filed(JournalEntry entry) =>
        Text(entry.Data, "channel") == Channel && Text(entry.Data, "reporter") is { } reporter
            ? new Report
            {
                CaseId = entry.CaseId,
                Seq = entry.Seq,
                InspectorId = Guid.Parse(reporter),
                Number = entry.Data.GetProperty("number").GetString()!,
                ReceivedAt = entry.At,
                ClassCode = entry.Data.GetProperty("class").GetString()!,
                PlaceName = Text(entry.Data, "placeName"),
                LonE7 = Whole(entry.Data, "lonE7"),
                LatE7 = Whole(entry.Data, "latE7"),
                FoundAt = FoundAtOf(entry.Data),
            }
            : null;

    /// <summary>The holders, with something charged to the one that has it now.</summary>
    private IReadOnlyList<HeldBy> Charged(Func<HeldBy, HeldBy> charge) =>
        [.. Holders.Select(one => one.UnitId == UnitId ? charge(one) : one)];

    private static DateTimeOffset? FoundAtOf(JsonElement data) =>
        Text(data, "foundAt") is { } found
            ? DateTimeOffset.Parse(found, CultureInfo.InvariantCulture)
            : null;

    private static DateTimeOffset? SeenAt(JsonElement data) =>
        data.TryGetProperty("seen", out var seen) && seen.ValueKind == JsonValueKind.Object
            ? FoundAtOf(seen)
            : null;

    /// <summary>The unit to which a verdict sends it; null when it stays.</summary>
    private static Guid? Goes(JsonElement judged) =>
        Text(judged, "unit") is { } unit ? Guid.Parse(unit) : null;

    private static Guid Unit(JournalEntry entry) => entry.Data.GetProperty("unit").GetGuid();

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Whole(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetInt32()
            : null;

    /// <summary>Whether the rule wants the result looked at again; results from before there was a rule always are.</summary>
    private static bool IsAsked(JsonElement resolved) =>
        !resolved.TryGetProperty("reinspect", out var asked) || asked.GetBoolean();
}
