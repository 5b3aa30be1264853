using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using NetTopologySuite.Geometries;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.Host.Tests.Stories;

// Where it is, as whoever tries a message out is told: name, position, and how it was read.
public sealed partial class S11FourWaysTests
{
    private async Task<JsonElement> ExplainAsync(string text, Point? pin = null) =>
        (
            await host.As(Role.Administrator, "潞湾街道办事处")
                .Post(
                    "/api/dispatch/explain",
                    new
                    {
                        text,
                        lon = pin?.X,
                        lat = pin?.Y,
                    }
                )
        ).Expect(HttpStatusCode.OK);

    [Theory]
    [InlineData("路湾家园2号楼电梯坏了", "潞湾家园2号楼", "一字不同，按同音字")]
    [InlineData("旺津医院门口的井盖坏了", "望津医院", "一字不同，按同音字")]
    [InlineData("路弯家园2号楼电梯坏了", "潞湾家园2号楼", "两字不同，按同音字")]
    [InlineData("忱河家园门口的井盖坏了", "枕河家园", "一字不同，按形近字")]
    public async Task A_name_written_wrong_is_told_with_the_place_that_was_taken_for_it(
        string text,
        string name,
        string how
    )
    {
        var told = await ExplainAsync(text);

        var place = told.GetProperty("places")[0];
        Assert.EndsWith(name, place.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.InRange(MetresBetween(place, Named(name).Location.Coordinate), 0, 1);
        var reason = Reason(told, "place-mistyped");
        Assert.Contains(how, reason, StringComparison.Ordinal);
        Assert.Contains($"“{name}”", reason, StringComparison.Ordinal);
        // The same message with the name as it stands in the gazetteer is told nothing of that.
        Assert.DoesNotContain(
            "place-mistyped",
            Codes(await ExplainAsync(name + text[name.Length..]))
        );
    }

    [Theory]
    [InlineData("潞湾大街与澄川大道交叉口的红绿灯坏了", "潞湾大街", "澄川大道")]
    [InlineData("晴川路和书声路路口的红绿灯坏了", "晴川路", "书声路")]
    [InlineData("書聲路與晴川路交匯處的紅綠燈壞了", "书声路", "晴川路")]
    public async Task A_crossing_is_told_as_the_corner_that_both_roads_share(
        string text,
        string one,
        string other
    )
    {
        var told = await ExplainAsync(text);

        var place = told.GetProperty("places")[0];
        Assert.EndsWith(
            $"{one}与{other}交叉口",
            place.GetProperty("name").GetString(),
            StringComparison.Ordinal
        );
        var corner = Assert.Single(
            LineOf(one).Coordinates.Intersect(LineOf(other).Coordinates).Distinct()
        );
        Assert.InRange(MetresBetween(place, corner), 0, 1);
        Assert.Contains("place-crossing", Codes(told));

        Geometry LineOf(string road) => host.City.Roads.Single(of => of.Name == road).Line;
    }

    [Theory]
    [InlineData("潞湾小学西门堵车", "潞湾小学", "西门", -1, 0)]
    [InlineData("潞湾小学的北门堵车", "潞湾小学", "北门", 0, 1)]
    [InlineData("潞湾家园3号楼南侧路灯不亮", "潞湾家园3号楼", "南侧", 0, -1)]
    [InlineData("潞湾家园3号楼東側路燈不亮", "潞湾家园3号楼", "东侧", 1, 0)]
    public async Task A_gate_or_side_is_told_on_the_outline_towards_that_side(
        string text,
        string name,
        string side,
        int east,
        int north
    )
    {
        var told = await ExplainAsync(text);

        var place = told.GetProperty("places")[0];
        Assert.EndsWith(name, place.GetProperty("name").GetString(), StringComparison.Ordinal);
        var outline =
            host.City.Landmarks.FirstOrDefault(one => one.Name == name)?.Area
            ?? host.City.Buildings.Single(one => one.Name == name).Footprint;
        var at = At(place);
        Assert.InRange(outline.Boundary.Distance(new Point(at)), 0, 1e-5);
        // From the middle it is straight that way: no metre to either side of it, and some to it.
        var middle = outline.EnvelopeInternal.Centre;
        Assert.Equal((east, north), (Step(at.X - middle.X), Step(at.Y - middle.Y)));
        Assert.Contains(name + side, Reason(told, "place-side"), StringComparison.Ordinal);

        static int Step(double degrees) => Math.Abs(degrees) < 1e-5 ? 0 : Math.Sign(degrees);
    }

    [Fact]
    public async Task A_pin_and_words_that_disagree_are_both_told_and_a_pin_that_agrees_takes_the_name()
    {
        var estate = Named("潞湾家园");
        var park = host.City.Landmarks.Single(one => one.Name == "桐荫公园").Area.InteriorPoint;
        var house = host.City.Buildings.Single(one => one.Name == "潞湾家园2号楼");

        var odd = await ExplainAsync("潞湾家园物业公司不做保洁", park);
        var agreeing = await ExplainAsync(
            "潞湾家园2号楼物业公司不做保洁",
            house.Footprint.InteriorPoint
        );
        var outside = await ExplainAsync("潞湾家园物业公司不做保洁", new Point(0, 0));

        var (pin, words) = (odd.GetProperty("places")[0], odd.GetProperty("places")[1]);
        Assert.Equal("pin", pin.GetProperty("source").GetString());
        Assert.InRange(MetresBetween(pin, park.Coordinate), 0, 1);
        Assert.Equal("named", words.GetProperty("source").GetString());
        Assert.EndsWith(
            "潞湾家园",
            words.GetProperty("name").GetString(),
            StringComparison.Ordinal
        );
        Assert.InRange(MetresBetween(words, estate.Location.Coordinate), 0, 1);
        Assert.Contains("潞湾家园", Reason(odd, "place-conflict"), StringComparison.Ordinal);

        Assert.EndsWith(
            "与文字所说一致。",
            Reason(agreeing, "place-pin"),
            StringComparison.Ordinal
        );
        var both = Assert.Single(agreeing.GetProperty("places").EnumerateArray());
        Assert.EndsWith(house.Name, both.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.InRange(MetresBetween(both, house.Footprint.InteriorPoint.Coordinate), 0, 1);

        Assert.Contains("place-outside", Codes(outside));
        Assert.InRange(
            MetresBetween(outside.GetProperty("places")[0], estate.Location.Coordinate),
            0,
            1
        );
    }

    [Fact]
    public async Task Within_thirty_metres_of_a_border_both_street_offices_are_told_and_the_other_may_be_chosen()
    {
        var ours = host.City.Regions.Single(region => region.Name == "潞湾街道").Boundary;
        var theirs = host.City.Regions.Single(region => region.Name == "桐荫街道").Boundary;
        var middle = ours.Centroid.Coordinate;
        var border = ours
            .Coordinates.Intersect(theirs.Coordinates)
            .MinBy(corner => corner.Distance(middle))!;

        var near = await ExplainAsync("有件事想反映", Inside(15));
        var far = await ExplainAsync("有件事想反映", Inside(45));

        var reason = Reason(near, "place-border");
        Assert.Contains("潞湾街道办事处", reason, StringComparison.Ordinal);
        Assert.Contains("桐荫街道办事处", reason, StringComparison.Ordinal);
        var place = near.GetProperty("places")[0];
        Assert.InRange(MetresBetween(place, Inside(15).Coordinate), 0, 1);
        Assert.Contains(
            "潞湾街道",
            place.GetProperty("name").GetString(),
            StringComparison.Ordinal
        );
        Assert.Null(near.Maybe("unit"));
        Assert.Contains("桐荫街道办事处", Chosen(near));
        Assert.DoesNotContain("place-border", Codes(far));
        Assert.DoesNotContain("桐荫街道办事处", Chosen(far));

        Point Inside(double metres)
        {
            var share = metres / Distance.Between(border, middle);
            return new Point(
                border.X + share * (middle.X - border.X),
                border.Y + share * (middle.Y - border.Y)
            );
        }

        static IEnumerable<string?> Chosen(JsonElement told) =>
            told.GetProperty("candidates")
                .EnumerateArray()
                .Select(one => one.GetProperty("unit").GetProperty("name").GetString());
    }

    private Place Named(string name) => host.City.Places.Single(place => place.Name == name);

    private static Coordinate At(JsonElement place) =>
        new(place.GetProperty("lon").GetDouble(), place.GetProperty("lat").GetDouble());

    private static double MetresBetween(JsonElement place, Coordinate at) =>
        Distance.Between(At(place), at);

    private static IEnumerable<string?> Codes(JsonElement told) =>
        told.GetProperty("reasons")
            .EnumerateArray()
            .Select(reason => reason.GetProperty("code").GetString());

    /// <summary>The sentence of the one reason with a code.</summary>
    private static string Reason(JsonElement told, string code) =>
        Assert
            .Single(
                told.GetProperty("reasons").EnumerateArray(),
                reason => reason.GetProperty("code").GetString() == code
            )
            .GetProperty("text")
            .GetString()!;
}
