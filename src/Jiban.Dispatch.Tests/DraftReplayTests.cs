using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Drafts;
using Jiban.Platform.Time;

namespace Jiban.Dispatch.Tests;

/// <summary>What a draft would decide, and what is wrong with a rule of a sheet: without a store.</summary>
public sealed class DraftReplayTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly First = Today.AddDays(5);

    /// <summary>Every way in which a rule of a sheet can be wrong has its column and a sentence in either language.</summary>
    [Fact]
    public void Whatever_is_wrong_with_a_rule_of_a_sheet_is_told_by_column_in_either_language()
    {
        var wrong = new DispatchRule(
            "",
            "9901",
            RuleChannels.Any,
            DispatchMode.ByPerson,
            [UnitKind.Department, UnitKind.Department],
            null,
            2000,
            First,
            First.AddDays(-1)
        )
        {
            Assisting = [UnitKind.Department],
        };

        var faults = ImportCatalogue.FaultsOf(2, wrong, new Dispatcher()).ToList();

        Assert.Equal(7, faults.Select(fault => fault.Column).Distinct().Count());
        Assert.All(faults, fault => Assert.All(fault.En, c => Assert.True(char.IsAscii(c))));
        Assert.All(faults, fault => Assert.Contains(fault.Zh, c => c > 0x4E00));
    }

    /// <summary>A rule of the night decides a message of the night, on the side that has it.</summary>
    [Fact]
    public void What_if_asks_both_sides_for_the_hour_at_which_the_message_came()
    {
        var message = Say.Message("禾香苑交房三年了，房产证一直办不下来");
        var midnight = CivilTime.StartOf(Today);
        var night = ShippedCatalogue.Rows.Rules.Single(rule => rule.Code == "title-deed") with
        {
            Code = "deed-at-night",
            UnitCode = "990101-D3",
            Hours = new RuleHours(new TimeOnly(22, 0), new TimeOnly(6, 0)),
        };
        IReadOnlyList<DispatchRule> shipped = ShippedCatalogue.Rows.Rules,
            withNight = [.. shipped, night];

        Assert.Equal(
            (DispatchCity.EastHousing, DispatchCity.WestUpkeep),
            Replay(shipped, withNight, 23)
        );
        Assert.Equal(
            (DispatchCity.EastHousing, DispatchCity.EastHousing),
            Replay(shipped, withNight, 10)
        );
        Assert.Equal(
            (DispatchCity.WestUpkeep, DispatchCity.EastHousing),
            Replay(withNight, shipped, 23)
        );

        (Guid?, Guid?) Replay(
            IReadOnlyList<DispatchRule> before,
            IReadOnlyList<DispatchRule> after,
            int hour
        )
        {
            var (one, other) = new DraftReplay(Say.Snapshot.With(before), after, First).Decide(
                message with
                {
                    At = midnight.AddHours(hour),
                },
                DispatchCity.Snapshot
            );
            return (one.UnitId, other.UnitId);
        }
    }
}
