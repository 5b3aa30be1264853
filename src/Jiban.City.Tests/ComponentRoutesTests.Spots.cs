using System.Net;
using Jiban.City.Components;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// No two of one class stand nearer than any two can, also when they are put there at once.
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task Of_many_who_enter_the_same_at_once_one_does()
    {
        var same = Record(0.90, 0.10, "01024");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ => site.PostAsync(Administrator, "/api/components", same))
        );

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(answer => answer.Type == "component-faulty"));
    }

    [Fact]
    public async Task Nothing_is_moved_onto_another_of_its_class_and_its_first_day_can_be_put_right()
    {
        var (id, _) = await site.AddAsync(Record(0.44, 0.46, "01007"));
        var (_, other) = await site.AddAsync(Record(0.45, 0.46, "01007"));

        var onto = await MoveAsync(0.45 + 0.2 / 1113.2);
        Assert.Equal("component-faulty", onto.Type);
        var fault = Assert.Single(onto.Body.GetProperty("faults").EnumerateArray());
        Assert.Equal(
            ("twin", other),
            (fault.GetProperty("fault").GetString(), fault.GetProperty("detail").GetString())
        );
        // Itself is no twin of it.
        Assert.Null((await MoveAsync(0.44 + 0.2 / 1113.2)).Type);

        Assert.Equal("component-faulty", await ChangeAsync($"{site.Today.AddDays(1):yyyy-MM-dd}"));
        Assert.Null(await ChangeAsync("2019-05-01"));
        Assert.Equal(
            "2019-05-01",
            (await site.GetAsync(Office, $"/api/components/{id}"))
                .Body.GetProperty("initialDate")
                .GetString()
        );

        Task<Answer> MoveAsync(double x) =>
            site.PostAsync(
                Administrator,
                $"/api/components/{id}/move",
                new
                {
                    version = 1,
                    lon = x * SomeCity.Side,
                    lat = 0.46 * SomeCity.Side,
                }
            );

        async Task<string?> ChangeAsync(string initialDate) =>
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    $"/api/components/{id}",
                    new
                    {
                        version = 2,
                        name = "路灯",
                        dataSource = "survey",
                        accuracy = "b",
                        onTactilePaving = false,
                        initialDate,
                    }
                )
            ).Type;
    }

    [Fact]
    public async Task Of_those_who_put_one_of_a_class_onto_one_spot_at_once_one_does()
    {
        for (var round = 0; round < 6; round++)
        {
            // Two that stand apart are moved to one spot while a third is entered 0.2 m from it.
            var y = 0.04 + round * 0.01;
            var (one, _) = await site.AddAsync(Record(0.60, y, "01009"));
            var (other, _) = await site.AddAsync(Record(0.62, y, "01009"));
            var answers = await Task.WhenAll(
                MoveAsync(one, y),
                MoveAsync(other, y),
                site.PostAsync(
                    Administrator,
                    "/api/components",
                    Record(0.61 + 0.2 / 1113.2, y, "01009")
                )
            );
            Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
            Assert.Equal(2, answers.Count(answer => answer.Type == "component-faulty"));
        }

        Task<Answer> MoveAsync(Guid id, double y) =>
            site.PostAsync(
                Administrator,
                $"/api/components/{id}/move",
                new
                {
                    version = 1,
                    lon = 0.61 * SomeCity.Side,
                    lat = y * SomeCity.Side,
                }
            );
    }

    [Fact]
    public void A_spot_beside_the_border_of_districts_is_held_in_both()
    {
        // The border of the districts runs along that of the cells.
        var plan = SomeCity.Plan();
        var city = (
            plan with
            {
                Regions =
                [
                    .. plan.Regions.Select(region =>
                        region.RegionId == SomeCity.WestDistrict
                            ? region with
                            {
                                Boundary = SomeCity.Box(0, 0, 1, 2),
                            }
                        : region.RegionId == SomeCity.EastDistrict
                            ? region with
                            {
                                Boundary = SomeCity.Box(1, 0, 4, 2),
                            }
                        : region
                    ),
                ],
            }
        ).ToSnapshot();
        Assert.Equal(
            ["99010101009", "99010201009"],
            ComponentNumbers
                .NeighbourhoodsOf(city, "01009", SomeCity.At(0.01 - 1e-6, 0.001))
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["99010101009"],
            ComponentNumbers.NeighbourhoodsOf(city, "01009", SomeCity.At(0.009, 0.001))
        );
        Assert.Empty(ComponentNumbers.NeighbourhoodsOf(city, "01009", SomeCity.At(9, 9)));
        Assert.Empty(ComponentNumbers.NeighbourhoodsOf(city, "", SomeCity.At(0.001, 0.001)));
    }
}
