using System.Net.Http.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Tests.Auth;

public sealed class SessionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_tells_the_account_its_unit_and_what_its_role_may_do()
    {
        await using var host = await PlatformHost.StartAsync(services =>
            services.AddSingleton(
                new UnitTree(id => id == Some.Id(7) ? "潞湾街道办事处" : null, (_, _) => false)
            )
        );
        var id = await host.AccountAsync("li.ming", Role.Dispatcher, Some.Id(7));
        using var client = host.Client();

        var opened = await (await PlatformHost.SignInAsync(client, "LI.MING")).JsonAsync(200);
        var seen = await (await client.GetAsync("/api/session", Cancellation)).JsonAsync(200);

        Assert.Equal(opened.ToString(), seen.ToString());
        var account = seen.GetProperty("account");
        Assert.Equal(id, account.GetProperty("id").GetGuid());
        Assert.Equal("dispatcher", account.GetProperty("role").GetString());
        Assert.Equal("li.ming", account.GetProperty("login").GetString());
        Assert.Equal("潞湾街道办事处", seen.GetProperty("unit").GetProperty("name").GetString());
        var operations = seen.GetProperty("operations").EnumerateArray().Select(o => o.GetString());
        Assert.Contains("dispatchCase", operations);
        Assert.DoesNotContain("audit", operations);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        using var answer = await PlatformHost.SignInAsync(client, "li.ming");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unknown_login_a_disabled_account_one_without_password_and_a_wrong_password_get_the_same_answer_to_the_last_byte()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        var left = await host.AccountAsync("zhang.hua");
        await host.Accounts.DisableAsync(left, Cancellation);
        Assert.IsType<AccountResult.Done>(
            await host.Accounts.CreateAsync(
                new NewAccount("chen.xi", "陈曦", Role.Handler, null, Password: null),
                Cancellation
            )
        );
        using var client = host.Client();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            var answers = new List<string>();
            foreach (var login in new[] { "li.ming", "zhang.hua", "chen.xi", "nobody" })
            {
                using var answer = await PlatformHost.SignInAsync(
                    client,
                    login,
                    "Wrong-password-1"
                );
                Assert.False(answer.Headers.Contains("Set-Cookie"));
                answers.Add(
                    $"{(int)answer.StatusCode} {answer.Headers.RetryAfter} {await answer.Content.ReadAsStringAsync(Cancellation)}"
                );
            }

            Assert.Single(answers.Distinct());
            Assert.StartsWith(attempt < 5 ? "401" : "429", answers[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Five_wrong_tries_lock_for_fifteen_minutes_even_against_the_right_password()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await PlatformHost
                .SignInAsync(client, "li.ming", "Wrong-1")
                .ProblemAsync(401, "wrong-login");
        }

        await PlatformHost
            .SignInAsync(client, "li.ming", "Wrong-1")
            .ProblemAsync(429, "locked-out");
        host.Clock.Advance(TimeSpan.FromMinutes(14));
        var locked = await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(429);
        Assert.Equal(60, locked.GetProperty("retryAfterSeconds").GetInt32());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(200);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_tries_before_it()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        for (var round = 0; round < 3; round++)
        {
            for (var attempt = 1; attempt <= 4; attempt++)
            {
                await PlatformHost
                    .SignInAsync(client, "li.ming", "Wrong-1")
                    .ProblemAsync(401, "wrong-login");
            }

            await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(200);
        }
    }

    [Fact]
    public async Task Wrong_tries_at_the_same_time_are_all_counted()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(_ => PlatformHost.SignInAsync(client, "li.ming", "Wrong-1"))
        );
        await PlatformHost.SignInAsync(client, "li.ming").ProblemAsync(429, "locked-out");
    }

    [Fact]
    public async Task A_session_ends_after_thirty_minutes_without_a_request_and_lasts_while_there_are_some()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(200);
        for (var i = 0; i < 6; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            await (await client.GetAsync("/api/session", Cancellation)).JsonAsync(200);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(31));
        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(200);
        for (var i = 0; i < 35; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            await (await client.GetAsync("/api/session", Cancellation)).JsonAsync(200);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
    }

    [Theory]
    [InlineData(Role.Inspector, true)]
    [InlineData(Role.Dispatcher, false)]
    public async Task The_session_of_a_shift_outlives_idleness_and_the_browser_for_twelve_hours_but_only_an_inspectors(
        Role role,
        bool lasts
    )
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming", role);
        using var client = host.Client();
        using var answer = await client.PostAsJsonAsync(
            "/api/session",
            new
            {
                login = "li.ming",
                password = PlatformHost.Password,
                shift = true,
            },
            Cancellation
        );
        await answer.JsonAsync(200);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(lasts, cookie.Contains("max-age=43200", StringComparison.OrdinalIgnoreCase));
        host.Clock.Advance(TimeSpan.FromHours(11));
        if (lasts)
        {
            await (await client.GetAsync("/api/session", Cancellation)).JsonAsync(200);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(200);
        await (await client.DeleteAsync("/api/session", Cancellation)).JsonAsync(204);
        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disabled_account_or_a_new_password_ends_the_sessions_with_the_next_request(
        bool disable
    )
    {
        await using var host = await PlatformHost.StartAsync();
        var id = await host.AccountAsync("li.ming");
        using var client = host.Client();
        await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(200);
        var done = disable
            ? await host.Accounts.DisableAsync(id, Cancellation)
            : await host.Accounts.SetPasswordAsync(id, "Another-password-2", false, Cancellation);
        Assert.IsType<AccountResult.Done>(done);
        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
    }

    [Fact]
    public async Task A_password_set_by_another_opens_only_the_way_to_change_it()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("au.dit", Role.Auditor, mustChange: true);
        using var client = host.Client();
        using var elsewhere = host.Client();
        var session = await (await PlatformHost.SignInAsync(client, "au.dit")).JsonAsync(200);
        await (await PlatformHost.SignInAsync(elsewhere, "au.dit")).JsonAsync(200);
        Assert.True(session.GetProperty("mustChangePassword").GetBoolean());
        await client.GetAsync("/api/audit", Cancellation).ProblemAsync(403, "change-password");

        await ChangeAsync(client, "Wrong-1", "Snow-under-9-roofs")
            .ProblemAsync(422, "wrong-password");
        await ChangeAsync(client, PlatformHost.Password, "short")
            .ProblemAsync(422, "weak-password");
        await client.GetAsync("/api/audit", Cancellation).ProblemAsync(403, "change-password");
        await (await ChangeAsync(client, PlatformHost.Password, "Snow-under-9-roofs")).JsonAsync(
            204
        );

        await (await client.GetAsync("/api/audit", Cancellation)).JsonAsync(200);
        await elsewhere.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"login":"","password":""}""")]
    [InlineData("""{"login":"li.ming"}""")]
    public async Task A_form_that_is_not_filled_in_is_malformed_and_names_the_fields(string body)
    {
        await using var host = await PlatformHost.StartAsync();
        using var client = host.Client();
        using var content = new StringContent(body, null, "application/json");
        var problem = await (
            await client.PostAsync("/api/session", content, Cancellation)
        ).JsonAsync(400);
        Assert.True(problem.GetProperty("errors").TryGetProperty("password", out _));
    }

    [Fact]
    public async Task A_password_is_changed_after_ninety_days_or_as_the_setting_says_at_the_next_sign_in()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        await host.AccountAsync("an.quan", Role.SecurityAdministrator);
        host.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        using var client = host.Client();
        Assert.False(await MustChangeAsync(client));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(
            (await (await client.GetAsync("/api/session", Cancellation)).JsonAsync(200))
                .GetProperty("mustChangePassword")
                .GetBoolean()
        );
        Assert.True(await MustChangeAsync(client));
        await (await ChangeAsync(client, PlatformHost.Password, "Snow-under-9-roofs")).JsonAsync(
            204
        );
        Assert.False(
            (await (await client.GetAsync("/api/session", Cancellation)).JsonAsync(200))
                .GetProperty("mustChangePassword")
                .GetBoolean()
        );

        using var security = host.Client();
        await PlatformHost.SignInAsync(security, "an.quan");
        await ChangeAsync(security, PlatformHost.Password, "Keys-in-3-drawers");
        using var refused = await SettingAsync(security, -1, 1);
        await Task.FromResult(refused).ProblemAsync(400, "malformed");
        await (await SettingAsync(security, 0, 1)).JsonAsync(204);
        host.Clock.Advance(TimeSpan.FromDays(1_000));
        using var late = await PlatformHost.SignInAsync(client, "li.ming", "Snow-under-9-roofs");
        Assert.False((await late.JsonAsync(200)).GetProperty("mustChangePassword").GetBoolean());

        async Task<bool> MustChangeAsync(HttpClient from) =>
            (await (await PlatformHost.SignInAsync(from, "li.ming")).JsonAsync(200))
                .GetProperty("mustChangePassword")
                .GetBoolean();

        static Task<HttpResponseMessage> SettingAsync(HttpClient from, int days, int version) =>
            from.PutAsJsonAsync(
                "/api/settings/sign-in",
                new
                {
                    secondFactor = "nobody",
                    passwordDays = days,
                    version,
                },
                Cancellation
            );
    }

    [Fact]
    public async Task None_of_the_last_five_passwords_comes_again()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        await PlatformHost.SignInAsync(client, "li.ming");
        string[] passwords =
        [
            PlatformHost.Password,
            .. Enumerable.Range(1, 5).Select(n => $"Snow-under-{n}-roofs"),
        ];
        foreach (var (now, next) in passwords.Zip(passwords.Skip(1).Take(4)))
        {
            await ChangeAsync(client, now, now).ProblemAsync(422, "password-used-before");
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await (await ChangeAsync(client, now, next)).JsonAsync(204);
        }

        await ChangeAsync(client, passwords[4], passwords[0])
            .ProblemAsync(422, "password-used-before");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await ChangeAsync(client, passwords[4], passwords[5])).JsonAsync(204);
        // The sixth last is forgotten.
        await (await ChangeAsync(client, passwords[5], passwords[0])).JsonAsync(204);
    }

    [Fact]
    public async Task Every_try_leaves_a_trace_and_none_keeps_what_was_typed()
    {
        await using var host = await PlatformHost.StartAsync();
        var id = await host.AccountAsync("li.ming");
        using var client = host.Client();
        using var _ = await PlatformHost.SignInAsync(client, "my-Secret-password", "x");
        using var __ = await PlatformHost.SignInAsync(client, "li.ming", "Wrong-1");
        using var ___ = await PlatformHost.SignInAsync(client, "li.ming");

        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        var rows = await connection.QueryAsync<string>(
            "select concat_ws(' ', action, coalesce(actor_id::text, '-'), coalesce(subject, '-'), outcome) from platform.audit_trail order by audit_id"
        );
        Assert.Equal(
            [$"signIn - - wrong-login", $"signIn - {id} wrong-login", $"signIn {id} {id} done"],
            rows
        );
    }

    private static Task<HttpResponseMessage> ChangeAsync(
        HttpClient client,
        string current,
        string next
    ) => client.PutAsJsonAsync("/api/session/password", new { current, next }, Cancellation);
}
