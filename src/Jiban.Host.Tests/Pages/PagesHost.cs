using Deque.AxeCore.Playwright;
using Jiban.Host.Tests.House;
using Jiban.Platform.Auth;
using Microsoft.Playwright;

namespace Jiban.Host.Tests.Pages;

/// <summary>
/// The published web apps on a host with the demo city, and a real Chromium. <c>./jiban test</c> names the published program in
/// <c>JIBAN_APP</c>; by hand it is the one in <c>artifacts/app</c>.
/// </summary>
public sealed class PagesHost(Chromium chromium) : IAsyncLifetime
{
    private const string Password = "Test-password-1";

    /// <summary>Milliseconds that a page may take on a loaded machine before a test gives up, for what is done and for what is expected.</summary>
    private const float Patience = 60_000;
    private readonly List<IBrowserContext> _open = [];
    private string? _test;

    /// <summary>The host behind the pages.</summary>
    public CityHost Host { get; } = CityHost.WithPages(Published());

    /// <summary>The film that a camera sees which is opened from now on.</summary>
    public string Camera => chromium.Camera;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        await Host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Host.DisposeAsync();
    }

    /// <summary>A page at phone size; what the browser refuses by the content policy fails the test.</summary>
    public Task<IPage> PhoneAsync() => PageAsync(chromium.WholeAsync(), 390, 844);

    /// <summary>A page at desktop size.</summary>
    public Task<IPage> DesktopAsync() => PageAsync(chromium.WithoutWindowsAsync(), 1440, 900);

    /// <summary>Signs somebody in through the form. The answer is there when it returns: who opens the page again at once would call back the question.</summary>
    public async Task SignInAsync(IPage page, string address, Role role, string unitName)
    {
        var login = LoginOf(Host.Who(role, unitName));
        await page.GotoAsync(new Uri(Host.Address, address).ToString());
        await page.GetByLabel("账号").FillAsync(login);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync(Password);
        await page.RunAndWaitForResponseAsync(
            () =>
                page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync(),
            answer =>
                answer.Request.Method == "POST"
                && answer.Url.EndsWith("/api/session", StringComparison.Ordinal)
        );
    }

    /// <summary>Fails when axe finds something, and says what and where.</summary>
    public static async Task IsAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe(
            new()
            {
                RunOnly = new()
                {
                    Type = "tag",
                    Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
                },
            }
        );
        Assert.True(
            result.Violations.Length == 0,
            string.Join(
                '\n',
                result.Violations.Select(one =>
                    $"{one.Id}: {one.Help}: {string.Join(' ', one.Nodes.Take(3).Select(node => node.Html))}"
                )
            )
        );
    }

    private async Task<IPage> PageAsync(Task<IBrowser> starting, int width, int height)
    {
        // Pages of the test before would go on asking the host and using the processor.
        if (TestContext.Current.Test?.UniqueID != _test)
        {
            await CloseAsync();
            _test = TestContext.Current.Test?.UniqueID;
        }

        var context = await (await starting).NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        _open.Add(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        return page;
    }

    private async Task CloseAsync()
    {
        foreach (var context in _open)
        {
            await context.CloseAsync();
        }

        _open.Clear();
    }

    private string LoginOf(Actor actor)
    {
        using var connection = Host.Store.Owner.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "select login from platform.account where account_id = $1";
        command.Parameters.Add(new() { Value = actor.Id });
        return (string)command.ExecuteScalar()!;
    }

    private static string Published()
    {
        var app =
            Environment.GetEnvironmentVariable("JIBAN_APP")
            ?? Path.Combine(Checkout.Root, "artifacts", "app");
        Assert.True(
            Directory.Exists(Path.Combine(app, "wwwroot")),
            $"The web apps are not published at {app}; ./jiban test does that."
        );
        return app;
    }
}
