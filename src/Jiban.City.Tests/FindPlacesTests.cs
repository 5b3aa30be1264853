using Jiban.City.Contracts;

namespace Jiban.City.Tests;

public sealed class FindPlacesTests
{
    private static readonly CitySnapshot City = SomeCity.Plan().ToSnapshot();

    [Theory]
    [InlineData("湾路", "湾路,试湾路2号院1号楼,试湾路2号院2号楼")]
    [InlineData("试湾家园", "试湾家园,试湾家园1号楼,试湾家园2号楼")]
    [InlineData("南社区", "南社区")]
    [InlineData("没有的地方", "")]
    [InlineData("", "")]
    public void The_name_that_is_asked_for_comes_first_and_each_place_once(
        string words,
        string names
    ) =>
        Assert.Equal(
            names.Length == 0 ? [] : names.Split(','),
            FindPlaces.Find(City, words).Select(place => place.Name)
        );

    [Fact]
    public void A_place_says_in_which_region_it_lies_and_never_in_itself()
    {
        var building = FindPlaces.Find(City, "试湾路2号院1号楼").Single();
        Assert.Equal((PlaceKind.Building, "南社区"), (building.Kind, building.Within));
        Assert.Equal("试湾街道", FindPlaces.Find(City, "南社区").Single().Within);
        Assert.Equal(
            10,
            FindPlaces
                .Find(
                    (
                        SomeCity.Plan() with
                        {
                            Roads =
                            [
                                .. Enumerable
                                    .Range(1, 30)
                                    .Select(i =>
                                        SomeCity.Plan().Roads[0] with
                                        {
                                            RoadId = Jiban.Testing.Some.Id(1000 + i),
                                            Name = $"长路{i}",
                                            Aliases = [],
                                        }
                                    ),
                            ],
                        }
                    ).ToSnapshot(),
                    "长路"
                )
                .Length
        );
    }
}
