using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Testing;

namespace Jiban.Patrol.Tests;

/// <summary>How likely an open case is what an inspector stands before; the way through the doors is the story S5 in the host's tests.</summary>
public sealed class TwinTests
{
    private const string Lamp = "99010101018000007";

    [Theory]
    [InlineData("0408", "0408", 0, 100)]
    [InlineData("0408", "0408", 25, 80)]
    [InlineData("0408", "0408", 50, 60)]
    [InlineData("0409", "0408", 0, 70)]
    [InlineData(null, "0408", 0, 50)]
    [InlineData("1205", "0408", 0, 0)]
    public void The_nearer_and_the_liker_the_class_the_likelier(
        string? sought,
        string other,
        double metres,
        int score
    ) => Assert.Equal(score, Weigh(sought, null, other, null, metres).Score);

    [Theory]
    [InlineData("0408", 100)]
    [InlineData("1205", 50)]
    public void A_class_read_from_words_rules_nothing_out(string read, int score) =>
        Assert.Equal(score, Weigh(read, null, "0408", null, 0, isChosen: false).Score);

    [Fact]
    public void The_same_component_counts_whatever_the_class_and_another_component_never_does()
    {
        Assert.Equal(100, Weigh("1205", Lamp, "0408", Lamp, 0).Score);
        // Wherever the other was pointed at.
        Assert.Equal(60, Weigh("1205", Lamp, "0408", Lamp, 500).Score);
        Assert.Equal(0, Weigh("0408", Lamp, "0408", "99010101018000008", 0).Score);
        Assert.Equal(100, Weigh("0408", Lamp, "0408", null, 0).Score);
    }

    [Fact]
    public void The_reasons_say_what_the_points_are_for()
    {
        var twin = Weigh("0408", null, "0408", null, 12.4);
        Assert.Equal(["same-class", "distance"], twin.Reasons.Select(reason => reason.Code));
        Assert.Equal("相距约12米（30分）", twin.Reasons[1].Zh);
        Assert.Equal(90, twin.Score);
    }

    [Fact]
    public void Without_a_position_there_is_nothing_to_look_around()
    {
        Assert.Null(FindTwins.Check(new(116.4, 39.9)));
        Assert.Equal(["lat", "lon"], FindTwins.Check(new(null, 91))!.Errors!.Keys.Order());
    }

    private static Twin Weigh(
        string? sought,
        string? soughtComponent,
        string other,
        string? component,
        double metres,
        bool? isChosen = null
    ) =>
        Twin.Weigh(
            new(sought, isChosen ?? sought is not null, soughtComponent),
            new OpenCase(Some.Id(1), "N-1", other, component, Some.Id(2), default, metres),
            50,
            code => new DemandClass(code, code, code, code[..2], Urgency.Ordinary)
        );
}
