using Jiban.City.Contracts;

namespace Jiban.City.Tests;

public sealed class GazetteerTests
{
    private static readonly CitySnapshot City = SomeCity.Plan().ToSnapshot();

    [Fact]
    public void Every_named_thing_is_found_under_every_name_but_the_city_itself()
    {
        Assert.Equal(
            [
                "北社区",
                "南社区",
                "湾小",
                "湾路",
                "试东区",
                "试城大街",
                "试城大街9号",
                "试桥街道",
                "试河",
                "试湾家园",
                "试湾家园1号楼",
                "试湾家园2号楼",
                "试湾小学",
                "试湾小学教学楼",
                "试湾街道",
                "试湾路",
                "试湾路2号院1号楼",
                "试湾路2号院2号楼",
                "试禾镇",
                "试西区",
            ],
            City.Places.Select(place => place.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_road_across_a_border_tells_no_community_and_one_across_districts_no_street()
    {
        Assert.Equal(SomeCity.LowerCommunity, Named("试湾路").CommunityId);
        Assert.Null(Named("试城大街").CommunityId);
        Assert.Null(Named("试城大街").StreetId);
        Assert.Null(Named("试河").CommunityId);
        Assert.Equal(SomeCity.DetailedStreet, Named("试河").StreetId);
    }

    [Fact]
    public void An_estate_stands_among_its_buildings_and_keeps_its_id_over_reloads()
    {
        var estate = Named("试湾家园");

        Assert.Equal(PlaceKind.Estate, estate.Kind);
        Assert.Equal(SomeCity.LowerCommunity, estate.CommunityId);
        Assert.Equal(SomeCity.DetailedStreet, estate.StreetId);
        Assert.Equal(0.27 * SomeCity.Side, estate.Location.X, 1e-9);
        Assert.Equal(
            estate.PlaceId,
            SomeCity.Plan().ToSnapshot().Places.Single(place => place.Name == "试湾家园").PlaceId
        );
    }

    [Fact]
    public void The_middle_of_a_road_lies_on_it()
    {
        Assert.Equal(0.5 * SomeCity.Side, Named("试湾路").Location.X, 1e-9);
        Assert.Equal(0.5 * SomeCity.Side, Named("试湾路").Location.Y, 1e-9);
    }

    private static Place Named(string name) => City.Places.Single(place => place.Name == name);
}
