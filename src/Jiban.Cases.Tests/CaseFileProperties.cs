using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

/// <summary>Laws that hold for every case, whoever does whatever to it.</summary>
public sealed class CaseFileProperties
{
    private static readonly Dictionary<CaseState, CaseState[]> Graph = new()
    {
        // Split, thanks, the legal way, an abuse of the line: ends without a result.
        [CaseState.Queued] = [CaseState.Dispatched, CaseState.Closed],
        [CaseState.Dispatched] = [CaseState.Signed, CaseState.Closed],
        // A return that was accepted leads to the next unit.
        [CaseState.Signed] =
        [
            CaseState.Resolved,
            CaseState.Dispatched,
            CaseState.Suspended,
            CaseState.Closed,
        ],
        [CaseState.Suspended] = [CaseState.Signed, CaseState.Closed],
        // A re-inspection that failed, a requester who says that it is not done.
        [CaseState.Resolved] = [CaseState.Closed, CaseState.Signed],
        // A follow-up that failed; an objection to an end without a result, which a person hears.
        [CaseState.Closed] = [CaseState.Signed, CaseState.Queued],
    };

    private const int Acts = 200;

    /// <summary>Closed without a result having been reported.</summary>
    private static bool EndedOtherwise(CaseFile file) =>
        file.ClosedHow
            is ClosedHow.Split
                or ClosedHow.Praise
                or ClosedHow.LegalPath
                or ClosedHow.Abuse
                or ClosedHow.Declined;

    private static void ForAnyCase(Func<RandomCase, bool> law) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    var one = new RandomCase(seed);
                    for (var i = 0; i < Acts; i++)
                    {
                        one.Act();
                    }

