using Jiban.Platform.Auth;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>What is read of the registry: lists, the nearest, tags, classes, files.</summary>
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task Pages_of_a_list_hold_everything_once_in_every_order()
    {
        for (var n = 0; n < 7; n++)
        {
            await site.AddAsync(Record(0.70 + n * 0.01, 0.90, "04002", n % 2 == 0 ? "槐" : "杨"));
        }

        foreach (
            var sort in new[] { "code", "-code", "class", "name", "-state", "changed", "-changed" }
        )
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = (
                    await site.GetAsync(
                        Office,
                        $"/api/components?classCode=04002&limit=3&sort={sort}&cursor={Uri.EscapeDataString(cursor ?? "")}".Replace(
                            "&cursor=",
                            cursor is null ? "&x=" : "&cursor=",
                            StringComparison.Ordinal
                        )
                    )
                ).Body;
                seen.AddRange(
                    page.GetProperty("items")
                        .EnumerateArray()
                        .Select(one => one.GetProperty("code").GetString()!)
                );
                cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            } while (cursor is not null);
            Assert.Equal(7, seen.Count);
            Assert.Equal(7, seen.Distinct().Count());
        }

        Assert.Equal(4, await CountAsync("classCode=04002&q=槐"));
        Assert.Equal(0, await CountAsync("classCode=04002&q=%25"));
        Assert.Equal(1, await CountAsync("classCode=04002&bbox=0.00695,0.0089,0.00705,0.0091"));
        foreach (
            var query in new[]
            {
                "bbox=1,2,3",
                "state=gone",
                "role=boss",
                "classCode=x",
                "area=9",
                "cursor=x",
                "sort=changed&cursor=2026~x",
            }
        )
        {
            Assert.Equal(
                "malformed",
                (await site.GetAsync(Office, "/api/components?" + query)).Type
            );
        }
    }

    [Fact]
    public async Task The_nearest_come_in_order_of_metres_and_what_was_removed_not_at_all()
    {
        var (near, nearCode) = await site.AddAsync(Record(0.20, 1.50, "04007"));
        var (_, farCode) = await site.AddAsync(Record(0.25, 1.50, "04007"));
        const string Path = "/api/components/nearest?lon=0.0019&lat=0.015&classCode=04007";

        var found = (await site.GetAsync(Office, Path)).Body;
        Assert.Equal([nearCode, farCode], Codes(found));
        Assert.InRange(found[0].GetProperty("metres").GetDouble(), 11, 11.3);
        await site.PostAsync(
            Administrator,
            $"/api/components/{near}/retire",
            new { version = 1, reason = "座椅拆除" }
        );
        Assert.Equal([farCode], Codes((await site.GetAsync(Office, Path)).Body));
        Assert.Empty(Codes((await site.GetAsync(Office, Path + "&within=20")).Body));
        Assert.Equal(
            "malformed-position",
            (await site.GetAsync(Office, "/api/components/nearest?lon=1")).Type
        );
    }

    [Fact]
    public async Task A_passer_by_learns_what_it_is_and_whose_and_nothing_else()
    {
        var (id, code) = await site.AddAsync(Record(0.80, 1.80, "01013", "消火栓"));

        var tag = (await site.GetAsync(Actor.Citizen, $"/api/components/tags/{code}")).Body;
        Assert.Equal("消火栓", tag.GetProperty("name").GetString());
        Assert.Equal("试湾街道办事处", tag.GetProperty("authority").GetString());
        Assert.False(tag.TryGetProperty("owner", out _));
        foreach (var role in new[] { "owner", "manager", "installer" })
        {
            await site.PostAsync(
                Administrator,
                $"/api/components/{id}/handover",
                new
                {
                    version = 1,
                    role,
                    unitId = SomeCity.Water,
                    from = "2026-11-02",
                }
            );
        }

        tag = (await site.GetAsync(Actor.Citizen, $"/api/components/tags/{code}")).Body;
        const string water = "试城自来水公司";
        Assert.Equal(
            [water, water, water],
            new[] { "owner", "manager", "installer" }.Select(role =>
                tag.GetProperty(role).GetString()
            )
        );
        Assert.Equal("Fire hydrant", tag.GetProperty("class").GetProperty("nameEn").GetString());
        Assert.False(tag.TryGetProperty("history", out _));
        Assert.Equal(
            "unknown-component",
            (await site.GetAsync(Actor.Citizen, "/api/components/tags/1")).Type
        );
        Assert.Equal("sign-in", (await site.GetAsync(Actor.Citizen, $"/api/components/{id}")).Type);
    }

    [Fact]
    public async Task Of_a_class_that_is_withheld_strangers_learn_what_it_is_and_whose_and_staff_everything()
    {
        var record = Record(0.82, 1.82, "01036", "监控电子眼");
        record["units"] = new[]
        {
            new { role = "authority", unitId = SomeCity.Office },
            new { role = "owner", unitId = SomeCity.Water },
        };
        record["placeText"] = "东门灯杆上";
        var path = $"/api/components/tags/{(await site.AddAsync(record)).Code}";

        var told = (await site.GetAsync(Actor.Citizen, path)).Body;
        Assert.Equal("监控电子眼", told.GetProperty("name").GetString());
        Assert.Equal("试城自来水公司", told.GetProperty("owner").GetString());
        Assert.Equal(
            ["class", "code", "name", "owner", "state"],
            told.EnumerateObject().Select(part => part.Name).Order(StringComparer.Ordinal)
        );
        var staff = (await site.GetAsync(Office, path)).Body;
        Assert.Equal("试湾街道办事处", staff.GetProperty("authority").GetString());
        Assert.Equal(0.0082, staff.GetProperty("lon").GetDouble(), 9);

        // As shipped, of both generations; what it is set to holds from its day.
        var withheld = (await site.GetAsync(Actor.Citizen, "/api/component-classes"))
            .Body.EnumerateArray()
            .Where(one => one.GetProperty("withheld").GetBoolean())
            .Select(one => one.GetProperty("code").GetString()!)
            .ToList();
        Assert.Superset(
            new HashSet<string> { "0111", "01011", "0136", "01036", "0601" },
            withheld.ToHashSet()
        );
        Assert.DoesNotContain("01018", withheld);
        Assert.Null(
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    "/api/component-classes/gbt47678/01036",
                    new
                    {
                        name = "监控电子眼",
                        nameEn = "Camera",
                        from = site.Today,
                        withheld = false,
                    }
                )
            ).Type
        );
        Assert.True((await site.GetAsync(Actor.Citizen, path)).Body.TryGetProperty("lon", out _));
    }

    [Fact]
    public async Task Classes_are_named_from_a_day_on_and_what_was_stays()
    {
        Assert.True((await ListAsync("2026-11-02")).Count(one => one.Code.Length == 4) >= 60);
        Assert.Null(
            await SaveAsync(
                new
                {
                    name = "旗杆座",
                    nameEn = "Flag socket",
                    from = "2026-12-01",
                }
            )
        );
        Assert.Null(
            await SaveAsync(
                new
                {
                    name = "旗杆基座",
                    nameEn = "Flag base",
                    from = "2027-01-01",
                }
            )
        );
        Assert.Null(
            await SaveAsync(
                new
                {
                    name = "x",
                    nameEn = "x",
                    from = "2028-01-01",
                    ends = true,
                }
            )
        );
        Assert.Equal(
            "class-in-force",
            await SaveAsync(
                new
                {
                    name = "x",
                    nameEn = "x",
                    from = "2026-12-15",
                }
            )
        );
        Assert.Equal(
            "malformed",
            await SaveAsync(
                new
                {
                    name = "",
                    nameEn = "x",
                    from = "2027-12-15",
                }
            )
        );

        Assert.Equal("旗杆座", await NameOnAsync("2026-12-31"));
        // Of a new class as its major class has it; named anew, as it was.
        Assert.Equal(
            "plum",
            (await ListAsync("2027-12-31")).Single(one => one.Code == "2177").Colour
        );
        Assert.Equal("旗杆基座", await NameOnAsync("2027-12-31"));
        Assert.Null(await NameOnAsync("2028-01-01"));

        async Task<string?> SaveAsync(object change) =>
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    "/api/component-classes/gbt30428/2177",
                    change
                )
            ).Type;

        async Task<string?> NameOnAsync(string day) =>
            (await ListAsync(day)).FirstOrDefault(one => one.Code == "2177").Name;

        async Task<List<(string Code, string Name, string Colour)>> ListAsync(string day) =>
            [
                .. (await site.GetAsync(Actor.Citizen, "/api/component-classes?day=" + day))
                    .Body.EnumerateArray()
                    .Select(one =>
                        (
                            one.GetProperty("code").GetString()!,
                            one.GetProperty("name").GetString()!,
                            one.GetProperty("colour").GetString()!
                        )
                    ),
            ];
    }
}
