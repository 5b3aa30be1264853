using System.Net;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Playwright;
using static Jiban.Host.Tests.Stories.PatrolStage;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

// What inspectors do with their phones, and what the desk tells of it.
public sealed partial class PatrolPageTests
{
    /// <summary>An inspector's phone with everything on it that a round needs.</summary>
    private async Task<IPage> OnTheRoundAsync()
    {
        var phone = await pages.PhoneAsync();
        var (lon, lat) = pages.Host.Inside();
        await phone.Context.GrantPermissionsAsync(["geolocation"]);
        await phone.Context.SetGeolocationAsync(
            new()
            {
                Longitude = (float)lon,
                Latitude = (float)lat,
                Accuracy = 6,
            }
        );
        await pages.SignInAsync(phone, "/field/", Role.Inspector, Office);
        await Expect(phone.GetByText("要查看的点位")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(phone);
        // Everything that the app needs is on the phone.
        await phone.EvaluateAsync(
            """
            () => navigator.serviceWorker.controller ?? new Promise((done) =>
              navigator.serviceWorker.addEventListener('controllerchange', () => done(null), { once: true }))
            """
        );
        return phone;
    }

    /// <summary>Opens a place of a plan from the list of today, however far down it stands.</summary>
    private static Task OpenPlaceAsync(IPage phone, string name) =>
        OpenAsync(phone, Places(phone).GetByRole(AriaRole.Button, new() { Name = name }));

    private static Task OpenPlanAsync(IPage phone, string title) =>
        OpenAsync(
            phone,
            Places(phone)
                .GetByRole(AriaRole.Listitem)
                .Filter(new() { HasText = title })
                .GetByRole(AriaRole.Button)
        );

    /// <summary>The list of places to look at; what stands near by has buttons of the same names.</summary>
    private static ILocator Places(IPage phone) =>
        phone.Locator("section[aria-labelledby='planned-places']");

    private static async Task OpenAsync(IPage phone, ILocator place)
    {
        await phone.GetByRole(AriaRole.Link, new() { Name = "今天" }).ClickAsync();
        var more = phone.GetByRole(AriaRole.Button, new() { NameRegex = new("^再显示") });
        await Expect(place.Or(more).First).ToBeVisibleAsync();
        while (await place.CountAsync() == 0)
        {
            await more.ClickAsync();
        }

        await place.First.ClickAsync();
    }

    /// <summary>Sends a look while there is a network; the phone's time went on while the host's stood still.</summary>
    private async Task SubmitAsync(IPage phone)
    {
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(phone.GetByText("等待发送")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await Expect(phone.GetByText("件要您处理")).ToHaveCountAsync(0);
    }

    private async Task BackOnlineAsync(IPage phone)
    {
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.GetByText("等待发送")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await Expect(phone.GetByText("件要您处理")).ToHaveCountAsync(0);
    }

    private static async Task ShootAsync(IPage phone) =>
        await phone
            .Locator("input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "lamp.jpg",
                    MimeType = "image/jpeg",
                    Buffer = await SamplePictures.JpegAsync(),
                }
            );

    /// <summary>How many requests the table of the effect tells for a span.</summary>
    private static ILocator RequestsOf(IPage desk, string span) =>
        desk.GetByRole(AriaRole.Row)
            .Filter(new() { Has = desk.GetByRole(AriaRole.Rowheader, new() { Name = span }) })
            .GetByRole(AriaRole.Cell)
            .Nth(2);

    private async Task BurnsFromSixAsync(string lamp) =>
        (
            await pages
                .Host.As(Role.Administrator, pages.Host.City.CityCentre!.Name)
                .Put(
                    $"/api/components/{lamp}/terms",
                    new
                    {
                        version = 1,
                        from = pages.Host.Day(-1),
                        schedule = new
                        {
                            seasons = new[]
                            {
                                new
                                {
                                    from = "01-01",
                                    until = "12-31",
                                    on = "18:00:00",
                                    off = "06:00:00",
                                },
                            },
                        },
                    }
                )
        ).Expect(HttpStatusCode.OK);

    /// <summary>The way of a finding: not explained away, put right, looked at again by its inspector, closed by the back office.</summary>
    private async Task ClosedAsync(string id)
    {
        var inspector = pages.Host.As(Role.Inspector, Office);
        var dispatcher = pages.Host.As(Role.Dispatcher, Office);
        var page = (await inspector.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        if (Text(page, "state") == "queued")
        {
            page = (
                await dispatcher.Post(
                    $"/api/cases/{id}/dispatch",
                    new
                    {
                        unitId = pages.Host.City.Units.Single(unit => unit.Name == Office).UnitId,
                    }
                )
            ).Expect(HttpStatusCode.OK);
        }

        var handler = pages.Host.As(Role.Handler, Text(page.GetProperty("unit"), "name"));
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        object Result(string outcome, Guid photo) =>
            new
            {
                outcome,
                answer = "亮灯时间已调到18:00。",
                attachments = new[] { photo },
            };
        Assert.Equal(
            "site-contradicts",
            (
                await handler.Post(
                    $"/api/cases/{id}/resolve",
                    Result("explained", Guid.Parse(await handler.Picture()))
                )
            ).Problem(422)
        );
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                Result("solved", Guid.Parse(await handler.Picture()))
            )
        ).Expect(HttpStatusCode.OK);
        (
            await inspector.Post(
                $"/api/cases/{id}/reinspect",
                new { passed = true, attachments = new[] { await inspector.Picture() } }
            )
        ).Expect(HttpStatusCode.OK);
        (await dispatcher.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        await pages.Host.CatchUpAsync();
    }

    private static async Task AnswerAsync(IPage phone, string line, string result)
    {
        await phone.GetByRole(AriaRole.Radio, new() { Name = line, Exact = true }).CheckAsync();
        await phone.GetByRole(AriaRole.Radio, new() { Name = result }).CheckAsync();
    }

    private async Task<string> CampaignAsync()
    {
        var (lon, lat) = pages.Host.Inside();
        var plan = (
            await pages
                .Host.As(Role.Leader, Office)
                .Post(
                    "/api/patrol/plans",
                    new
                    {
                        kind = "campaign",
                        title = "下凹式立交桥积水点",
                        startsOn = pages.Host.Day(0),
                        endsOn = pages.Host.Day(30),
                        checklist = new[] { "泵站有电" },
                        places = new[] { At("潞湾桥", lon), At("铁路桥", lon + 1e-3) },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return Text(plan, "id");

        object At(string name, double east) =>
            new
            {
                name,
                lon = east,
                lat,
            };
    }
}
