using Jiban.Cases.Contracts;
using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Tests;

// How it begins, and what happens to it beside the operations.
internal sealed partial class RandomCase
{
    private static readonly TimeLimits Limits = LimitsBy(new WorkingCalendar([], [], null));

    /// <summary>Another module opens a task for the case, or says that one is done, withdrawn or not done after all.</summary>
    private void Note(Actor actor)
    {
        var (whistle, task, unit) = (Guid.Empty, Guid.Empty, Guid.Empty);
        var kind = Pick<TaskKind>();
        var build = kind == TaskKind.Build;
        CaseNote note = (build && OpenBuildTasks == 0 ? 0 : _chance.Next(4)) switch
        {
            0 => new CaseNote.TaskOpened(whistle, task, kind, unit, _now),
            1 => new CaseNote.TaskDone(whistle, task, kind, unit),
            2 => new CaseNote.TaskWithdrawn(whistle, task, kind, unit),
            _ => new CaseNote.TaskReturned(whistle, task, kind, unit),
        };
        OpenBuildTasks +=
            !build ? 0
            : note is CaseNote.TaskOpened or CaseNote.TaskReturned ? 1
            : -1;
        Append(
            Chain.Append(
                Row.CaseId,
                Row.Head,
                _now,
                actor.JournalName,
                note.EntryKind,
                CanonicalJson.Of<object>(note)
            )
        );
    }

    /// <summary>An end without a result, where the rules allow one.</summary>
    private Decided Ended(Actor actor) =>
        _chance.Next(3) switch
        {
            0 => TellLegalPath.Decide(
                Row,
                new(Pick<LegalPath>(), "请向仲裁委员会申请"),
                actor,
                Limits,
                _now
            ),
            1 => AcceptPraise.Decide(Row, new(null, null), null, actor),
            _ => SplitCase.Blocks(Row) is { } refused
                ? refused
                : SplitCase.Decide([new SplitPart(Guid.Empty, "1")], actor),
        };

    /// <summary>Somebody changes the calendar: some days of the weeks to come are off that were not.</summary>
    private Decided Recomputed()
    {
        var today = CivilTime.DayOf(_now);
        var calendar = new WorkingCalendar(
            Enumerable
                .Range(0, 40)
                .Where(_ => _chance.Next(4) == 0)
                .Select(offset => new CalendarDay(today.AddDays(offset), true, "off")),
            [],
            null
        );
        return
            RecomputeDeadlines.Decide(
                Row,
                [.. Entries.Select(chained => chained.Entry)],
                LimitsBy(calendar)
            )
                is { } facts
            ? Happening.Of(Happened.DeadlinesRecomputed, facts)
            : Refusal.ChangedMeanwhile;
    }

    private static TimeLimits LimitsBy(WorkingCalendar calendar) =>
        new(
            from urgency in Enum.GetValues<Urgency>()
            from step in Enum.GetValues<Step>()
            select new TimeLimit(
                urgency,
                step,
                1 + (int)step,
                step == Step.Dispatch ? LimitUnit.Hour : LimitUnit.WorkingDay
            ),
            calendar
        );

    private void Add(Guid id, string kind, System.Text.Json.JsonElement? data)
    {
        var due = Limits.DeadlinesFrom(Urgency.Ordinary, _now, _now).Within(Row.WishedLimit);
        var unit = new Guid(9, 0, 0, new byte[8]);
        var facts =
            data
            ?? (
                kind == Happened.Queued
                    ? CanonicalJson.Of(
                        new QueuedFacts(
                            unit,
                            [new QueuedCandidate(unit, DispatchMode.ByPlace, 900, "", "")],
                            due.Dispatch,
                            due.Sign,
                            due.Contact,
                            due.Resolve,
                            due.WorkingDays,
                            _chance.Next(2) == 0
                                ? new VerifyFacts(
                                    People[0].Id,
                                    _now.AddHours(2),
                                    _chance.Next(2) == 0
                                )
                                : null
                        )
                    )
                    : CanonicalJson.Of(
                        new DispatchedFacts(
                            unit,
                            DispatchMode.ByPlace,
                            900,
                            "rule",
                            null,
                            due.Sign,
                            due.Contact,
                            due.Resolve,
                            WorkingDays: due.WorkingDays
                        )
                    )
            );
        Append(Chain.Append(id, Row.Head, _now, "citizen", kind, facts));
    }

    private System.Text.Json.JsonElement Registered(bool onlyVoice) =>
        CanonicalJson.Of(
            new RegisteredFacts(
                CaseNumber.Make(new DateOnly(2026, 11, 20), _chance.Next(1, 1000)),
                "web",
                true,
                _chance.Next(2) == 0,
                _chance.Next(2) == 0 ? People[0].Id : null,
                Pick<DemandKind>(),
                "0407",
                _chance.Next(1_001),
                Pick<Urgency>(),
                null,
                null,
                null,
                null,
                null,
                null,
                _chance.Next(),
                -_chance.Next(),
                false,
                [new Reason("class-model", "按“路灯”归类", "by words")],
                0,
                _chance.Next(6) == 0,
                Component: "99010101018000007",
                WishedLimit: _chance.Next(2) == 0
                    ? Chain.ToMicroseconds(_now.AddHours(_chance.Next(1, 40)))
                    : null,
                OnlyVoice: onlyVoice
            )
        );
}
