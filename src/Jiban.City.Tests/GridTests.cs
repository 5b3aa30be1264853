using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.City.Grid;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

public sealed class GridTests(ComponentSite site) : IClassFixture<ComponentSite>
{
    [Fact]
    public async Task The_grid_of_any_past_day_is_there_after_it_was_drawn_anew()
    {
        var (stays, _) = await site.AddAsync(Record(0.2, 0.5));
        var (onBorder, _) = await site.AddAsync(Record(0.4, 0.3));
        var (follows, _) = await site.AddAsync(Record(0.45, 0.5));
        site.Clock.Advance(TimeSpan.FromDays(10));
        var plan = SomeCity.Plan();
        var (west, east) = (plan.Cells[0], plan.Cells[1]);
        // Two cells of the lower community share the ground otherwise, one of the upper is gone, one is new.
        var redrawn = plan with
        {
            Cells =
            [
                west with
                {
                    Boundary = SomeCity.Box(0, 0, 0.4, 1),
                },
                east with
                {
                    Boundary = SomeCity.Box(0.4, 0, 1, 1),
                },
                plan.Cells[2] with
                {
                    Code = "990101001002009",
                    Boundary = SomeCity.Box(0, 1, 0.5, 2),
                },
                plan.Cells[3],
            ],
        };
        await ImportAsync();
        await ImportAsync(); // Once more, nothing is new.

        Assert.Equal((1, "001"), await CellOfAsync(stays));
        Assert.Equal((1, "001"), await CellOfAsync(onBorder)); // Of both the first.
        Assert.Equal((2, "002"), await CellOfAsync(follows));
        Assert.Equal(
            plan.Cells.Select(cell => (cell.Code, Size(cell.Boundary))),
            await OnAsync("?day=2026-11-11")
        );
        Assert.Equal(
            redrawn
                .Cells.OrderBy(cell => cell.Code, StringComparer.Ordinal)
                .Select(cell => (cell.Code, Size(cell.Boundary))),
            await OnAsync("")
        );
        Assert.Equal(2, (await OnAsync("?area=990101001001")).Count);
        Assert.Empty(await OnAsync("?day=2026-11-01"));

        Task ImportAsync() =>
            site
                .Services.GetRequiredService<CityImport>()
                .ImportAsync(redrawn, TestContext.Current.CancellationToken);

        async Task<(int, string)> CellOfAsync(Guid id)
        {
            var component = (await site.GetAsync(Administrator, $"/api/components/{id}")).Body;
            return (
                component.GetProperty("version").GetInt32(),
                component.GetProperty("gridCode").GetString()![^3..]
            );
        }

        async Task<List<(string, int)>> OnAsync(string query) =>
            [
                .. (await site.GetAsync(Office, "/api/city/grid" + query))
                    .Body.GetProperty("features")
                    .EnumerateArray()
                    .Select(feature =>
                        (
                            feature.GetProperty("properties").GetProperty("code").GetString()!,
                            Size(
                                new Polygon(
                                    new LinearRing([
                                        .. feature
                                            .GetProperty("geometry")
                                            .GetProperty("coordinates")[0]
                                            .EnumerateArray()
                                            .Select(at => new Coordinate(
                                                at[0].GetDouble(),
                                                at[1].GetDouble()
                                            )),
                                    ])
                                )
                            )
                        )
                    ),
            ];

        static int Size(Geometry area) => (int)Math.Round(area.Area * 1e6);
    }

    [Fact]
    public void A_drafted_grid_tiles_its_community_and_is_numbered_in_reading_order() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(
                Outlines().ToArbitrary(),
                outline =>
                {
                    var community = new Region(
                        Some.Id(1),
                        "990101001002",
                        RegionLevel.Community,
                        "某社区",
                        null,
                        outline
                    );
                    var cells = GridDraft.Of(community, 100)!;
                    Assert.Equal(
                        Enumerable.Range(1, cells.Count).Select(n => $"990101001002{n:000}"),
                        cells.Select(cell => cell.Code)
                    );
                    Assert.Equal(
                        outline.Area,
                        cells.Sum(cell => cell.Boundary.Area),
                        outline.Area * 1e-9
                    );
                    Assert.All(
                        cells,
                        cell => Assert.True(cell.Boundary is Polygon && cell.Boundary.IsValid)
                    );
                    // What the border leaves of a square is no cell of its own: squares are 100 m wide, or a little more or less.
                    var square =
                        Math.Pow(100 / Positions.MetresPerDegree, 2) / Positions.Narrowing(32);
                    Assert.All(cells, cell => Assert.True(cell.Boundary.Area > 0.2 * square));
                    var coarser = GridDraft.Of(community, 150)!;
                    var difference = GridDifference.Of(cells, coarser);
                    Assert.Equal(
                        coarser.Select(cell => cell.Code),
                        difference
                            .Where(cell => cell.Change != CellChange.Gone)
                            .Select(cell => cell.Code)
                    );
                    Assert.Equal(
                        cells.Count - coarser.Count,
                        difference.Count(cell => cell.Change == CellChange.Gone)
                    );
                    Assert.All(
                        GridDifference.Of(cells, cells),
                        cell => Assert.Equal(CellChange.Same, cell.Change)
                    );
                    foreach (var (one, n) in cells.Select((cell, n) => (cell.Boundary, n)))
                    {
                        Assert.True(outline.Buffer(1e-9).Covers(one));
                        Assert.DoesNotContain(
                            cells.Skip(n + 1),
                            other => other.Boundary.Intersection(one).Area > outline.Area * 1e-9
                        );
                    }
                }
            )
        );

    [Fact]
    public async Task A_draft_is_told_for_a_community_and_writes_nothing()
    {
        const string Path = "/api/city/grid/draft?community=990101001002";
        var draft = (await site.GetAsync(Office, Path + "&side=500")).Body;
        Assert.Equal(4, draft.GetProperty("features").GetArrayLength());
        Assert.Equal("malformed", (await site.GetAsync(Office, Path + "&side=49")).Type);
        Assert.Equal(
            "unknown-community",
            (await site.GetAsync(Office, "/api/city/grid/draft?community=1")).Type
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await site.GetAsync(Platform.Auth.Actor.Citizen, Path)).Status
        );
    }

    /// <summary>Communities with bends: a star of twelve corners, some hundred metres wide.</summary>
    private static Gen<Polygon> Outlines() =>
        Gen.Choose(50, 100)
            .ArrayOf(12)
            .Select(radii =>
            {
                Coordinate[] corners =
                [
                    .. radii.Select(
                        (radius, n) =>
                            new Coordinate(
                                118 + radius / 100d * 0.004 * Math.Cos(n * Math.PI / 6),
                                32 + radius / 100d * 0.003 * Math.Sin(n * Math.PI / 6)
                            )
                    ),
                ];
                return new Polygon(new LinearRing([.. corners, corners[0]])) { SRID = 4326 };
            });
}
