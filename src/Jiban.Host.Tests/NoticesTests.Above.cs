using System.Net;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Host.Tests;

// What is not the unit's to do, but that of those above it; and what no case tells of.
public sealed partial class NoticesTests
{
    [Fact]
    public async Task The_clock_of_the_contact_with_a_confidential_requester_tells_those_above_and_not_the_unit()
    {
        await ByDayAsync();
        var district = host.City.Unit(host.City.Unit(OfficeId)!.ParentId!.Value)!;
        await HookAsync(district.UnitId, "above");
        var id = (
            await host.As(Role.Operator, host.City.CityCentre!.Name)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "举报沿街饭馆夜里偷排，请不要说是我说的",
                        channel = "walkIn",
                        unitId = OfficeId,
                        contact = new { name = "何小满", phone = Phone },
                        confidential = true,
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var number = await NumberAsync(id);
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        var due = (await handler.Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("deadlines")
            .EnumerateArray()
            .First(one => one.GetProperty("kind").GetString() == "contact")
            .GetProperty("dueAt")
            .GetDateTimeOffset();
        await host.PassAsync(due.AddMinutes(1) - host.Clock.GetUtcNow());
        await host.DeliverAsync();

        Assert.Contains(
            $"诉求{number}的诉求人要求对{Office}保密，请上级单位联系、约见诉求人，时限将到或已过。",
            To("above", number).Select(Text)
        );
        Assert.Contains(
            "contactByAbove",
            await KindsAsync(host.As(Role.Caller, district.Name), id)
        );
        Assert.DoesNotContain("alarmed", await KindsAsync(handler, id));
        Assert.DoesNotContain("contactByAbove", await KindsAsync(handler, id));
        Assert.DoesNotContain(
            To("hook", number).Select(Text),
            text => text.Contains("时限将到", StringComparison.Ordinal)
        );
        Assert.Equal(
            0,
            (await handler.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("alarmLevel")
                .GetInt32()
        );
    }

    [Fact]
    public async Task Of_a_confidential_case_of_the_citys_centre_the_clock_tells_its_callers_and_nobody_else_there()
    {
        await ByDayAsync();
        var centre = host.City.CityCentre!;
        await HookAsync(centre.UnitId, "centre");
        var id = (
            await host.As(Role.Operator, centre.Name)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "热线中心大厅的叫号机总是跳号，请不要说是我说的",
                        channel = "walkIn",
                        unitId = centre.UnitId,
                        contact = new { name = "何小满", phone = Phone },
                        confidential = true,
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var handler = host.As(Role.Handler, centre.Name);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await host.PassAsync(TimeSpan.FromHours(25));
        await host.CatchUpAsync();

        Assert.Contains("contactByAbove", await KindsAsync(host.As(Role.Caller, centre.Name), id));
        Assert.DoesNotContain("contactByAbove", await KindsAsync(handler, id));

        // Its webhook too: nobody stands above who would hear of it instead.
        await host.DeliverAsync();
        var number = (await handler.Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("number")
            .GetString()!;
        var asked =
            $"诉求{number}的诉求人要求对{centre.Name}保密，请上级单位联系、约见诉求人，时限将到或已过。";
        Assert.Contains(asked, To("centre", number).Select(Text));
        // Late for long, its leader hears of it, and the webhook of each alarm once.
        var leader = host.As(Role.Leader, centre.Name);
        Assert.DoesNotContain("contactByAbove", await KindsAsync(leader, id));
        await host.PassAsync(TimeSpan.FromDays(4));
        await ByDayAsync();
        await host.DeliverAsync();
        Assert.Contains("contactByAbove", await KindsAsync(leader, id));
        Assert.Equal(
            To("centre", number).Count,
            To("centre", number)
                .Select(one => one.Body.GetProperty("seq").GetInt32())
                .Distinct()
                .Count()
        );
        Assert.DoesNotContain("contactByAbove", await KindsAsync(handler, id));
    }

    [Fact]
    public async Task A_whistle_without_a_case_reaches_the_webhooks_of_whoever_is_called_and_of_those_above_when_one_does_not_come()
    {
        await ByDayAsync();
        var helper = host.City.Units.First(unit =>
            unit.Name.Contains("照明中心", StringComparison.Ordinal)
        );
        await HookAsync(helper.UnitId, "helper");
        await HookAsync(host.City.Unit(OfficeId)!.ParentId!.Value, "above");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var caller = host.As(Role.Dispatcher, Office);
        var whistle = (
            await caller.Post(
                "/api/whistles",
                new
                {
                    subject = "河堤护栏松动，请一起看看",
                    units = new[] { new { unitId = helper.UnitId } },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var id = whistle.GetProperty("id").GetString()!;
        // It names no hour: the numbers of the rules do.
        var by = CivilTime.Of(host.Clock.GetUtcNow().AddMinutes(120));
        await host.DeliverAsync();

        var told = Assert.Single(Told("helper"));
        Assert.Equal(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"有单位吹哨，请于{by:M月d日 HH:mm}前到场报到，详情请看吹哨页面。"
            ),
            Text(told)
        );
        Assert.Equal("whistleBlown", told.Body.GetProperty("kind").GetString());
        Assert.DoesNotContain("护栏", told.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, await host.DeliverAsync());
        Assert.Empty(Told("above"));

        await host.PassAsync(TimeSpan.FromMinutes(121));
        await CityHost.UntilAsync(async () =>
        {
            await host.DeliverAsync();
            return Told("above").Any();
        });
        Assert.Equal(
            "吹哨后有单位未按时报到，请督促，详情请看吹哨页面。",
            Text(Assert.Single(Told("above")))
        );
        Assert.Single(Told("helper"));
        Assert.Equal(0, _gateway.Repeats);

        IEnumerable<Taken> Told(string path) =>
            _gateway.Taken.Where(one =>
                one.Operation == path
                && one.Body.TryGetProperty("whistleId", out var of)
                && of.GetString() == id
            );
    }
}
