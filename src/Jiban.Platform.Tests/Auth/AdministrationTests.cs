using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Administration;
using Jiban.Platform.Web;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Auth;

public sealed class AdministrationTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private readonly PlatformHost _host = fixture.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Security(Guid? id = null) =>
        _host
            .Client()
            .As(new Actor(id ?? Some.Id(1), "安全管理员", Role.SecurityAdministrator, null));

    [Fact]
    public async Task An_account_is_made_with_a_password_that_is_shown_once_and_must_be_changed()
    {
        using var security = Security();
        var made = await (
            await AddAsync(security, "new.auditor", "auditor", phone: " 13800000001 ")
        ).JsonAsync(201);
        using var client = _host.Client();
        var session = await (
            await PlatformHost.SignInAsync(
                client,
                "new.auditor",
                made.GetProperty("password").GetString()!
            )
        ).JsonAsync(200);
        Assert.True(session.GetProperty("mustChangePassword").GetBoolean());

        await AddAsync(security, "NEW.auditor", "auditor").ProblemAsync(409, "login-taken");
        await AddAsync(security, "新账号", "auditor").ProblemAsync(400, "malformed");
        await AddAsync(security, "b", "public").ProblemAsync(400, "malformed");
        await AddAsync(security, "b", "upstream", unit: Some.Id(99)).ProblemAsync(400, "malformed");
        await AddAsync(security, "b", "mapProgram", unit: Some.Id(99))
            .ProblemAsync(400, "malformed");
        await AddAsync(security, "b", "handler").ProblemAsync(400, "malformed");
        await AddAsync(security, "b", "handler", unit: Some.Id(99))
            .ProblemAsync(422, "unknown-unit");
        // The same telephone is the same person.
        await AddAsync(security, "b", "administrator", phone: "13800000001")
            .ProblemAsync(409, "separate-administrators");
        var listed = await ListAsync(security, "?search=NEW.AUD");
        Assert.Equal("13800000001", Assert.Single(listed).GetProperty("phone").GetString());
        Assert.Equal(
            ["addAccount done login: new.auditor, role: Auditor"],
            await TracesAsync(made.GetProperty("id").GetGuid())
        );
    }

    [Fact]
    public async Task Accounts_are_found_by_login_name_and_role_page_by_page()
    {
        using var security = Security();
        foreach (var login in new[] { "page.c", "page.a", "page.b" })
        {
            await _host.AccountAsync(login, login == "page.b" ? Role.Leader : Role.Caller);
        }

        using var answer = await security.GetAsync(
            "/api/accounts?search=page.&limit=2",
            Cancellation
        );
        var page = await answer.JsonAsync(200);
        Assert.Equal("page.b", page.GetProperty("next").GetString());
        Assert.Equal(["page.a", "page.b"], Logins(page.GetProperty("items").EnumerateArray()));
        Assert.Equal(["page.c"], Logins(await ListAsync(security, "?search=page.&cursor=page.b")));
        Assert.Equal(["page.b"], Logins(await ListAsync(security, "?search=page.&role=leader")));
        Assert.Contains("page.a", Logins(await ListAsync(security, "?search=李明&limit=200")));
    }

    [Fact]
    public async Task Another_role_ends_the_sessions_and_the_trail_says_what_changed()
    {
        var id = await _host.AccountAsync("changing", Role.Auditor);
        using var client = _host.Client();
        await (await PlatformHost.SignInAsync(client, "changing")).JsonAsync(200);
        using var security = Security();
        await (await ChangeAsync(security, id, "auditor", "李小明")).JsonAsync(204);
        await (await client.GetAsync("/api/session", Cancellation)).JsonAsync(200);
        await ChangeAsync(security, id, "administrator", "李小明")
            .ProblemAsync(409, "separate-administrators");
        await ChangeAsync(security, Some.Id(98), "auditor", "谁")
            .ProblemAsync(404, "unknown-account");

        var handler = await _host.AccountAsync("rising", Role.Handler, Some.Id(5));
        using var working = _host.Client();
        await (await PlatformHost.SignInAsync(working, "rising")).JsonAsync(200);
        await (await ChangeAsync(security, handler, "auditor", "李明")).JsonAsync(204);
        await working.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
        Assert.Equal(
            [
                "changeAccount done name",
                "changeAccount separate-administrators role: Auditor → Administrator",
            ],
            await TracesAsync(id)
        );
        Assert.Contains(
            $"changeAccount done role: Handler → Auditor, unit: {Some.Id(5)} → –",
            await TracesAsync(handler)
        );
    }

    [Fact]
    public async Task Nobody_changes_the_own_role_closes_the_own_account_or_opens_a_way_around_the_own_password()
    {
        var own = await _host.AccountAsync("own.security", Role.SecurityAdministrator);
        await _host.AccountAsync("other.security", Role.SecurityAdministrator);
        using var security = Security(own);
        await ChangeAsync(security, own, "auditor", "李明").ProblemAsync(403, "own-account");
        foreach (var what in new[] { "disable", "reset-password", "remove-second-factors" })
        {
            await DoAsync(security, own, what).ProblemAsync(403, "own-account");
        }

        Assert.Contains("disableAccount own-account", await TracesAsync(own));
    }

    [Fact]
    public async Task The_last_open_security_administrator_stays()
    {
        await using var host = await PlatformHost.StartAsync();
        var first = await host.AccountAsync("first", Role.SecurityAdministrator);
        var second = await host.AccountAsync("second", Role.SecurityAdministrator);
        HttpClient As(Guid id) =>
            host.Client().As(new Actor(id, "安全管理员", Role.SecurityAdministrator, null));
        // Both close the other at once: one of them is left.
        var answers = await Task.WhenAll(
            DoAsync(As(first), second, "disable"),
            DoAsync(As(second), first, "disable")
        );
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        var left = answers[0].IsSuccessStatusCode ? first : second;
        await DoAsync(As(Some.Id(1)), left, "disable")
            .ProblemAsync(409, "last-security-administrator");
        Assert.Equal(
            ["last-security-administrator"],
            Assert
                .IsType<AccountResult.Refused>(await host.Accounts.DisableAsync(left, Cancellation))
                .Faults
        );
    }

    [Fact]
    public async Task A_closed_account_opens_again_a_lock_ends_and_a_lost_password_is_replaced()
    {
        var id = await _host.AccountAsync("forgetful");
        using var security = Security();
        await (await DoAsync(security, id, "disable")).JsonAsync(204);
        await PlatformHost
            .SignInAsync(_host.Client(), "forgetful")
            .ProblemAsync(401, "wrong-login");
        await (await DoAsync(security, id, "enable")).JsonAsync(204);
        await (await PlatformHost.SignInAsync(_host.Client(), "forgetful")).JsonAsync(200);

        for (var i = 0; i < 5; i++)
        {
            using var _ = await PlatformHost.SignInAsync(_host.Client(), "forgetful", "Wrong-1");
        }

        await PlatformHost.SignInAsync(_host.Client(), "forgetful").ProblemAsync(429, "locked-out");
        Assert.True(
            Assert
                .Single(await ListAsync(security, "?search=forgetful"))
                .TryGetProperty("lockedUntil", out var _)
        );
        await (await DoAsync(security, id, "unlock")).JsonAsync(204);
        using var client = _host.Client();
        await (await PlatformHost.SignInAsync(client, "forgetful")).JsonAsync(200);

        // A lost phone: what was signed in is out, and the password still opens.
        await (await DoAsync(security, id, "end-sessions")).JsonAsync(204);
        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
        await (await PlatformHost.SignInAsync(client, "forgetful")).JsonAsync(200);

        var reset = await (await DoAsync(security, id, "reset-password")).JsonAsync(200);
        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
        await (
            await PlatformHost.SignInAsync(
                client,
                "forgetful",
                reset.GetProperty("password").GetString()!
            )
        ).JsonAsync(200);
        Assert.Equal(
            [
                "disableAccount done",
                "enableAccount done",
                "unlockAccount done",
                "endSessions done",
                "setPassword done",
            ],
            (await TracesAsync(id)).Where(trace =>
                !trace.StartsWith("signIn", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task Who_has_lost_the_second_factor_gets_in_with_the_password_after_it_was_removed()
    {
        var id = await _host.AccountAsync("lost.phone");
        using var client = _host.Client();
        await (await PlatformHost.SignInAsync(client, "lost.phone")).JsonAsync(200);
        await Authenticator.EnrolAsync(_host, client);
        using var security = Security();
        Assert.True(
            Assert
                .Single(await ListAsync(security, "?search=lost.phone"))
                .GetProperty("hasTotp")
                .GetBoolean()
        );
        await (await DoAsync(security, id, "remove-second-factors")).JsonAsync(204);
        await client.GetAsync("/api/session", Cancellation).ProblemAsync(401, "sign-in");
        await (await PlatformHost.SignInAsync(client, "lost.phone")).JsonAsync(200);
    }

    [Theory]
    [InlineData(Role.Handler, Role.Administrator, false, false, false, null)]
    [InlineData(Role.Handler, Role.Administrator, false, false, true, "separate-administrators")]
    [InlineData(
        Role.Auditor,
        Role.SecurityAdministrator,
        false,
        false,
        false,
        "separate-administrators"
    )]
    [InlineData(Role.Auditor, Role.Handler, false, false, false, null)]
    [InlineData(
        Role.SecurityAdministrator,
        Role.Handler,
        false,
        true,
        false,
        "last-security-administrator"
    )]
    [InlineData(Role.SecurityAdministrator, Role.Handler, true, true, false, "own-account")]
    [InlineData(Role.SecurityAdministrator, Role.SecurityAdministrator, true, true, false, null)]
    public void A_role_is_changed_by_another_and_never_from_one_of_the_three_to_the_next(
        Role before,
        Role wanted,
        bool isOwn,
        bool isLast,
        bool hasAnother,
        string? refusal
    ) =>
        Assert.Equal(
            refusal,
            ChangeAccount
                .Decide(
                    new AccountBefore(Some.Id(1), "李明", before, null, null),
                    new AccountForm("李明", wanted, null, null),
                    isOwn,
                    isLast,
                    hasAnother
                )
                ?.Type
        );

    [Fact]
    public void The_rights_of_the_three_administrators_do_not_overlap()
    {
        Role[] three = [Role.Administrator, Role.SecurityAdministrator, Role.Auditor];
        Operation[] all =
        [
            Operation.UsePublicDoor,
            Operation.UseOwnSession,
            Operation.ViewReferenceData,
            // The one mends it, the other reads everything.
            Operation.ViewExchange,
            // Things of the street, no people: the one keeps the registry, the other reads everything.
            Operation.ViewComponents,
            Operation.ReadFeatures,
        ];
        var held = three.SelectMany(role => Permissions.Of(role).Except(all)).ToList();
        Assert.Equal(held.Distinct(), held);
        Assert.DoesNotContain(Operation.ViewCases, Permissions.Of(Role.SecurityAdministrator));
    }

    private static Task<HttpResponseMessage> AddAsync(
        HttpClient client,
        string login,
        string role,
        Guid? unit = null,
        string? phone = null
    ) =>
        client.PostAsJsonAsync(
            "/api/accounts",
            new
            {
                login,
                name = "王芳",
                role,
                unitId = unit,
                phone,
            },
            ApiJson.Options,
            Cancellation
        );

    private static Task<HttpResponseMessage> ChangeAsync(
        HttpClient client,
        Guid id,
        string role,
        string name
    ) => client.PutAsJsonAsync($"/api/accounts/{id}", new { name, role }, Cancellation);

    private static Task<HttpResponseMessage> DoAsync(HttpClient client, Guid id, string what) =>
        client.PostAsync($"/api/accounts/{id}/{what}", null, Cancellation);

    private static async Task<JsonElement[]> ListAsync(HttpClient client, string query)
    {
        using var answer = await client.GetAsync("/api/accounts" + query, Cancellation);
        var page = await answer.JsonAsync(200);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static IEnumerable<string?> Logins(IEnumerable<JsonElement> entries) =>
        entries.Select(entry => entry.GetProperty("login").GetString());

    private async Task<IReadOnlyList<string>> TracesAsync(Guid id)
    {
        await using var connection = await _host.Database.App.OpenAsync(Cancellation);
        return (
            await connection.QueryAsync<string>(
                "select concat_ws(' ', action, outcome, detail) from platform.audit_trail where subject = @subject and action <> 'signIn' order by audit_id",
                new { subject = id.ToString("D") }
            )
        ).AsList();
    }
}
