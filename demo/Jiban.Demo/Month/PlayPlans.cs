using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Demo.Land;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using NetTopologySuite.LinearReferencing;

namespace Jiban.Demo.Month;

/// <summary>
/// What the detailed street goes through of its own accord: the sweep that followed the lamps of S4, the one that followed the night without water of
/// S9, the watch and the campaign of S24, whose places the public sees. Each with its looks; the youngest are still open.
/// </summary>
internal sealed class PlayPlans(Desk desk, StaffBook staff, CitySnapshot city, Acquaintance known)
{
    private const string Waste = "1102";
    private const string StreetLights = "0407";
    private const string SinkingGround = "2504";
    private const string LampsOnRoad = "鹭影路";
    private const int Lamps = 12;
    private const string NoWater = "1301";
    private const int Blocks = 8;

    /// <summary>The block of the sweep whose pipe leaks as well.</summary>
    private const int LeakingBlock = 5;

    private static readonly string[] Checklist =
    [
        "路面有没有下沉、裂缝",
        "井盖四周有没有空洞声",
        "警示牌和围挡是否完好",
    ];

    private readonly Unit _street = city.Units.First(unit => unit.Code == Board.Streets[0].Code);

    private Actor Leader => staff.Of(Role.Leader, _street.UnitId, 0)!;

