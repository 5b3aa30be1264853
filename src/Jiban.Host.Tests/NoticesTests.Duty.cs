using System.Net;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Host.Tests;

// What can't wait until somebody looks at the desk.
public sealed partial class NoticesTests
{
    private const string Duty = "13800990001";
    private const string DutyAbove = "13800990002";

    [Fact]
    public async Task What_can_not_wait_goes_to_the_duty_telephone_of_a_unit_once_and_names_nobody_who_asked()
    {
        await ByDayAsync();
        var district = host.City.Unit(OfficeId)!.ParentId!.Value;
        await DutyAsync(OfficeId, "１３８－0099 ０００１");
        await DutyAsync(district, DutyAbove);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        // An ordinary case waits at the desk, an urgent one does not.
        var ordinary = await RegisterAsync("小区花坛里的草枯了一片，请补种。");
        var urgent = await RegisterAsync("小区井盖没了，老人差点掉下去，请马上来！");
        Assert.NotEqual("ordinary", await UrgencyAsync(urgent));
        await host.DeliverAsync();
        Assert.Empty(ToDuty(Duty, await NumberAsync(ordinary)));
        var number = await NumberAsync(urgent);
        var told = Assert.Single(ToDuty(Duty, number));
        Assert.Equal($"诉求{number}派给{Office}，请签收。", Text(told));
        Assert.DoesNotContain(Phone, told.Body.GetRawText(), StringComparison.Ordinal);

        // An administrator says so of all: now an ordinary one goes there too.
        await BySmsAsync("unit-dispatched", "always");
        var next = await RegisterAsync("小区花坛里的草又枯了一片，请补种。");
        await host.DeliverAsync();
        Assert.Single(ToDuty(Duty, await NumberAsync(next)));
        await BySmsAsync("unit-dispatched", "never");
        var last = await RegisterAsync("小区井盖又没了，老人差点掉下去，请马上来！");
        await host.DeliverAsync();
        Assert.Empty(ToDuty(Duty, await NumberAsync(last)));
        await BySmsAsync("unit-dispatched", "urgent");

        // Late for long: the unit above, once however often it is meant.
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{urgent}/sign")).Expect(HttpStatusCode.OK);
        await host.PassAsync(TimeSpan.FromDays(3));
        await ByDayAsync();
        await host.DeliverAsync();
        Assert.Contains(
            $"{Office}承办的诉求{number}已超时，请督促。",
            ToDuty(DutyAbove, number).Select(Text)
        );

        // Taken back: nobody is told there any more.
        await DutyAsync(OfficeId, null);
        var silent = await RegisterAsync("小区井盖第三次没了，老人差点掉下去，请马上来！");
        await host.DeliverAsync();
        Assert.Empty(ToDuty(Duty, await NumberAsync(silent)));
        await DutyAsync(district, null);
        Assert.Equal(0, _gateway.Repeats);
    }

    [Fact]
    public async Task Whoever_is_called_by_a_whistle_without_a_case_is_called_on_duty_in_the_night_too()
    {
        var helper = host.City.Units.First(unit =>
            unit.Name.Contains("照明中心", StringComparison.Ordinal)
        );
        await DutyAsync(helper.UnitId, Duty);
        host.Clock.SetUtcNow(
            CivilTime.At(CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1), new TimeOnly(23, 30))
        );
        var id = (
            await host.As(Role.Dispatcher, Office)
                .Post(
                    "/api/whistles",
                    new
                    {
                        subject = "河堤护栏夜里松动，请一起看看",
                        units = new[] { new { unitId = helper.UnitId } },
                    }
                )
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("id")
            .GetString()!;
        await host.DeliverAsync();
        var told = Assert.Single(
            _gateway.Taken,
            one =>
                one.Operation == "sms"
                && one.Body.GetProperty("id")
                    .GetString()!
                    .StartsWith(
                        id.Replace("-", "", StringComparison.Ordinal),
                        StringComparison.Ordinal
                    )
        );
        Assert.Equal(Duty, told.Body.GetProperty("phone").GetString());
        Assert.Contains("前到场报到", Text(told), StringComparison.Ordinal);
        Assert.DoesNotContain("护栏", told.Body.GetRawText(), StringComparison.Ordinal);
        await host.DeliverAsync();
        Assert.Equal(0, _gateway.Repeats);
        await DutyAsync(helper.UnitId, null);

        // What is not urgent waits until the morning, also where an administrator wants to hear of all.
        await DutyAsync(OfficeId, DutyAbove);
        await BySmsAsync("unit-dispatched", "always");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var ordinary = await NumberAsync(
            await RegisterAsync("小区花坛里的草夜里看着枯了，请补种。")
        );
        await host.DeliverAsync();
        Assert.Empty(ToDuty(DutyAbove, ordinary));
        host.Clock.Advance(TimeSpan.FromHours(9));
        await host.DeliverAsync();
        Assert.Single(ToDuty(DutyAbove, ordinary));
        await BySmsAsync("unit-dispatched", "urgent");
        await DutyAsync(OfficeId, null);
    }

