using FsCheck;
using FsCheck.Fluent;
using Jiban.Platform.Auth;

namespace Jiban.Platform.Tests.Auth;

public sealed class RelationToTests
{
    /// <summary>A tree of units: the unit at index i hangs below the one at <c>Parents[i] &lt; i</c>; index 0 is the root.</summary>
    private sealed record Tree(int[] Parents)
    {
        public Guid Unit(int index) => new(index, 0, 0, new byte[8]);

        public bool IsBelow(Guid below, Guid above)
        {
            for (var i = Index(below); i != 0; )
            {
                i = Parents[i];
                if (Unit(i) == above)
                {
                    return true;
                }
            }

            return false;
        }

        private int Index(Guid unit) => BitConverter.ToInt32(unit.ToByteArray(), 0);
    }

    private static readonly Gen<(Tree Tree, int Actor, int Case)> Cases =
        from size in Gen.Choose(1, 40)
        from parents in Gen.CollectToArray(
            Enumerable.Range(0, size),
            i => i == 0 ? Gen.Constant(0) : Gen.Choose(0, i - 1)
        )
        from actor in Gen.Choose(0, size - 1)
        from holder in Gen.Choose(0, size - 1)
        select (new Tree(parents), actor, holder);

    [Fact]
    public void Own_below_and_above_exclude_each_other_and_turn_round_with_the_sides() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Cases.ToArbitrary(),
                it =>
                {
                    var (actor, holder) = (it.Tree.Unit(it.Actor), it.Tree.Unit(it.Case));
                    var there = RelationTo.Case(actor, holder, it.Tree.IsBelow);
                    var back = RelationTo.Case(holder, actor, it.Tree.IsBelow);
                    return back
                        == there switch
                        {
                            Relation.Own => Relation.Own,
                            Relation.Below => Relation.Above,
                            Relation.Above => Relation.Below,
                            Relation.None => Relation.None,
                            _ => Relation.Requester,
                        };
                }
            )
        );

    [Fact]
    public void The_root_sees_everything_below_it_and_every_other_unit_sees_the_root_above() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Cases.ToArbitrary(),
                it =>
                {
                    var (root, unit) = (it.Tree.Unit(0), it.Tree.Unit(it.Case));
                    return it.Case == 0
                        ? RelationTo.Case(root, unit, it.Tree.IsBelow) == Relation.Own
                        : RelationTo.Case(root, unit, it.Tree.IsBelow) == Relation.Below
                            && RelationTo.Case(unit, root, it.Tree.IsBelow) == Relation.Above;
                }
            )
        );

    [Fact]
    public void Being_assigned_adds_to_the_relation_of_the_units_and_takes_nothing_away() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Cases.ToArbitrary(),
                it =>
                {
                    var (actor, holder) = (it.Tree.Unit(it.Actor), it.Tree.Unit(it.Case));
                    return RelationTo.Case(actor, holder, it.Tree.IsBelow, assigned: true)
                        == (RelationTo.Case(actor, holder, it.Tree.IsBelow) | Relation.Assigned);
                }
            )
        );

    [Fact]
    public void Without_a_unit_there_is_only_what_was_assigned()
    {
        var unit = new Tree([0]).Unit(0);
        Assert.Equal(Relation.None, RelationTo.Case(null, unit, (_, _) => true));
        Assert.Equal(
            Relation.Assigned,
            RelationTo.Case(null, unit, (_, _) => true, assigned: true)
        );
    }
}
