using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Auth;

public sealed class SecondFactorTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private static int _logins;
    private readonly PlatformHost _host = fixture.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_password_asks_for_the_code_and_names_what_is_possible()
    {
        var (login, client) = await SignedInAsync();
        var (app, codes) = await Authenticator.EnrolAsync(_host, client);
        Assert.Equal(10, codes.Distinct().Count());

        using var fresh = _host.Client();
        var asked = await (await PlatformHost.SignInAsync(fresh, login)).JsonAsync(401);
        Assert.Equal("/problems/second-factor", asked.GetProperty("type").GetString());
        Assert.Equal(
            ["totp", "recoveryCode"],
            asked.GetProperty("methods").Deserialize<string[]>()!
        );
        await fresh.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
        await PlatformHost
            .SignInAsync(fresh, login, "Wrong-password-1")
            .ProblemAsync(401, "wrong-login");
        await (await WithAsync(fresh, login, app.Next())).JsonAsync(200);
        await (await fresh.GetAsync("/api/session", Cancellation)).JsonAsync(200);
    }

    [Fact]
    public async Task A_code_opens_once_and_of_many_at_the_same_time_one()
    {
        var (login, client) = await SignedInAsync();
        var (app, codes) = await Authenticator.EnrolAsync(_host, client);
        // The code that confirmed is used too.
        await WithAsync(_host.Client(), login, app.Now).ProblemAsync(401, "wrong-code");
        // With the gap with which apps show it.
        foreach (var code in new[] { app.Next().Insert(3, " "), codes[3].ToUpperInvariant() })
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 3).Select(_ => WithAsync(_host.Client(), login, code))
            );
            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        }

        await (await WithAsync(_host.Client(), login, codes[4])).JsonAsync(200);
        var seen = await (await client.GetAsync("/api/session/security", Cancellation)).JsonAsync(
            200
        );
        Assert.Equal(8, seen.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task Wrong_codes_lock_like_wrong_passwords_and_a_right_password_between_them_forgets_none()
    {
        var (login, client) = await SignedInAsync();
        var (app, codes) = await Authenticator.EnrolAsync(_host, client);
        using var guesser = _host.Client();
        for (var i = 0; i < 4; i++)
        {
            await WithAsync(guesser, login, i % 2 == 0 ? app.Wrong : "aaaaa-aaaaa")
                .ProblemAsync(401, "wrong-code");
            await PlatformHost.SignInAsync(guesser, login).ProblemAsync(401, "second-factor");
        }

        await WithAsync(guesser, login, app.Wrong).ProblemAsync(429, "locked-out");
        await WithAsync(guesser, login, app.Next()).ProblemAsync(429, "locked-out");
        await WithAsync(guesser, login, codes[0]).ProblemAsync(429, "locked-out");
        _host.Clock.Advance(TimeSpan.FromMinutes(15));
        await (await WithAsync(guesser, login, app.Next())).JsonAsync(200);
    }

    [Fact]
    public async Task Codes_are_turned_on_by_a_right_one_and_off_by_the_password()
    {
        var (login, client) = await SignedInAsync();
        await Authenticator
            .PostAsync(client, "totp", new { password = "Wrong-1" })
            .ProblemAsync(422, "wrong-password");
        await Authenticator
            .PostAsync(client, "totp/confirm", new { code = "123456" })
            .ProblemAsync(422, "wrong-code");
        await (
            await Authenticator.PostAsync(client, "totp", new { password = PlatformHost.Password })
        ).JsonAsync(200);
        await Authenticator
            .PostAsync(client, "totp/confirm", new { code = "1" })
            .ProblemAsync(422, "wrong-code");
        // Not confirmed: nobody is asked for it.
        await (await PlatformHost.SignInAsync(_host.Client(), login)).JsonAsync(200);

        using var elsewhere = _host.Client();
        await (await PlatformHost.SignInAsync(elsewhere, login)).JsonAsync(200);
        await Authenticator.EnrolAsync(_host, client);
        await elsewhere.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
        await Authenticator
            .PostAsync(client, "totp", new { password = PlatformHost.Password })
            .ProblemAsync(409, "already-enrolled");

        await Authenticator
            .PostAsync(client, "totp/remove", new { password = "Wrong-1" })
            .ProblemAsync(422, "wrong-password");
        await (
            await Authenticator.PostAsync(
                client,
                "totp/remove",
                new { password = PlatformHost.Password }
            )
        ).JsonAsync(204);
        await (await PlatformHost.SignInAsync(_host.Client(), login)).JsonAsync(200);

        await using var connection = await _host.Database.App.OpenAsync(Cancellation);
        Assert.Equal(
            [
                "enrolTotp wrong-password",
                "enrolTotp done",
                "enrolTotp done",
                "confirmTotp done",
                "removeTotp wrong-password",
                "removeTotp done",
            ],
            await connection.QueryAsync<string>(
                """
                select concat_ws(' ', t.action, t.outcome) from platform.audit_trail t
                join platform.account a on t.subject = a.account_id::text
                where a.login = @login and t.action <> 'signIn' order by t.audit_id
                """,
                new { login }
            )
        );
    }

    [Fact]
    public async Task A_stolen_database_holds_neither_the_secret_nor_a_recovery_code()
    {
        var (_, client) = await SignedInAsync();
        var made = await (
            await Authenticator.PostAsync(client, "totp", new { password = PlatformHost.Password })
        ).JsonAsync(200);
        var (_, codes) = await Authenticator.EnrolAsync(_host, client);
        await using var connection = await _host.Database.App.OpenAsync(Cancellation);
        var stored = string.Join(
            '\n',
            await connection.QueryAsync<string>(
                "select encode(secret, 'escape') from platform.totp union all select encode(code_hash, 'escape') from platform.recovery_code"
            )
        );
        Assert.DoesNotContain(
            made.GetProperty("secret").GetString()!,
            stored,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            codes[0].Replace("-", "", StringComparison.Ordinal),
            stored,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_must_have_a_second_factor_and_has_none_may_only_enrol_one()
    {
        await using var host = await PlatformHost.StartAsync();
        using var security = host.Client()
            .As(new Actor(Some.Id(1), "安全", Role.SecurityAdministrator, null));
        await host.AccountAsync("auditor", Role.Auditor);
        await host.AccountAsync("handler");
        await (await RuleAsync(security, "administrators", 1)).JsonAsync(204);
        await RuleAsync(security, "nobody", 1).ProblemAsync(409, "changed-meanwhile");

        using var client = host.Client();
        var session = await (await PlatformHost.SignInAsync(client, "auditor")).JsonAsync(200);
        Assert.True(session.GetProperty("mustEnrolSecondFactor").GetBoolean());
        await client.GetAsync("/api/audit", Cancellation).ProblemAsync(403, "enrol-second-factor");
        await Authenticator.EnrolAsync(host, client);
        await (await client.GetAsync("/api/audit", Cancellation)).JsonAsync(200);

        var other = await (await PlatformHost.SignInAsync(host.Client(), "handler")).JsonAsync(200);
        Assert.False(other.GetProperty("mustEnrolSecondFactor").GetBoolean());
        await (await RuleAsync(security, "everybody", 2)).JsonAsync(204);
        other = await (await PlatformHost.SignInAsync(host.Client(), "handler")).JsonAsync(200);
        Assert.True(other.GetProperty("mustEnrolSecondFactor").GetBoolean());
    }

    private static Task<HttpResponseMessage> RuleAsync(
        HttpClient client,
        string rule,
        int version
    ) =>
        client.PutAsJsonAsync(
            "/api/settings/sign-in",
            new { secondFactor = rule, version },
            Cancellation
        );

    private static Task<HttpResponseMessage> WithAsync(
        HttpClient client,
        string login,
        string code
    ) =>
        client.PostAsJsonAsync(
            "/api/session",
            new
            {
                login,
                password = PlatformHost.Password,
                code,
            },
            Cancellation
        );

    private async Task<(string Login, HttpClient Client)> SignedInAsync()
    {
        var login = $"staff{Interlocked.Increment(ref _logins)}";
        await _host.AccountAsync(login);
        var client = _host.Client();
        await (await PlatformHost.SignInAsync(client, login)).JsonAsync(200);
        return (login, client);
    }
}
