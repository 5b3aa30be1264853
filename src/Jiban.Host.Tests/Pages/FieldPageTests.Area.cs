using System.Net;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>A day without network: the map of the own area, what stands there, photos as a phone takes them, and the worker that sends.</summary>
public sealed partial class FieldPageTests
{
    private const string Street = "潞湾街道办事处";

    [Fact]
    public async Task Without_a_network_the_map_of_the_area_is_there_with_tasks_known_cases_and_components()
    {
        var here = pages.Host.City.Cells[20].Boundary.InteriorPoint;
        var street = pages.Host.City.Units.First(unit => unit.Name == Street);
        var (_, code) = await pages.Host.EnterAsync(
            "01018",
            "路灯",
            (here.X + 0.0001, here.Y),
            ("authority", street)
        );
        (
            await pages
                .Host.As(Role.Operator, Street)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "路灯坏了，晚上看不见路。",
                        channel = "walkIn",
                        unitId = street.UnitId,
                        place = new { lon = here.X, lat = here.Y },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var page = await pages.PhoneAsync();
        await StandInTheCityAsync(page.Context);
        await pages.SignInAsync(page, "/field/", Role.Inspector, Street);
        await Expect(page.GetByText("离线地图和部件清单已备好：潞湾街道"))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ControlledAsync(page);

        await page.Context.SetOfflineAsync(true);
        var (drawn, missing) = (0, new List<string>());
        page.Response += (_, answer) =>
        {
            if (answer.Url.Contains("/tiles/land/", StringComparison.Ordinal) && answer.Ok)
            {
                Interlocked.Increment(ref drawn);
            }
        };
        page.RequestFailed += (_, request) =>
        {
            if (request.Url.Contains("/tiles/land/", StringComparison.Ordinal))
            {
                missing.Add(request.Url);
            }
        };
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "地图" }).ClickAsync();
        var middle = page.GetByRole(AriaRole.Button, new() { Name = "查看地图正中" });
        await Expect(middle).ToBeVisibleAsync();
        await Expect(page.GetByText(code)).ToBeVisibleAsync();
        await Expect(page.GetByText("存在手机里的清单")).ToBeVisibleAsync();
        await Expect(
                page.GetByRole(AriaRole.Region, new() { Name = "附近的任务、点位和已知诉求" })
                    .GetByText("已知诉求")
                    .First
            )
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await middle.ClickAsync();
        await page.WaitForFunctionAsync(
            "() => document.querySelector('.area-chosen, [role=status] .hint')"
        );
        Assert.True(
            Volatile.Read(ref drawn) > 0,
            "no tile of the land was drawn without a network"
        );
        Assert.Empty(missing);
        if (Environment.GetEnvironmentVariable("JIBAN_SHOTS") is { } shots)
        {
            await page.ScreenshotAsync(new() { Path = $"{shots}/area-zh.png", FullPage = true });
            await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
            await page.ScreenshotAsync(new() { Path = $"{shots}/area-en.png", FullPage = true });
        }
    }

    [Fact]
    public async Task A_photo_as_a_phone_takes_it_is_shrunk_and_the_worker_sends_it_when_no_page_is_open()
    {
        const string text = "护栏断了一截";
        var page = await pages.PhoneAsync();
        await StandInTheCityAsync(page.Context);
        await pages.SignInAsync(page, "/field/", Role.Inspector, Street);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        await ControlledAsync(page);
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Link, new() { Name = "上报" }).ClickAsync();
        var taken = await page.EvaluateAsync<int>(
            """
            async () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2250 })
              const pen = canvas.getContext('2d')
              const noise = pen.createImageData(3000, 2250)
              for (let n = 0, seed = 1; n < noise.data.length; n++) {
                seed = (seed * 1103515245 + 12345) & 0x7fffffff
                noise.data[n] = n % 4 === 3 ? 255 : seed >> 16
              }
              pen.putImageData(noise, 0, 0)
              const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.7))
              const files = new DataTransfer()
              files.items.add(new File([blob], 'rail.jpg', { type: 'image/jpeg' }))
              const input = document.querySelector('input[type=file]')
              input.files = files.files
              input.dispatchEvent(new Event('change', { bubbles: true }))
              return blob.size
            }
            """
        );
        Assert.InRange(taken, 600 * 1024 + 1, 10 * 1024 * 1024);
        await page.GetByLabel("是什么问题").FillAsync(text);
        await Expect(page.GetByText("误差约").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "上报", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已存在手机里" }))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        var kept = await page.EvaluateAsync<int[]>(
            """
            async () => {
              const store = await new Promise((done) => {
                indexedDB.open('jiban.field').onsuccess = ({ target }) => done(target.result)
              })
              const [{ bytes, type }] = await new Promise((done) => {
                store.transaction('photos').objectStore('photos').getAll().onsuccess = ({ target }) => done(target.result)
              })
              const { width, height } = await createImageBitmap(new Blob([bytes], { type }))
              return [bytes.byteLength, width, height]
            }
            """
        );
        Assert.True(kept[0] < taken, $"{taken} bytes became {kept[0]}");
        Assert.Equal([2048, 1536], kept[1..]);

        // No page of the app is open any more; the browser wakes the worker when there is a network.
        var browser = await page.Context.NewCDPSessionAsync(page);
        var registered = new TaskCompletionSource<string>();
        browser.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var one in told!.Value.GetProperty("registrations").EnumerateArray())
            {
                if (
                    one.GetProperty("scopeURL")
                        .GetString()!
                        .EndsWith("/field/", StringComparison.Ordinal)
                )
                {
                    registered.TrySetResult(one.GetProperty("registrationId").GetString()!);
                }
            }
        };
        await browser.SendAsync("ServiceWorker.enable");
        var registration = await registered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await page.GotoAsync("about:blank");
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(10));
        await page.Context.SetOfflineAsync(false);
        await browser.SendAsync(
            "ServiceWorker.dispatchSyncEvent",
            new Dictionary<string, object>
            {
                ["origin"] = pages.Host.Address.GetLeftPart(UriPartial.Authority),
                ["registrationId"] = registration,
                ["tag"] = "jiban.outbox",
                ["lastChance"] = true,
            }
        );
        var inspector = pages.Host.As(Role.Inspector, Street);
        for (var tries = 0; ; tries++)
        {
            await pages.Host.CatchUpAsync();
            var reports = (await inspector.Get("/api/patrol/reports"))
                .Body.GetProperty("items")
                .EnumerateArray();
            if (reports.Any(one => one.Maybe("text") == text))
            {
                break;
            }

            Assert.True(tries < 60, "the worker sent nothing");
            await page.WaitForTimeoutAsync(500);
        }
    }

    /// <summary>Everything that the app needs is on the phone, and the worker answers for it.</summary>
    private static Task ControlledAsync(IPage page) =>
        page.EvaluateAsync(
            """
            () => navigator.serviceWorker.controller ?? new Promise((done) =>
              navigator.serviceWorker.addEventListener('controllerchange', () => done(null), { once: true }))
            """
        );
}
