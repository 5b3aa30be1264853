using Jiban.Demo;
using Jiban.Host.Bench;

namespace Jiban.Host.Tests;

/// <summary>The city of <c>jiban bench dispatch</c>.</summary>
public sealed class BenchCityTests
{
    [Fact]
    public void It_is_as_large_as_was_asked_for_everything_has_its_own_id_and_a_seed_gives_it_again()
    {
        var demo = GenerateCity.From(GenerateCity.Seed).Plan.ToSnapshot();

        var one = new BenchCity(demo, demo.Places.Count + 50, demo.Units.Count + 20, 30, seed: 3);
        var two = new BenchCity(demo, demo.Places.Count + 50, demo.Units.Count + 20, 30, seed: 3);

        Assert.Equal(demo.Places.Count + 50, one.City.Places.Count);
        Assert.Equal(demo.Units.Count + 20, one.City.Units.Count);
        Assert.Equal(demo.Duties.Count + 20, one.City.Duties.Count);
        Assert.Equal(
            one.City.Units.Count,
            one.City.Units.Select(unit => unit.Code).Distinct().Count()
        );
        Assert.Equal(30, one.Components.Select(component => component.Code).Distinct().Count());
        Assert.Equal(
            one.City.Places.Select(place => place.Name),
            two.City.Places.Select(place => place.Name)
        );
        Assert.Equal(one.Components, two.Components);
        Assert.All(
            one.Components,
            component => Assert.NotNull(demo.Locate(component.Location).Street)
        );
        Assert.All(
            one.City.Places.Skip(demo.Places.Count),
            place => Assert.NotNull(demo.Locate(place.Location).Street)
        );
    }

    /// <summary>Two units that answer for the same would make every decision one for a person, and nothing of the bench would be a decision.</summary>
    [Fact]
    public void More_units_hold_no_duty_beside_those_of_the_demo_city()
    {
        var demo = GenerateCity.From(GenerateCity.Seed).Plan.ToSnapshot();
        var bench = new BenchCity(demo, 0, demo.Units.Count + 20, 10, seed: 3);
        var day = DateOnly.FromDateTime(DispatchBench.Messages(bench)[0].At.Date);

        Assert.All(
            bench.City.Duties.Skip(demo.Duties.Count),
            duty => Assert.True(duty.Until < day)
        );
    }

    [Fact]
    public void Its_messages_keep_their_place_or_name_their_component()
    {
        var demo = GenerateCity.From(GenerateCity.Seed).Plan.ToSnapshot();
        var bench = new BenchCity(demo, 0, 0, 10, seed: 3);
        var names = demo.Places.Select(place => place.Name).ToHashSet();

        Assert.All(
            DispatchBench.Messages(bench),
            message =>
                Assert.True(
                    message.Component is not null
                        || names.Any(name =>
                            message.Text.StartsWith(name, StringComparison.Ordinal)
                        )
                )
        );
    }
}