    private Actor Inspector => staff.Of(Role.Inspector, _street.UnitId, 0)!;

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var today = CivilTime.DayOf(now);
        await SweepLampsAsync(today.AddDays(-9), cancellation);
        await SweepPipesAsync(today.AddDays(-12), cancellation);
        await WatchWasteAsync(today.AddDays(-6), today, cancellation);
        await CampaignAsync(today.AddDays(-4), cancellation);
    }

    /// <summary>S4: all that is like the lamp of the case; two more come on late and are cases of their own.</summary>
    private async Task SweepLampsAsync(DateOnly day, CancellationToken cancellation)
    {
        var doing = At(Leader, day, 10);
        var lamps = await CaseAsync(LampsOnRoad, doing, cancellation);
        var number = Text(lamps, "number");
        var lamp = (
            await desk.GetAsync($"/api/patrol/plans/near?number={number}", doing, cancellation)
        )
            .GetProperty("near")
            .EnumerateArray()
            .First(one => Text(one, "name").Contains("路灯", StringComparison.Ordinal));
        var near = (
            await desk.GetAsync(
                $"/api/patrol/plans/kind?code={Text(lamp, "code")}",
                doing,
                cancellation
            )
        )
            .GetProperty("places")
            .EnumerateArray()
            .Take(Lamps)
            .Select(one => new
            {
                name = Text(one, "name"),
                lon = one.GetProperty("lon").GetDouble(),
                lat = one.GetProperty("lat").GetDouble(),
                component = Text(one, "component"),
            })
            .ToList();
        var plan = await MakeAsync(
            new
            {
                kind = "sweep",
                title = "路灯晚亮全面排查",
                classCode = StreetLights,
                ofNumber = number,
                startsOn = day,
                endsOn = day.AddDays(7),
                inspectorId = Inspector.Id,
                places = near,
            },
            doing,
            cancellation
        );
        for (var no = 1; no < near.Count; no++)
        {
            var moment = At(Inspector, day.AddDays(no / 4), 18.2 + 0.05 * no);
            var isLate = no % 5 == 4;
            await LookAsync(
                plan,
                no,
                isLate
                    ? await FoundAsync(
                        no,
                        StreetLights,
                        "天黑十五分钟后才亮，定时与计划不符。",
                        (near[no - 1].lon, near[no - 1].lat),
                        moment,
                        cancellation
                    )
                    : Fine,
                moment,
                cancellation
            );
        }
    }

    /// <summary>S9: the day after, every block of that age is looked at; the pipe of one leaks as well, and is a case before its water stops.</summary>
    private async Task SweepPipesAsync(DateOnly day, CancellationToken cancellation)
    {
        // The outage is the water company's, which the street does not see: the city asks the street to look.
        var doing = At(staff.Of(Role.Leader, city.CityCentre!.UnitId, 0)!, day, 9);
        var number = known[Stories.Outage].Number;
        var blocks = (
            await desk.GetAsync($"/api/patrol/plans/blocks?number={number}", doing, cancellation)
        )
            .GetProperty("places")
            .EnumerateArray()
            .Take(Blocks)
            .Select(one =>
                (
                    Name: Text(one, "name"),
                    Lon: one.GetProperty("lon").GetDouble(),
                    Lat: one.GetProperty("lat").GetDouble()
                )
            )
            .ToList();
        var plan = await MakeAsync(
            new
            {
                kind = "sweep",
                unitId = _street.UnitId,
                title = "同年代楼栋供水管排查",
                classCode = NoWater,
                ofNumber = number,
                startsOn = day,
                endsOn = day.AddDays(6),
                checklist = new[] { "供水管无锈蚀、渗漏" },
                inspectorId = Inspector.Id,
                places = blocks.Select(one => new
                {
                    name = one.Name,
                    lon = one.Lon,
                    lat = one.Lat,
                }),
            },
            doing,
            cancellation
        );
        for (var no = 1; no <= blocks.Count; no++)
        {
            var moment = At(Inspector, day.AddDays(no / 5), 14 + 0.2 * no);
            await LookAsync(
                plan,
                no,
                no == LeakingBlock
                    ? await FoundAsync(
                        no,
                        NoWater,
                        $"{blocks[no - 1].Name}地下室供水立管锈蚀渗水，须在爆管前更换。",
                        (blocks[no - 1].Lon, blocks[no - 1].Lat),
                        moment,
                        cancellation,
                        [false]
                    )
                    : new { result = "fine", answers = new[] { true } },
                moment,
                cancellation
            );
        }
    }

    /// <summary>S24: a place of which many complained is looked at every other day; somebody answers for it.</summary>
    private async Task WatchWasteAsync(DateOnly day, DateOnly today, CancellationToken cancellation)
    {
        var doing = At(Leader, day, 9);
        var waste = await CaseAsync("垃圾", doing, cancellation);
        var place = waste.GetProperty("place");
        var plan = await MakeAsync(
            new
            {
                kind = "watch",
                title = "垃圾堆放点重点巡查",
                classCode = Waste,
                startsOn = day,
                endsOn = day.AddDays(20),
                everyDays = 2,
                inspectorId = Inspector.Id,
                ownerId = staff.Of(Role.Dispatcher, _street.UnitId, 0)!.Id,
                places = new[]
                {
                    new
                    {
                        name = Text(place, "name"),
                        lon = place.GetProperty("lon").GetDouble(),
                        lat = place.GetProperty("lat").GetDouble(),
                    },
                },
            },
            doing,
            cancellation
        );
        for (var after = 0; day.AddDays(after) < today; after += 2)
        {
            await LookAsync(plan, 1, Fine, At(Inspector, day.AddDays(after), 10.5), cancellation);
        }
    }

    /// <summary>S24: places where the ground may sink, along a road, by a checklist; the public sees which they are.</summary>
    private async Task CampaignAsync(DateOnly day, CancellationToken cancellation)
    {
        var doing = At(Leader, day, 8.5);
        var road = city.Roads.First(road => road.Name == "滨河北路").Line;
        var line = new LengthIndexedLine(
            road.Intersection(city.Region(_street.RegionId!.Value)!.Boundary)
        );
        var places = Enumerable
            .Range(1, 6)
            .Select(n => (n, At: line.ExtractPoint(line.EndIndex * n / 7)))
            .Select(one => new
            {
                name = $"滨河北路{one.n}号风险点",
                lon = Math.Round(one.At.X, 6),
                lat = Math.Round(one.At.Y, 6),
            })
            .ToList();
        var plan = await MakeAsync(
            new
            {
                kind = "campaign",
                title = "道路塌陷风险点排查",
                classCode = SinkingGround,
                startsOn = day,
                endsOn = day.AddDays(21),
                checklist = Checklist,
                inspectorId = Inspector.Id,
                places,
            },
            doing,
            cancellation
        );
        for (var no = 1; no <= 4; no++)
        {
            await LookAsync(
                plan,
                no,
                new { result = "fine", answers = new[] { true, true, no != 3 } },
                At(Inspector, day.AddDays(no - 1), 15),
                cancellation
            );
        }

        await desk.PutAsync(
            $"/api/patrol/plans/{plan}/layer",
            new { },
            At(Leader, day.AddDays(1), 9),
            cancellation
        );
    }

    private static object Fine { get; } = new { result = "fine" };

    private async Task<object> FoundAsync(
        int no,
        string classCode,
        string text,
        (double Lon, double Lat) at,
        Doing doing,
        CancellationToken cancellation,
        bool[]? answers = null
    ) =>
        new
        {
            result = "found",
            text,
            at.Lon,
            at.Lat,
            answers,
            accuracyMetres = 5,
            attachments = new[]
            {
                await desk.UploadAsync(
                    Picture.Draw(no, classCode, Moment.Before),
                    doing,
                    cancellation
                ),
            },
        };

    private static Doing At(Actor who, DateOnly day, double hour) =>
        new(who, CivilTime.At(day, TimeOnly.MinValue.AddHours(hour)), 0);

    /// <summary>The newest case of the street that says so.</summary>
    private async Task<JsonElement> CaseAsync(
        string words,
        Doing doing,
        CancellationToken cancellation
    )
    {
        var found = await desk.GetAsync(
            $"/api/cases?limit=1&q={Uri.EscapeDataString(words)}",
            doing,
            cancellation
        );
        var id = Text(found.GetProperty("items")[0], "id");
        return await desk.GetAsync($"/api/cases/{id}", doing, cancellation);
    }

    /// <summary>The plan of that title; made when a load before has not made it.</summary>
    private async Task<string> MakeAsync(object plan, Doing doing, CancellationToken cancellation)
    {
        var title = JsonSerializer.SerializeToElement(plan).GetProperty("title").GetString();
        var plans = await desk.GetAsync("/api/patrol/plans", doing, cancellation);
        var there = plans
            .GetProperty("items")
            .EnumerateArray()
            .Where(one => Text(one, "title") == title)
            .ToList();
        return Text(
            there is [var one]
                ? one
                : await desk.PostAsync("/api/patrol/plans", plan, doing, cancellation),
            "id"
        );
    }

    /// <summary>With a key of the place and the moment, so that a load that goes on doubles nothing.</summary>
    private Task LookAsync(
        string plan,
        int no,
        object look,
        Doing doing,
        CancellationToken cancellation
    ) =>
        desk.PostAsync(
            $"/api/patrol/plans/{plan}/places/{no}/looks",
            look,
            doing,
            cancellation,
            key: $"demo-{plan}-{no}-{doing.At:MMddHHmm}"
        );

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;
}
