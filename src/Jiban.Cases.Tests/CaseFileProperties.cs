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
        [CaseState.Queued] = [CaseState.Dispatched],
        [CaseState.Dispatched] = [CaseState.Signed],
        [CaseState.Signed] = [CaseState.Resolved],
        [CaseState.Resolved] = [CaseState.Closed, CaseState.Signed],
        [CaseState.Closed] = [],
    };

    private static void ForAnyCase(Func<RandomCase, bool> law) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    var one = new RandomCase(seed);
                    for (var i = 0; i < 40; i++)
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
    public void An_open_case_has_a_unit_and_until_the_result_a_running_deadline() =>
        ForAnyCase(one =>
            one.Row.UnitId != Guid.Empty
            && (
                one.Row.NextDueAt is not null
                || one.Row.State is CaseState.Resolved or CaseState.Closed
            )
        );

    [Fact]
    public void Nobody_closes_what_they_handled_and_nothing_is_closed_without_a_ground() =>
        ForAnyCase(one =>
            one.Row.State != CaseState.Closed
            || (
                one.Row.ClosedBy != one.Row.ResolvedBy
                && one.Row.ClosedBy != one.Row.SignedBy
                && (
                    !one.Row.HasPerson
                    || one.Row.CalledBackAt is not null
                    || one.Row.CallBackTries >= Handling.CallBackCase.TriesUntilNotReached
                )
                && (
                    one.Row.HasPerson
                    || one.Row.ReinspectionPassed == true
                    || (!one.InspectorLooks && one.Row.ClosedHow == ClosedHow.Proved)
                )
            )
        );

    [Fact]
    public void A_result_stands_exactly_while_the_case_is_resolved_or_closed() =>
        ForAnyCase(one =>
        {
            var stands = one.Row.State is CaseState.Resolved or CaseState.Closed;
            return (one.Row.ResolvedAt is not null) == stands
                && (one.Row.Outcome is not null) == stands
                && DeadlineRow
                    .Of(one.Row)
                    .Where(row => row.Step == Step.Resolve)
                    .All(row => (row.MetAt is not null) == stands);
        });

    [Fact]
    public void Whatever_is_resolved_can_be_closed_by_somebody() =>
        ForAnyCase(one =>
        {
            var back = new Platform.Auth.Actor(
                new Guid(77, 0, 0, new byte[8]),
                "back office",
                Platform.Auth.Role.Caller,
                null
            );
            return one.Row.State != CaseState.Resolved
                || Handling.CloseCase.Blocks(one.Row, back, one.InspectorLooks) is null
                // or somebody else can make it so: the one who calls back, the inspector who looks again
                || Handling.CallBackCase.Blocks(one.Row, back) is null
                || (one.InspectorLooks && !one.Row.HasPerson);
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
