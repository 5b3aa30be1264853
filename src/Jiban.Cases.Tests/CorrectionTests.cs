using Jiban.Cases.Teaching;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

/// <summary>Which dispatches by a person correct something.</summary>
public sealed class CorrectionTests
{
    private static readonly Guid Case = new(1, 0, 0, new byte[8]);
    private static readonly Guid Person = new(2, 0, 0, new byte[8]);
    private static readonly Guid Likeliest = new(3, 0, 0, new byte[8]);
    private static readonly Guid Other = new(4, 0, 0, new byte[8]);
    private static readonly DateTimeOffset Then = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, null, null, null)] // The likeliest unit, the class as understood: nothing to learn.
    [InlineData(true, "0407", "0407", null)]
    [InlineData(false, null, "0301", 3)]
    [InlineData(false, "0407", "0407", 3)]
    public void A_choice_that_differs_from_what_was_understood_is_a_correction(
        bool likeliest,
        string? classCode,
        string? after,
        int? unitBefore
    )
    {
        var found = Correction.Of([
            Entry(1, Happened.Registered, "system", Registered()),
            Entry(2, Happened.Queued, "system", Queued()),
            Entry(
                3,
                Happened.Dispatched,
                Person.ToString(),
                To(likeliest ? Likeliest : Other, classCode)
            ),
        ]);

        if (after is null)
        {
            Assert.Empty(found);
            return;
        }

        var one = Assert.Single(found);
        Assert.Equal(
            (3, Person, "0301", after),
            (one.Seq, one.By, one.ClassBefore, one.ClassAfter)
        );
        Assert.Equal(Likeliest, one.UnitBefore);
        Assert.Equal(unitBefore is null, one.UnitAfter == Likeliest);
    }

    [Fact]
    public void What_goes_to_the_next_unit_after_a_return_corrects_the_one_that_had_it()
    {
        var found = Correction.Of([
            Entry(1, Happened.Registered, "system", Registered()),
            Entry(
                2,
                Happened.Dispatched,
                "system",
                To(Likeliest, null) with
                {
                    Mode = DispatchMode.ByKind,
                }
            ),
            Entry(3, Happened.Dispatched, Person.ToString(), To(Other, null)),
        ]);

        Assert.Equal(
            (Likeliest, Other),
            (Assert.Single(found).UnitBefore, found.Single().UnitAfter)
        );
    }

    private static JournalEntry Entry<T>(int seq, string kind, string actor, T facts) =>
        new(Case, seq, Then.AddMinutes(seq), actor, kind, CanonicalJson.Of(facts));

    private static RegisteredFacts Registered() =>
        new(
            "20261120-0000001-1",
            "web",
            false,
            true,
            null,
            DemandKind.Help,
            "0301",
            700,
            Urgency.Ordinary,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            [],
            0
        );

    private static QueuedFacts Queued() =>
        new(
            Other,
            [new QueuedCandidate(Likeliest, DispatchMode.ByKind, 500, "", "")],
            Then,
            Then,
            Then,
            Then
        );

    private static DispatchedFacts To(Guid unit, string? classCode) =>
        new(unit, DispatchMode.ByPerson, 1_000, Person.ToString(), classCode, Then, Then, Then);
}