                    return law(one);
                }
            )
        );

    [Fact]
    public void The_row_is_the_fold_of_its_journal() =>
        ForAnyCase(one =>
        {
            // Through text and back, as jsonb would give it.
            var read = one.Entries.Select(chained =>
                chained.Entry with
                {
                    Data = JsonElement.Parse(
                        Encoding.UTF8.GetString(CanonicalJson.Encode(chained.Entry.Data))
                    ),
                }
            );
            var folded = CaseFile.Fold(read) with { HeadHash = one.Entries[^1].Hash };
            return folded == one.Row;
        });

    [Fact]
    public void Nothing_leaves_the_graph_of_states() =>
        ForAnyCase(one =>
            one.States.Zip(one.States.Skip(1))
                .Skip(1)
                .All(step => step.First == step.Second || Graph[step.First].Contains(step.Second))
        );

    [Fact]
    public void An_open_case_has_a_unit_and_a_running_deadline() =>
        ForAnyCase(one =>
            one.Row.UnitId != Guid.Empty
            && (one.Row.NextDueAt is not null || one.Row.State == CaseState.Closed)
        );

    [Fact]
    public void While_a_look_is_waited_for_its_clock_alone_runs_and_no_unit_has_the_case() =>
        ForAnyCase(one =>
            !one.Row.AwaitsVerification
            || (
                one.Row.State == CaseState.Queued
                && one.Row.NextDue == (Step.Verify, one.Row.DueVerify!.Value)
                && DeadlineRow.Of(one.Row).Single().Step == Step.Verify
            )
        );

    [Fact]
    public void Nobody_closes_what_they_handled_and_nothing_is_closed_without_a_ground() =>
        ForAnyCase(one =>
            one.Row.State != CaseState.Closed
            || EndedOtherwise(one.Row)
            || (
                one.Row.ClosedBy != one.Row.ResolvedBy
                && one.Row.ClosedBy != one.Row.SignedBy
                && (
                    !one.Row.HasPerson
                    || one.Row.CalledBackAt is not null
                    || one.Row.CallBackTries >= Limits.RuleNumbers.Shipped.CallBackTries
                )
                && (one.Row.ReinspectionNeeded != true || one.Row.ReinspectionPassed == true)
                && (
                    one.Row.HasPerson
                    || one.Row.ReinspectionPassed == true
                    || one.Row.ClosedHow == ClosedHow.Proved
                )
            )
        );

    [Fact]
    public void Nobody_looks_again_at_what_they_handled_and_a_look_that_fails_leaves_no_result_and_no_call_back() =>
        ForAnyCase(one =>
        {
            var before = new CaseFile();
            foreach (var chained in one.Entries)
            {
                var after = before.Apply(chained);
                if (
                    chained.Entry.Kind == Happened.Reinspected
                    && (
                        after.ReinspectedBy == before.ResolvedBy
                        || after.ReinspectedBy == before.SignedBy
                        || (
                            after.ReinspectionPassed != true
                            && (
                                after.State != CaseState.Signed
                                || after.Outcome is not null
                                || after.CalledBackAt is not null
                                || after.CallBackTries > 0
                            )
                        )
                    )
                )
                {
                    return false;
                }

                before = after;
            }

            return true;
        });

    [Fact]
    public void No_clock_of_the_handling_runs_while_a_case_is_suspended() =>
        ForAnyCase(one =>
            one.Row.State != CaseState.Suspended
            || one.Row.Running()
                .All(clock =>
                    clock.Step
                        is Step.SuspendedProgress
                            or Step.Resume
                            or Step.Promise
                            or Step.Review
                            or Step.Ruling
                )
        );

    [Fact]
    public void A_case_is_handled_at_most_three_times_and_asks_for_one_thing_at_a_time() =>
        ForAnyCase(one =>
        {
            var before = new CaseFile();
            foreach (var chained in one.Entries)
            {
                if (
                    before.Asked is not null
                    && chained.Entry.Kind
                        is Happened.ReturnAsked
                            or Happened.ExtensionAsked
                            or Happened.SuspensionAsked
                )
                {
                    return false;
                }

                before = before.Apply(chained);
            }

            // Beyond the third handling only a leader sends it back.
            return one.Row.Handling <= Limits.RuleNumbers.Shipped.Handlings
                || one.Row.RaisedAt is not null;
        });

    [Fact]
    public void The_random_lives_meet_everything_that_can_happen()
    {
        var kinds = new HashSet<string>();
        var states = new HashSet<CaseState>();
        for (var seed = 0; seed < 300; seed++)
        {
            var one = new RandomCase(seed);
            for (var i = 0; i < Acts; i++)
            {
                one.Act();
            }

            kinds.UnionWith(one.Entries.Select(chained => chained.Entry.Kind));
            states.UnionWith(one.States);
        }

        Assert.Equal(Enum.GetValues<CaseState>(), states.Order());
        // What the clock, an erasure and the whistle write is tried in tests of their own.
        string[] elsewhere =
        [
            Happened.RequesterErased,
            Happened.Alarmed,
            Happened.WhistleBlown,
            Happened.UnitSummoned,
            Happened.Arrived,
            Happened.Escalated,
            Happened.TaskVerified,
            Happened.TaskAlarmed,
            Happened.WhistleClosed,
            // Two cases at once: IncidentProperties, and the praised case of a praise.
            Happened.JoinedIncident,
            Happened.LeftIncident,
            Happened.MemberJoined,
            Happened.MemberLeft,
            Happened.IncidentStep,
            Happened.Praised,
            // Needs another case beside it: KnownAlreadyTests (Host).
            Happened.TwinDenied,
            // The city's line says it: S23.
            Happened.ReturnDecided,
            Happened.Excluded,
        ];
        Assert.Equal(
            typeof(Happened)
                .GetFields()
                .Select(field => (string)field.GetRawConstantValue()!)
                .Except(elsewhere)
                .Order(StringComparer.Ordinal),
            kinds.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void No_result_is_reported_before_the_requester_was_met_declined_or_could_not_be_reached() =>
        ForAnyCase(one =>
            one.Row.State is not (CaseState.Resolved or CaseState.Closed)
            || EndedOtherwise(one.Row)
            || one.Row.Meeting
                is null
                    or Meetings.MeetingState.Met
                    or Meetings.MeetingState.NoNeed
                    or Meetings.MeetingState.NotReached
        );

    [Fact]
    public void No_result_is_reported_while_a_build_task_is_open() =>
        ForAnyCase(one =>
            one.Row.OpenBuildTasks == one.OpenBuildTasks
            && one.OpenAtResult.TrueForAll(open => open == 0)
        );

    [Fact]
    public void A_result_stands_exactly_while_the_case_is_resolved_or_closed() =>
        ForAnyCase(one =>
        {
            if (EndedOtherwise(one.Row))
            {
                return one.Row is { ResolvedAt: null, Outcome: null }
                    && one.Row.NextDueAt == one.Row.DueCallBack
                    && DeadlineRow
                        .Of(one.Row)
                        .All(row => (row.MetAt is null) == (row.Step == Step.CallBack));
            }

            var stands = one.Row.State is CaseState.Resolved or CaseState.Closed;
            return (one.Row.ResolvedAt is not null) == stands
                && (one.Row.Outcome is not null) == stands
                && DeadlineRow
                    .Of(one.Row)
                    .Where(row => row.Step == Step.Resolve)
                    .All(row => (row.MetAt is not null) == stands);
        });

    [Fact]
    public void Who_asked_for_what_ended_without_a_result_is_asked_and_whoever_objects_is_heard_by_somebody_else() =>
        ForAnyCase(one =>
        {
            var before = new CaseFile();
            foreach (var entry in one.Entries.Select(chained => chained.Entry))
            {
                var after = before.Apply(entry);
                var ended =
                    after.ClosedHow is ClosedHow.LegalPath or ClosedHow.Declined && after.HasPerson;
                var fits = entry.Kind switch
                {
                    // Exactly these are asked, by a clock of their own.
                    Happened.Closed => after.AwaitsAnswer == ended,
                    // Until there is an answer, or enough tries; never by whoever ended it.
                    Happened.CalledBack when before.State == CaseState.Closed => before.AwaitsAnswer
                        && entry.Actor != $"{before.ClosedBy}"
                        && after.AwaitsAnswer
                            == (
                                after.CalledBackAt is null
                                && after.CallBackTries < Limits.RuleNumbers.Shipped.CallBackTries
                            ),
                    Happened.Queued when before.Handling > 1 => after
                        is {
                            SignedBy: null,
                            AwaitsVerification: false,
                            NextDue.Step: Step.Dispatch
                        }
                        && after.NextDueAt > entry.At,
                    // Nobody leaves it at that twice.
                    Happened.Declined => before.EndedBy is null,
                    // Not the same again by the same person.
                    Happened.LegalPathTold => entry.Actor != $"{before.EndedBy}",
                    _ => true,
                };
                if (!fits)
                {
                    return false;
                }

                before = after;
            }

            return true;
        });

    [Fact]
    public void Whatever_is_resolved_can_be_closed_by_somebody() =>
        ForAnyCase(one =>
        {
            var back = new Platform.Auth.Actor(
                new Guid(77, 0, 0, new byte[8]),
                "back office",
                // A leader: only one closes what ended the same way before.
                Platform.Auth.Role.Leader,
                null
            );
            // A task of a whistle that is open again is done by its owner first, or withdrawn.
            var done = one.Row with
            {
                OpenBuildTasks = 0,
            };
            return one.Row.State != CaseState.Resolved
                || Handling.CloseCase.Blocks(done, back, one.InForce) is null
                // or somebody else can make it so: the one who calls back, the one who looks again
                || Handling.CallBackCase.Blocks(one.Row, back) is null
                || Handling.ReinspectCase.Blocks(one.Row, back) is null
                || Clocks.SuperviseCase.Blocks(one.Row, back) is null;
        });

    [Fact]
    public void The_chain_of_every_case_checks() =>
        ForAnyCase(one =>
            ChainCheck
                .Check(
                    one.Row.CaseId,
                    [.. one.Entries.Select(chained => new StoredRow(chained.Entry, chained.Hash))],
                    one.Row.Head,
                    []
                )
                .Count == 0
        );

    [Fact]
    public void The_journal_names_nobody_and_holds_no_fractions() =>
        ForAnyCase(one =>
            one.Entries.All(chained =>
                chained.Entry.Actor is "citizen" or "system"
                || Guid.TryParse(chained.Entry.Actor, out _)
            )
        );
}
