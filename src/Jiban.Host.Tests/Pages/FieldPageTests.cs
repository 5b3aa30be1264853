using System.Net;
using System.Text.RegularExpressions;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The inspector's page on a phone, in a real browser (S5).</summary>
public sealed partial class FieldPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task S5_what_an_inspector_finds_is_filed_within_a_minute_looked_at_again_the_next_day_and_closed_at_the_desk()
    {
        const string office = "潞湾街道办事处";
        const string what = "绿化带地面下沉，形成一个坑，行人容易踩空";
        var page = await pages.PhoneAsync();
        await StandInTheCityAsync(page.Context);
        await pages.SignInAsync(page, "/field/", Role.Inspector, office);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await WriteAsync(page, what);
        // A class whose filing conditions a photo and a position fulfil: it needs nobody.
        await page.GetByPlaceholder("找类别").FillAsync("绿地养护");
        await page.GetByRole(AriaRole.Button, new() { Name = "绿地养护" }).First.ClickAsync();
        await PagesHost.IsAccessibleAsync(page);
        // The phone's time went on while the host's stood still, and nothing is found later than it is received.
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await page.GetByRole(AriaRole.Button, new() { Name = "上报", Exact = true }).ClickAsync();
        var filed = page.GetByRole(AriaRole.Heading, new() { Level = 1 })
            .Filter(new() { HasText = "已立案，派给" });
        await Expect(filed).ToBeVisibleAsync();
        var unit = (await filed.InnerTextAsync())["已立案，派给".Length..];
        await pages.Host.CatchUpAsync();

        // The unit has it, and the figures of the day say: within one minute, it does not wait.
        var inspector = pages.Host.As(Role.Inspector, office);
        var report = (await inspector.Get("/api/patrol/reports"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Single(one => one.Maybe("text") == what);
        var id = report.Maybe("caseId");
        var handler = pages.Host.As(Role.Handler, unit);
        var sent = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("dispatched", sent.Maybe("state"));
        var leader = await pages.DesktopAsync();
        await pages.SignInAsync(leader, "/desk/patrol/minute", Role.Leader, office);
        await Expect(leader.GetByRole(AriaRole.Heading, new() { Name = "超过一分钟的" }))
            .ToBeVisibleAsync();
        // What other tests reported may still wait for a person there.
        await Expect(
                leader
                    .GetByText("没有超过一分钟的。")
                    .Or(leader.GetByRole(AriaRole.Columnheader, new() { Name = "编号" }))
            )
            .ToBeVisibleAsync();
        await Expect(leader.GetByText(sent.Maybe("number")!)).ToHaveCountAsync(0);
        var minute = (
            await pages
                .Host.As(Role.Leader, office)
                .Get($"/api/patrol/minute?day={pages.Host.Day(0)}")
        ).Body;
        Assert.Equal(
            (minute.GetProperty("inInbox").GetInt32(), 0d),
            (
                minute.GetProperty("withinMinute").GetInt32(),
                minute.GetProperty("maxSeconds").GetDouble()
            )
        );

        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "已回填夯实并补种草皮。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);
        await pages.Host.CatchUpAsync();

        // The next day: not the one who did it, but the inspector, with a new sign-in. Before and now stand side by side.
        // The clocks of the case have acted before its page is opened: what they write afterwards would make the look one of an older case.
        await pages.Host.PassAsync(TimeSpan.FromDays(1));
        await page.Context.ClearCookiesAsync();
        await pages.SignInAsync(page, "/field/", Role.Inspector, office);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        var look = page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = what })
            .GetByRole(AriaRole.Button, new() { Name = "去复查" });
        await ReloadUntilAsync(page, look);
        await look.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "处置前，第 1 张" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("处置后（承办单位）")).ToBeVisibleAsync();
        await ShootAsync(page);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "sign.jpg" }).First)
            .ToBeVisibleAsync();
        await Expect(page.GetByText("您站的位置已随查看记下")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByText("已经处置好").ClickAsync();
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        var send = page.GetByRole(AriaRole.Button, new() { Name = "提交复查" });
        await send.ClickAsync();
        // Kept on the phone, and only then sent.
        await Expect(send).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(page.GetByText("等待发送")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await Expect(page.GetByText("件要您处理")).ToHaveCountAsync(0);
        await pages.Host.CatchUpAsync();

        // The back office closes it on what the photos show.
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, $"/desk/cases/{id}", Role.Dispatcher, office);
        // What the phone sends behind the page may arrive a moment later.
        await ReloadUntilAsync(desk, desk.GetByText("现场查看于").First);
        var sides = desk.Locator(".photo-sides figure");
        await Expect(sides.Nth(0).Locator("figcaption")).ToHaveTextAsync("处理前");
        await Expect(sides.Nth(0).GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
        await Expect(sides.Nth(1).Locator("figcaption")).ToHaveTextAsync("处理后");
        await Expect(sides.Nth(1).GetByRole(AriaRole.Img)).ToHaveCountAsync(2);
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^结\\s?案$") })
            .First.ClickAsync();
        var confirm = desk.GetByRole(AriaRole.Button, new() { Name = "确认结案" });
        await confirm.ClickAsync();
        await Expect(confirm).ToHaveCountAsync(0);
        await Expect(desk.GetByText("已结案").First).ToBeVisibleAsync();
        Assert.Equal(
            "closed",
            (await inspector.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK).Maybe("state")
        );
    }

    [Fact]
    public async Task Without_a_network_for_an_hour_reports_wait_on_a_phone_that_is_switched_off_and_each_arrives_once_in_order()
    {
        const string office = "潞湾街道办事处";
        var page = await pages.PhoneAsync();
        var phone = page.Context;
        await StandInTheCityAsync(phone);
        await pages.SignInAsync(page, "/field/", Role.Inspector, office);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        // Everything that the app needs is on the phone.
        await page.EvaluateAsync(
            """
            () => navigator.serviceWorker.controller ?? new Promise((done) =>
              navigator.serviceWorker.addEventListener('controllerchange', () => done(null), { once: true }))
            """
        );

        // A new version is found at the next look, whatever stands between.
        var worker = await phone.APIRequest.GetAsync(
            new Uri(pages.Host.Address, "/field/sw.js").ToString()
        );
        Assert.Equal("no-cache", worker.Headers["cache-control"]);

        // No network: the app opens all the same, and what is written is safe.
        await phone.SetOfflineAsync(true);
        await page.ReloadAsync();
        await ReportAsync(page, "第一处：人行道塌了一块");
        await ReportAsync(page, "第二处：井盖不见了");
        await ReportAsync(page, "第三处：<span>路灯</span>不亮");
        await Expect(page.GetByText("3 件等待发送")).ToBeVisibleAsync();
        await page.CloseAsync();
        page = await phone.NewPageAsync();
        await page.GotoAsync(new Uri(pages.Host.Address, "/field/mine").ToString());
        await Expect(page.GetByText("第一处")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        // An hour later.
        pages.Host.Clock.Advance(TimeSpan.FromHours(1));
        await phone.SetOfflineAsync(false);
        // Three photos go through libvips one after the other, on a machine that may be busy.
        await Expect(page.GetByText("没有收下，要您处理"))
            .ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(page.GetByText("等待发送")).ToHaveCountAsync(0);
        await PagesHost.IsAccessibleAsync(page);
        await pages.Host.CatchUpAsync();
        var reports = (await pages.Host.As(Role.Inspector, office).Get("/api/patrol/reports"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Where(one => one.Maybe("text")!.Contains('处', StringComparison.Ordinal))
            .OrderBy(one => one.Maybe("number"))
            .ToList();
        Assert.Equal(
            ["第一处：人行道塌了一块", "第二处：井盖不见了"],
            reports.Select(one => one.Maybe("text"))
        );
        Assert.All(
            reports,
            one =>
                Assert.InRange(
                    one.GetProperty("receivedAt").GetDateTimeOffset()
                        - one.GetProperty("foundAt").GetDateTimeOffset(),
                    TimeSpan.FromMinutes(50),
                    TimeSpan.FromMinutes(70)
                )
        );
        Assert.All(reports, one => Assert.Equal(1, one.GetProperty("photos").GetArrayLength()));

        // The phone is lost: signed out everywhere, it shows nothing more, and the same inspector finds what was not taken.
        var inspector = pages.Host.Who(Role.Inspector, office);
        await pages
            .Host.As(Role.SecurityAdministrator, pages.Host.City.CityCentre!.Name)
            .Post($"/api/accounts/{inspector.Id}/end-sessions");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("账号")).ToBeVisibleAsync();
        await Expect(page.GetByText("第三处")).ToHaveCountAsync(0);
        await pages.SignInAsync(page, "/field/mine", Role.Inspector, office);
        await Expect(page.GetByText("第三处：<span>路灯</span>不亮")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_an_inspector_says_without_a_network_is_recorded_kept_sent_once_and_heard_at_the_desk()
    {
        const string office = "潞湾街道办事处";
        var page = await pages.PhoneAsync();
        var phone = page.Context;
        await StandInTheCityAsync(phone);
        await phone.GrantPermissionsAsync(["geolocation", "microphone"]);
        await pages.SignInAsync(page, "/field/", Role.Inspector, office);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        await page.EvaluateAsync(
            """
            () => navigator.serviceWorker.controller ?? new Promise((done) =>
              navigator.serviceWorker.addEventListener('controllerchange', () => done(null), { once: true }))
            """
        );

        // Whatever this browser records in, the server reads its length off the file.
        var taken = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const answers = []
              for (const type of ['audio/webm;codecs=opus', 'audio/mp4'].filter((one) => MediaRecorder.isTypeSupported(one))) {
                const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
                const recorder = new MediaRecorder(stream, { mimeType: type })
                const pieces = []
                recorder.ondataavailable = ({ data }) => pieces.push(data)
                recorder.start()
                await new Promise((done) => setTimeout(done, 1500))
                const stopped = new Promise((done) => { recorder.onstop = done })
                recorder.stop()
                await stopped
                for (const track of stream.getTracks()) track.stop()
                const container = type.split(';')[0]
                const answer = await fetch('/api/uploads', {
                  method: 'POST', headers: { 'Content-Type': container }, body: new Blob(pieces),
                })
                const { mediaType, seconds } = await answer.json()
                answers.push(`${answer.status} ${mediaType === container} ${seconds >= 1 && seconds <= 3}`)
              }
              return answers
            }
            """
        );
        Assert.NotEmpty(taken);
        Assert.All(taken, one => Assert.Equal("201 True True", one, ignoreCase: true));

        await phone.SetOfflineAsync(true);
        await WriteAsync(page, "居民反映井盖夜里被人撬过");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始录音" }).ClickAsync();
        // Not at one second: on a busy machine that one may never be drawn.
        await Expect(page.GetByText(new Regex("正在录音 [1-9]\\d* /"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "停止录音" }).ClickAsync();
        await Expect(page.Locator(".recordings audio")).ToHaveCountAsync(1);
        await PagesHost.IsAccessibleAsync(page);
        // It can be listened to before it is sent.
        await page.EvaluateAsync(
            """
            async () => {
              const audio = document.querySelector('.recordings audio')
              audio.muted = true
              await audio.play()
            }
            """
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "上报", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已存在手机里" }))
            .ToBeVisibleAsync();
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await phone.SetOfflineAsync(false);
        await Expect(page.GetByText("已立案，派给").Or(page.GetByText("已收到，等人核定")).First)
            .ToBeVisibleAsync(new() { Timeout = 120_000 });

        await pages.Host.CatchUpAsync();
        var filed = (await pages.Host.As(Role.Inspector, office).Get("/api/patrol/reports"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Single(one => one.Maybe("text") == "居民反映井盖夜里被人撬过")
            .Maybe("caseId");
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, $"/desk/cases/{filed}", Role.Leader, office);
        var sound = desk.GetByLabel("录音 1");
        await Expect(sound).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
        Assert.True(
            await sound.EvaluateAsync<bool>(
                """
                async (audio) => {
                  audio.muted = true
                  await audio.play()
                  return audio.readyState >= 2 && !audio.error
                }
                """
            )
        );
    }

    private Task StandInTheCityAsync(IBrowserContext phone)
    {
        var here = pages.Host.City.Cells[20].Boundary.InteriorPoint;
        return Task.WhenAll(
            phone.GrantPermissionsAsync(["geolocation"]),
            phone.SetGeolocationAsync(
                new()
                {
                    Longitude = (float)here.X,
                    Latitude = (float)here.Y,
                    Accuracy = 6,
                }
            )
        );
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "上报" }).ClickAsync();
        await page.Locator("input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "pit.jpg",
                    MimeType = "image/jpeg",
                    Buffer = await SamplePictures.JpegAsync(),
                }
            );
        await page.GetByLabel("是什么问题").FillAsync(text);
        await Expect(page.GetByText("误差约").First).ToBeVisibleAsync();
    }

    /// <summary>A report without a network.</summary>
    private static async Task ReportAsync(IPage page, string text)
    {
        await WriteAsync(page, text);
        await page.GetByRole(AriaRole.Button, new() { Name = "上报", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已存在手机里" }))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "再报一件" }).ClickAsync();
    }
}
