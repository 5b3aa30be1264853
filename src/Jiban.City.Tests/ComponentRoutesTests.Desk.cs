using Jiban.City.Components;
using Jiban.City.Contracts;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// A component from the desk: entered with everything of its record, ended from a day, and what its record lacks.
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task One_is_entered_with_units_from_days_of_their_own_and_photos()
    {
        var record = Record(0.40, 0.60, "01033", "铁塔");
        record["units"] = new object[]
        {
            new { role = "authority", unitId = SomeCity.Office },
            new
            {
                role = "owner",
                unitId = SomeCity.Water,
                from = "2026-10-05",
            },
            new
            {
                role = "maintainer",
                unitId = SomeCity.Property,
                from = "2026-12-01",
            },
        };
        var photo = await UploadAsync();
        record["photos"] = new[] { photo };
        record["material"] = "  角钢 ";

        var (id, code) = await site.AddAsync(record);

        Assert.Equal("99010101033000001", code);
        var shown = (await site.GetAsync(Office, $"/api/components/{id}")).Body;
        Assert.Equal("角钢", shown.GetProperty("material").GetString());
        Assert.Equal(photo, shown.GetProperty("photos")[0].GetProperty("id").GetGuid());
        Assert.Equal(
            [("authority", "2026-10-01"), ("owner", "2026-10-05"), ("maintainer", "2026-12-01")],
            shown
                .GetProperty("duties")
                .EnumerateArray()
                .Select(duty =>
                    (duty.GetProperty("role").GetString(), duty.GetProperty("from").GetString())
                )
        );
        // Not yet: its day is to come.
        Assert.Equal(0, await CountAsync($"classCode=01033&unitId={SomeCity.Property}"));
        Assert.Equal(1, await CountAsync($"classCode=01033&unitId={SomeCity.Water}&role=owner"));
        Assert.Equal(0, await CountAsync($"classCode=01033&unitId={SomeCity.Water}&role=manager"));
    }

    [Fact]
    public async Task Days_of_units_that_can_not_be_and_a_photo_that_is_none_keep_it_out_whole()
    {
        var record = Record(0.42, 0.60, "01034");
        record["units"] = new object[]
        {
            new
            {
                role = "authority",
                unitId = SomeCity.Office,
                from = "2026-11-20",
            },
            new
            {
                role = "owner",
                unitId = SomeCity.Water,
                from = "2026-09-30",
            },
            new { role = "manager", unitId = SomeCity.Water },
            new { role = "manager", unitId = SomeCity.Property },
        };

        var answer = await site.PostAsync(Administrator, "/api/components", record);

        Assert.Equal("component-faulty", answer.Type);
        Assert.Equal(
            [
                ("unit-day-out-of-range", "authority"),
                ("unit-day-out-of-range", "owner"),
                ("role-twice", "manager"),
            ],
            answer
                .Body.GetProperty("faults")
                .EnumerateArray()
                .Select(one =>
                    (one.GetProperty("fault").GetString(), one.GetProperty("detail").GetString())
                )
        );

        var without = Record(0.42, 0.60, "01034");
        without["photos"] = new[] { Guid.Empty };
        Assert.NotNull((await site.PostAsync(Administrator, "/api/components", without)).Type);
        Assert.Equal(0, await CountAsync("classCode=01034"));
    }

    [Fact]
    public async Task One_that_went_earlier_ends_on_that_day_and_the_map_of_the_days_before_stays()
    {
        var (id, _) = await site.AddAsync(Record(0.44, 0.60, "01035"));
        var today = site.Today;
        var went = today.AddDays(-3);

        Assert.Equal("end-out-of-range", await RetireAsync(today.AddDays(1)));
        // On the day before it was entered it stood not there.
        Assert.Equal("end-out-of-range", await RetireAsync(new DateOnly(2026, 9, 30)));
        Assert.Null(await RetireAsync(went));

        Assert.Equal(1, await CountAsync($"classCode=01035&day={went.AddDays(-1):yyyy-MM-dd}"));
        Assert.Equal(0, await CountAsync($"classCode=01035&day={went:yyyy-MM-dd}"));
        var shown = (await site.GetAsync(Administrator, $"/api/components/{id}")).Body;
        Assert.Equal("removed", shown.GetProperty("state").GetString());
        Assert.Equal(
            $"{went.AddDays(-1):yyyy-MM-dd}",
            shown.GetProperty("duties")[0].GetProperty("until").GetString()
        );

        async Task<string?> RetireAsync(DateOnly from) =>
            (
                await site.PostAsync(
                    Administrator,
                    $"/api/components/{id}/retire",
                    new
                    {
                        version = 1,
                        reason = "道路改造拆除",
                        from,
                    }
                )
            ).Type;
    }

    [Fact]
    public async Task A_class_lists_what_an_attribute_may_be_from_a_day_on_and_what_stood_before_stays()
    {
        var today = site.Today;
        var before = Record(0.46, 0.60, "02003");
        before["material"] = "木";
        var (id, _) = await site.AddAsync(before);
        Assert.Null(await ListAsync("02003", "material", today, "不锈钢", " 铝合金 ", "铝合金"));

        var record = Record(0.47, 0.60, "02003");
        record["material"] = "木";
        var refused = await site.PostAsync(Administrator, "/api/components", record);
        Assert.Equal(
            ("value-not-allowed", "material: 木"),
            (
                refused.Body.GetProperty("faults")[0].GetProperty("fault").GetString(),
                refused.Body.GetProperty("faults")[0].GetProperty("detail").GetString()
            )
        );
        record["material"] = "铝合金";
        await site.AddAsync(record);
        Assert.Equal(1, await CountAsync("classCode=02003&lack=listedValue"));

        // Put right, it takes a listed one; left alone, it stays what it was.
        Assert.Equal("component-faulty", await ChangeAsync("石", 1));
        Assert.Null(await ChangeAsync("木", 1));
        Assert.Null(await ChangeAsync("不锈钢", 2));
        Assert.Equal(0, await CountAsync("classCode=02003&lack=listedValue"));

        Assert.Equal("list-in-force", await ListAsync("02003", "material", today, "木"));
        Assert.Equal("malformed", await ListAsync("02003", "material", today.AddDays(-1), "木"));
        Assert.Equal("malformed", await ListAsync("02003", "colour", today, "木"));
        Assert.Equal("malformed", await ListAsync("02777", "material", today, "木"));
        Assert.Null(await ListAsync("02003", "material", today.AddDays(1)));
        Assert.Equal(["不锈钢", "铝合金"], await AllowedAsync(today));
        Assert.Empty(await AllowedAsync(today.AddDays(1)));

        async Task<string?> ListAsync(
            string code,
            string attribute,
            DateOnly from,
            params string[] allowed
        ) =>
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    $"/api/component-classes/gbt47678/{code}/lists/{attribute}",
                    new { allowed, from }
                )
            ).Type;

        async Task<IEnumerable<string?>> AllowedAsync(DateOnly day) =>
            (await site.GetAsync(Office, $"/api/component-classes/lists?day={day:yyyy-MM-dd}"))
                .Body.EnumerateArray()
                .Single(one => one.GetProperty("classCode").GetString() == "02003")
                .GetProperty("allowed")
                .EnumerateArray()
                .Select(one => one.GetString());

        async Task<string?> ChangeAsync(string material, int version) =>
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    $"/api/components/{id}",
                    new
                    {
                        version,
                        name = "路灯",
                        dataSource = "survey",
                        accuracy = version == 1 && material == "木" ? "a" : "b",
                        onTactilePaving = false,
                        material,
                    }
                )
            ).Type;
    }

    [Fact]
    public void A_list_of_a_major_class_holds_for_minors_without_one_and_an_empty_one_takes_everything()
    {
        var lists = new ClassLists([
            new(CodeScheme.Gbt47678, "01", ListedAttribute.Shape, ["圆形", "方形"], default, null),
            new(CodeScheme.Gbt47678, "01018", ListedAttribute.Shape, ["单臂"], default, null),
            new(CodeScheme.Gbt47678, "01019", ListedAttribute.Shape, [], default, null),
        ]);

        Assert.Equal(["圆形", "方形"], lists.Of("01001", ListedAttribute.Shape));
        Assert.Equal(["单臂"], lists.Of("01018", ListedAttribute.Shape));
        Assert.Null(lists.Of("01019", ListedAttribute.Shape));
        Assert.Null(lists.Of("01001", ListedAttribute.Material));
        // The other generation has lists of its own.
        Assert.Null(lists.Of("0101", ListedAttribute.Shape));
        Assert.Equal(["shape: 三角"], lists.Unlisted("01001", "铸铁", "三角"));
        Assert.Empty(lists.Unlisted("01001", null, null));
    }

    [Fact]
    public async Task A_record_that_lacks_something_is_found_by_what_it_lacks()
    {
        var whole = Record(0.50, 0.62, "02005");
        whole["units"] = new object[]
        {
            new { role = "authority", unitId = SomeCity.Office },
            new { role = "owner", unitId = SomeCity.Water },
        };
        await site.AddAsync(whole);
        var coarse = Record(0.52, 0.62, "02005");
        coarse["accuracy"] = "c";
        await site.AddAsync(coarse);

        Assert.Equal(1, await CountAsync("classCode=02005&lack=surveyedPosition"));
        Assert.Equal(1, await CountAsync("classCode=02005&lack=owner"));
        Assert.Equal(2, await CountAsync("classCode=02005&lack=maintainer"));
        Assert.Equal(0, await CountAsync("classCode=02005&lack=authority"));
        Assert.Equal(0, await CountAsync("classCode=02005&lack=cell"));
        Assert.Equal(0, await CountAsync("classCode=02005&lack=class"));
        Assert.Equal(2, await CountAsync("classCode=02005&lack=creditCode"));
        Assert.Equal(2, await CountAsync("classCode=02005&lack=any"));
        Assert.Equal(
            "malformed",
            (await site.GetAsync(Office, "/api/components?lack=everything")).Type
        );

        var path = $"/api/units/{SomeCity.Office}/credit-code";
        Assert.Equal("malformed", await SetAsync(path, "11990101MB0000001A"));
        Assert.Null(await SetAsync(path, Sound));
        Assert.Equal(0, await CountAsync("classCode=02005&lack=creditCode"));
        Assert.Equal(0, await CountAsync("classCode=02005&lack=any"));
        Assert.Equal(
            "credit-code-taken",
            await SetAsync($"/api/units/{SomeCity.Water}/credit-code", Sound)
        );
        Assert.Equal(
            "unknown-unit",
            await SetAsync($"/api/units/{Guid.Empty}/credit-code", "91350100M000100Y43")
        );

        // The file bears it in the fields of the standard, with street and community by code and name.
        var feature = (
            await site.GetAsync(
                Administrator,
                "/api/components/export?classCode=02005&format=geojson"
            )
        )
            .Body.GetProperty("features")[0]
            .GetProperty("properties");
        Assert.Equal(
            [Sound, "990101001", "试湾街道", "990101001001", "南社区"],
            new[] { "ZGBMDM", "SZJDDM", "SZJDMC", "SZSQDM", "SZSQMC" }.Select(field =>
                feature.GetProperty(field).GetString()
            )
        );
        Assert.Null(await SetAsync(path, null));

        // Its seat: in the city, in the list of units and on the map, and taken back.
        var seat = $"/api/units/{SomeCity.Water}/seat";
        var (lon, lat) = (0.5 * SomeCity.Side, 0.5 * SomeCity.Side);
        Assert.Equal("malformed", await SeatAsync(seat, new { address = "水厂路1号", lon }));
        Assert.Equal("outside-the-city", await SeatAsync(seat, new { lon = 20.0, lat = 20.0 }));
        Assert.Equal(
            "unknown-unit",
            await SeatAsync($"/api/units/{Guid.Empty}/seat", new { address = "水厂路1号" })
        );
        Assert.Null(
            await SeatAsync(
                seat,
                new
                {
                    address = "水厂路1号",
                    lon,
                    lat,
                }
            )
        );
        Assert.Equal("水厂路1号", (await SeatOfAsync())?.GetProperty("address").GetString());
        Assert.Null(await SeatAsync(seat, new { }));
        Assert.Null(await SeatOfAsync());

        async Task<string?> SeatAsync(string path, object body) =>
            (await site.SendAsync(Administrator, HttpMethod.Put, path, body)).Type;

        async Task<System.Text.Json.JsonElement?> SeatOfAsync() =>
            (await site.GetAsync(Office, "/api/city/units/map"))
                .Body.EnumerateArray()
                .Where(unit => unit.GetProperty("id").GetGuid() == SomeCity.Water)
                .Cast<System.Text.Json.JsonElement?>()
                .SingleOrDefault();

        async Task<string?> SetAsync(string path, string? creditCode) =>
            (await site.SendAsync(Administrator, HttpMethod.Put, path, new { creditCode })).Type;
    }

    /// <summary>Of a body that no register has.</summary>
    private static readonly string Sound =
        "11990101MB0000001" + CreditCode.CheckOf("11990101MB0000001");
}