    [Fact]
    public async Task A_duty_telephone_is_seen_by_whoever_edits_units_and_lies_open_nowhere()
    {
        var path = $"/api/units/{OfficeId}/duty-phone";
        Assert.Equal(
            "malformed",
            (await Administrator.Put(path, new { phone = "请打总机" })).Problem(400)
        );
        Assert.Equal(
            "unknown-unit",
            (
                await Administrator.Put($"/api/units/{Some.Id(7)}/duty-phone", new { phone = Duty })
            ).Problem(404)
        );
        await DutyAsync(OfficeId, Duty);
        Assert.Contains(
            Duty,
            (await Administrator.Get("/api/settings/duty-phones"))
                .Expect(HttpStatusCode.OK)
                .GetRawText(),
            StringComparison.Ordinal
        );
        foreach (
            var role in new[]
            {
                Role.Handler,
                Role.Leader,
                Role.Auditor,
                Role.SecurityAdministrator,
            }
        )
        {
            var staff = host.As(role, Office);
            Assert.Equal(
                "not-allowed",
                (await staff.Get("/api/settings/duty-phones")).Problem(403)
            );
            Assert.DoesNotContain(
                Duty,
                (await staff.Get("/api/units")).Expect(HttpStatusCode.OK).GetRawText(),
                StringComparison.Ordinal
            );
        }

        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        foreach (var table in new[] { "channels.duty_phone", "platform.audit_trail" })
        {
            var rows = string.Join(
                '\n',
                await Dapper.SqlMapper.QueryAsync<string>(
                    connection,
                    $"select r::text from {table} r"
                )
            );
            Assert.DoesNotContain(Duty, rows, StringComparison.Ordinal);
            Assert.DoesNotContain(
                Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(Duty)),
                rows,
                StringComparison.Ordinal
            );
        }

        await DutyAsync(OfficeId, null);
    }

    [Fact]
    public async Task A_text_for_requesters_has_no_way_to_a_duty_telephone()
    {
        var template = (await Administrator.Get("/api/settings/notice-templates"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .First(one => one.GetProperty("audience").GetString() == "requester");
        object Wanted(string bySms) =>
            new
            {
                zh = template.GetProperty("zh").GetString(),
                en = template.GetProperty("en").GetString(),
                inUse = template.GetProperty("inUse").GetBoolean(),
                version = template.GetProperty("version").GetInt32(),
                bySms,
            };
        foreach (var bySms in new[] { "always", "urgent", "sometimes" })
        {
            Assert.Equal(
                "malformed",
                (
                    await Administrator.Put(
                        $"/api/settings/notice-templates/{template.GetProperty("code").GetString()}",
                        Wanted(bySms)
                    )
                ).Problem(400)
            );
        }
    }

    private async Task DutyAsync(Guid unit, string? phone) =>
        (await Administrator.Put($"/api/units/{unit}/duty-phone", new { phone })).Expect(
            HttpStatusCode.NoContent
        );

    private async Task BySmsAsync(string code, string bySms)
    {
        var template = (await Administrator.Get("/api/settings/notice-templates"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .First(one => one.GetProperty("code").GetString() == code);
        (
            await Administrator.Put(
                $"/api/settings/notice-templates/{code}",
                new
                {
                    zh = template.GetProperty("zh").GetString(),
                    en = template.GetProperty("en").GetString(),
                    inUse = template.GetProperty("inUse").GetBoolean(),
                    version = template.GetProperty("version").GetInt32(),
                    bySms,
                }
            )
        ).Expect(HttpStatusCode.NoContent);
    }

    private async Task<string?> UrgencyAsync(string id) =>
        (await host.As(Role.Handler, Office).Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("urgency")
            .GetString();

    private IReadOnlyList<Taken> ToDuty(string phone, string number) =>
        [.. To("sms", number).Where(one => one.Body.GetProperty("phone").GetString() == phone)];
}
