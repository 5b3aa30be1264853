using Jiban.City.Contracts;

namespace Jiban.City.Tests;

/// <summary>The rules of <see cref="SamePlace"/>, on places invented for this test.</summary>
public sealed class SamePlaceTests
{
    [Theory]
    [InlineData("云州市城北区青松路88号桂花苑3幢", "青松路88号桂花苑3号楼", PlaceMatch.Full)]
    [InlineData("青松路１２号金穗大厦", "青松路十二号金穗·大厦", PlaceMatch.Full)]
    [InlineData("桂花苑三号楼2单元501室", "桂花苑3栋", PlaceMatch.Full)]
    [InlineData("白云路35号", "白云路35号", PlaceMatch.Full)]
    [InlineData(
        "雲州市城北區青松路88號桂花苑3幢",
        "云州市城北区青松路88号桂花苑3幢",
        PlaceMatch.Full
    )]
    public void However_it_is_written_it_is_one_place(string a, string b, PlaceMatch expected) =>
        Assert.Equal(expected, Judge(a, b).Match);

    [Theory]
    [InlineData("青松路88号桂花苑3幢", "青松路88号桂花苑13幢")]
    [InlineData("青松路88号桂花苑3幢", "青松路88号桂花苑")]
    [InlineData("桂花苑", "桂花苑(东门)")]
    [InlineData("桂花苑小区五期", "桂花苑小区五期北2门")]
    public void Another_house_the_estate_or_a_gate_is_a_part(string a, string b) =>
        Assert.Equal(PlaceMatch.Part, Judge(a, b).Match);

    [Theory]
    [InlineData("青松路88号桂花苑3幢", "石榴街12号和平里")]
    [InlineData("桂花苑", "")]
    [InlineData("", "")]
    [InlineData("?", "\ud800")]
    public void What_shares_nothing_is_two_places(string a, string b) =>
        Assert.Equal(PlaceMatch.None, Judge(a, b).Match);

    [Fact]
    public void Another_number_of_the_road_is_never_full_and_other_roads_speak_against_it()
    {
        var same = Judge("青松路88号桂花苑", "青松路88号桂花苑").Score;

        Assert.Equal(PlaceMatch.Part, Judge("青松路88号桂花苑", "青松路90号桂花苑").Match);
        Assert.True(Judge("青松路88号桂花苑", "石榴街88号桂花苑").Score < same);
    }

    [Fact]
    public void Of_several_only_the_likeliest_is_full()
    {
        var judged = SamePlace.Judge([
            ("青松路88号桂花苑", "石榴街5号桂花苑"),
            ("青松路88号桂花苑", "青松路88号桂花苑小区"),
        ]);

        Assert.Equal([PlaceMatch.Part, PlaceMatch.Full], judged.Select(pair => pair.Match));
    }

    [Fact]
    public void A_name_found_in_several_towns_alike_is_not_decided()
    {
        var judged = SamePlace.Judge([("桂花苑", "石桥县桂花苑"), ("桂花苑", "松江县桂花苑")]);

        Assert.All(judged, pair => Assert.Equal(PlaceMatch.Part, pair.Match));
    }

    [Fact]
    public void In_a_file_that_a_search_put_in_order_what_stands_later_is_less_likely()
    {
        var found = Enumerable
            .Range(1, 40)
            .SelectMany(road =>
                ((string, string)[])
                    [
                        ($"青松路{road}号桂花苑", $"青松路{road}号桂花苑小区"),
                        ($"青松路{road}号桂花苑", $"石榴街{road}号和平里"),
                    ]
            )
            .ToArray();
        (string, string)[] asked = [("梅园", "石榴街梅花苑"), ("梅园", "白云路梅园")];

        var ordered = SamePlace.Judge([.. found, .. asked])[^1];
        var turned = SamePlace.Judge([.. found.AsEnumerable().Reverse(), .. asked])[^1];

        Assert.Equal(0.85 * turned.Score, ordered.Score, 9);
        Assert.Equal(PlaceMatch.Full, SamePlace.Judge(found)[0].Match);
    }

    [Fact]
    public void A_pair_that_comes_twice_is_no_rival_of_itself()
    {
        var judged = SamePlace.Judge([("桂花苑3幢", "桂花苑3幢"), ("桂花苑3幢", "桂花苑3幢")]);

        Assert.All(judged, pair => Assert.Equal(PlaceMatch.Full, pair.Match));
    }

    [Fact]
    public void A_score_is_between_0_and_1_and_a_huge_text_is_cut()
    {
        var huge = new string('路', 100_000) + "与(交叉口";

        Assert.InRange(Judge(huge, huge).Score, 0, 1);
    }

    private static PlaceJudgement Judge(string a, string b) => SamePlace.Judge([(a, b)])[0];
}
