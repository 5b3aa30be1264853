using System.Text.Json;
using Jiban.Platform.Journaling;

namespace Jiban.Assessment;

/// <summary>
/// What became of a case, as far as it is scored: the fold of its journal. The call-back that counts is the last valid one; a case
/// without a person never has one. Times and the period are set by the entry, never by a clock.
/// </summary>
internal sealed record Outcome
{
    public required Guid CaseId { get; init; }

    /// <summary>The last entry folded: an entry that comes again changes nothing.</summary>
    public required int Seq { get; init; }

    public required string Number { get; init; }

    /// <summary>Came by the street's own channel; else by the 12345 line and its doors.</summary>
    public required bool Own { get; init; }

    public required bool HasPerson { get; init; }

    /// <summary>The period of its creation, as <see cref="Period.Number"/>.</summary>
    public required int Period { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who answers for it now: the unit, or the centre that holds it while a person chooses. Null before either is told.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>When the result was reported that still stands, or the case was closed without one. Null while it is open.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it counts in no number; null when it counts.</summary>
    public Exclusion? LeftOut { get; init; }

    public bool Valid { get; init; }
    public bool Contacted { get; init; }
    public bool Solved { get; init; }
    public bool Satisfied { get; init; }
    public bool BasicallySatisfied { get; init; }

    /// <summary>What the case adds to the numbers of <see cref="UnitId"/>.</summary>
    public Counts Contribution =>
        LeftOut is not null
            ? default
            : new(
                1,
                CompletedAt is null ? 0 : 1,
                Valid ? 1 : 0,
                Contacted ? 1 : 0,
                Solved ? 1 : 0,
                Satisfied ? 1 : 0,
                BasicallySatisfied ? 1 : 0
            );

    /// <summary>The outcome after one more entry.</summary>
    /// <exception cref="InvalidOperationException">The journal of the case does not begin with <c>registered</c>.</exception>
    public static Outcome After(Outcome? before, JournalEntry entry, PeriodCalendar calendar)
    {
        if (before is null)
        {
            return Registered(entry, calendar);
        }

        if (entry.Seq <= before.Seq)
        {
            return before;
        }

        var after = before with { Seq = entry.Seq };
        return entry.Kind switch
        {
            // A case that is given out again is open again.
            "queued" or "dispatched" => after with
            {
                UnitId = entry.Data.GetProperty("unit").GetGuid(),
                CompletedAt = null,
                LeftOut = TakenUp(after.LeftOut),
            },
            "resolved" => after with { CompletedAt = entry.At, LeftOut = TakenUp(after.LeftOut) },
            "suspensionJudged" when IsOnTheLedger(entry.Data) => after with
            {
                LeftOut = after.LeftOut ?? Exclusion.Suspended,
            },
            "resumed" => after with { LeftOut = TakenUp(after.LeftOut) },
            "reinspected" when !entry.Data.GetProperty("passed").GetBoolean() => after with
            {
                CompletedAt = null,
            },
            // Handled again: the answer that was given stands until the next one is.
            "reopened" => after with
            {
                CompletedAt = null,
                ClosedAt = null,
                // Who was sent to a court and objects is heard again: from then on it is a demand like any other.
                LeftOut = after.LeftOut is Exclusion.LegalPath ? null : TakenUp(after.LeftOut),
            },
            "excluded" => after with { LeftOut = Standing(after.LeftOut, Exclusion.ByCity) },
            // Where the case ended without a result there is no handling that the answer could score.
            "calledBack" when Answer(entry.Data, "afterEnd")?.GetBoolean() != true => CalledBack(
                after,
                entry.Data
            ),
            "closed" => after with
            {
                ClosedAt = entry.At,
                LeftOut = Standing(after.LeftOut, WhyLeftOut(entry.Data)),
                CompletedAt = after.CompletedAt ?? entry.At,
            },
            _ => after,
        };
    }

    private static Outcome Registered(JournalEntry entry, PeriodCalendar calendar) =>
        entry.Kind == "registered"
            ? new Outcome
            {
                CaseId = entry.CaseId,
                Seq = entry.Seq,
                Number = entry.Data.GetProperty("number").GetString()!,
                Own = entry.Data.GetProperty("own").GetBoolean(),
                HasPerson = entry.Data.GetProperty("hasPerson").GetBoolean(),
                Period = calendar.Of(entry.At).Number,
                ReceivedAt = entry.At,
                // Thanks ask for nothing: they are no demand (表扬不计入).
                LeftOut =
                    entry.Data.TryGetProperty("kind", out var kind) && kind.GetString() == "praise"
                        ? Exclusion.Praise
                        : null,
            }
            : throw new InvalidOperationException(
                $"The journal of {entry.CaseId} begins with {entry.Kind}, entry {entry.Seq}."
            );

    /// <summary>
    /// The first reason that was said stands; only the legal path can be taken back, and gives way to one that can't, as a suspension gives way to
    /// whatever is said.
    /// </summary>
    private static Exclusion? Standing(Exclusion? before, Exclusion? said) =>
        before is null or Exclusion.Suspended or Exclusion.LegalPath
            ? said ?? TakenUp(before)
            : before;

    /// <summary>Whatever goes on with a suspended case ends the suspension.</summary>
    private static Exclusion? TakenUp(Exclusion? before) =>
        before is Exclusion.Suspended ? null : before;

    /// <summary>Put aside, and by the district or the city: a unit does not take its own cases out of its own month.</summary>
    private static bool IsOnTheLedger(JsonElement judged) =>
        Answer(judged, "until") is not null && Answer(judged, "ledger")?.GetBoolean() == true;

    /// <summary>Why a case that ended so is no demand that a unit could be scored by; null when it is one.</summary>
    private static Exclusion? WhyLeftOut(JsonElement closed) =>
        closed.GetProperty("how").GetString() switch
        {
            "split" => Exclusion.Split,
            "abuse" => Exclusion.Abuse,
            "legalPath" => Exclusion.LegalPath,
            "givenBack" => Exclusion.GivenBack,
            _ => null,
        };

    /// <summary>Valid = reached, and all three questions answered.</summary>
    private static Outcome CalledBack(Outcome outcome, JsonElement data)
    {
        var contacted = Answer(data, "contacted");
        var solved = Answer(data, "solved");
        var satisfied = Answer(data, "satisfied");
        var valid =
            outcome.HasPerson
            && data.GetProperty("reached").GetBoolean()
            && contacted is not null
            && solved is not null
            && satisfied is not null;
        return valid
            ? outcome with
            {
                Valid = true,
                Contacted = contacted!.Value.GetBoolean(),
                Solved = solved!.Value.GetString() == "solved",
                Satisfied = satisfied!.Value.GetString() == "satisfied",
                BasicallySatisfied = satisfied!.Value.GetString() == "basicallySatisfied",
            }
            : outcome;
    }

    private static JsonElement? Answer(JsonElement data, string name) =>
        data.TryGetProperty(name, out var answer) && answer.ValueKind != JsonValueKind.Null
            ? answer
            : null;
}
