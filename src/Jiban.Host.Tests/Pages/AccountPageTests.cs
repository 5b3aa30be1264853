using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>How staff sign in, and how the security administrator keeps their accounts, in a real browser.</summary>
public sealed partial class AccountPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Password = "Test-password-1";

    /// <summary>A passkey belongs to a name, and an address of numbers is none.</summary>
    private Uri Desk =>
        new UriBuilder(pages.Host.Address) { Host = "localhost", Path = "/desk/security" }.Uri;

    [Fact]
    public async Task A_passkey_is_added_and_signs_in_alone()
    {
        var page = await pages.DesktopAsync();
        await WithAuthenticatorAsync(page);
        await SignInAsync(page, Role.Handler);
        await page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
        await page.GetByLabel("名称").FillAsync("办公室电脑");
        await page.GetByLabel("当前密码").Last.FillAsync(Password);
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "办公室电脑" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await Expect(page.GetByLabel("账号", new() { Exact = true })).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "通行密钥" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("未用过")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "移除办公室电脑" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "移除", Exact = true }).ClickAsync();
        await Expect(page.GetByText("还没有通行密钥。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task One_time_codes_are_turned_on_and_a_recovery_code_signs_in_on_a_phone()
    {
        var page = await pages.PhoneAsync();
        await SignInAsync(page, Role.Caller);
        await page.GetByRole(AriaRole.Button, new() { Name = "启用动态口令" }).ClickAsync();
        await page.GetByLabel("当前密码").Last.FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "启用动态口令" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "密钥的二维码" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        var secret = await page.Locator("code").InnerTextAsync();
        await page.GetByLabel("六位数字").FillAsync(Code(secret));
        await page.GetByRole(AriaRole.Button, new() { Name = "确认启用" }).ClickAsync();
        var codes = page.Locator(".recovery-codes li");
        await Expect(codes).ToHaveCountAsync(10);
        await PagesHost.IsAccessibleAsync(page);
        var recovery = await codes.First.InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "我已妥善保存" }).ClickAsync();
        await Expect(page.GetByText("已启用，剩余 10 个恢复码。")).ToBeVisibleAsync();

        await page.Context.ClearCookiesAsync();
        await SignInAsync(page, Role.Caller);
        await page.GetByLabel("动态口令或恢复码").FillAsync("000000");
        await PagesHost.IsAccessibleAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText(new Regex("验证码不正确或已用过"))).ToBeVisibleAsync();
        await page.GetByLabel("动态口令或恢复码").FillAsync(recovery);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("已启用，剩余 9 个恢复码。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_security_administrator_makes_an_account_closes_it_and_says_who_must_have_a_second_factor()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/accounts", Role.SecurityAdministrator, Office);
        await page.GetByRole(AriaRole.Button, new() { Name = "开设账号" }).ClickAsync();
        await page.GetByLabel("账号", new() { Exact = true }).FillAsync("new.auditor");
        await page.GetByLabel("姓名", new() { Exact = true }).FillAsync("何小满");
        await page.GetByLabel("岗位", new() { Exact = true }).Last.ClickAsync();
        await page.GetByTitle("审计员").ClickAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("new.auditor 的一次性密码")).ToBeVisibleAsync();
        await page.GetByLabel("账号或姓名").FillAsync("new.aud");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "待改密码" }))
            .ToHaveCountAsync(1);
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "修改何小满" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "停用账号" }).ClickAsync();
        await Expect(page.GetByText("没有未办结的工作")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "停用账号" })
            .ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "已停用" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "登录要求" }).ClickAsync();
        await page.GetByText(new Regex("三类管理员")).ClickAsync();
        await Expect(page.GetByLabel("密码多少天后必须更换")).ToHaveValueAsync("90");
        await page.GetByLabel("密码多少天后必须更换").FillAsync("180");
        await PagesHost.IsAccessibleAsync(page);
        // The notice of the account that was closed may still stand there and says the same.
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync(),
            answer => answer.Request.Method == "PUT" && answer.Ok
        );
        await Expect(page.GetByText("已保存").Last).ToBeVisibleAsync();

        // At once for the next sign-in: of an auditor nothing is seen but the way to enrol.
        var other = await pages.DesktopAsync();
        await pages.SignInAsync(other, "/desk/audit", Role.Auditor, Office);
        await Expect(other.GetByText(new Regex("必须启用第二重验证"))).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(other);
    }

    /// <summary>The browser's own authenticator of software, which says yes as its holder would.</summary>
    private static async Task WithAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }

    private Task SignInAsync(IPage page, Role role) =>
        pages.SignInAsync(page, Desk.ToString(), role, Office);

    /// <summary>What an authenticator app shows at the host's time (RFC 6238).</summary>
    private string Code(string secret)
    {
        var bits = string.Concat(
            Spaces()
                .Replace(secret, "")
                .Select(letter =>
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                        .IndexOf(letter, StringComparison.Ordinal)
                        .ToString("b5", CultureInfo.InvariantCulture)
                )
        );
        var key = bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(
            counter,
            pages.Host.Clock.GetUtcNow().ToUnixTimeSeconds() / 30
        );
        var mac = HMACSHA1.HashData(key, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();
}
