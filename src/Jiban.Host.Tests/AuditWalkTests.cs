using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Jiban.Host.Tests.House;
using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>
/// Every route that signs in, looks up personal data, exports, or changes a setting or an account, and the word under which it stands in
/// the audit trail. A new route of that kind does not pass before it stands here and leaves its trace.
/// </summary>
public sealed class AuditWalkTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Password = "Test-password-1";

    /// <summary>Walked here.</summary>
    private static readonly Dictionary<string, string> Walked = new()
    {
        ["POST /api/session"] = "signIn",
        ["DELETE /api/session"] = "signOut",
        ["PUT /api/session/password"] = "changePassword",
        ["POST /api/session/passkey"] = "signIn",
        ["POST /api/session/passkeys"] = "addPasskey",
        ["POST /api/session/totp"] = "enrolTotp",
        ["POST /api/session/totp/remove"] = "removeTotp",
        ["POST /api/accounts"] = "addAccount",
        ["PUT /api/accounts/{id:guid}"] = "changeAccount",
        ["POST /api/accounts/{id:guid}/disable"] = "disableAccount",
        ["POST /api/accounts/{id:guid}/enable"] = "enableAccount",
        ["POST /api/accounts/{id:guid}/unlock"] = "unlockAccount",
        ["POST /api/accounts/{id:guid}/end-sessions"] = "endSessions",
        ["POST /api/accounts/{id:guid}/reset-password"] = "setPassword",
        ["POST /api/accounts/{id:guid}/remove-second-factors"] = "removeSecondFactors",
        ["POST /api/cases/{id:guid}/reveal"] = "revealRequester",
        ["GET /api/cases"] = "searchPerson",
        ["GET /api/cases/map"] = "searchPerson",
        ["POST /api/cases/like"] = "searchPerson",
        ["POST /api/erasures"] = "eraseRequester",
        ["GET /api/cases/export"] = "exportCases",
        ["GET /api/components/export"] = "exportComponents",
        ["GET /api/assessment/periods/{period}/export"] = "exportRanking",
        ["GET /api/patrol/coverage/export"] = "exportCoverage",
        ["PUT /api/channels/{code}"] = "editSettings",
        ["PUT /api/classes/{code}"] = "editSettings",
        ["PUT /api/component-classes/{scheme}/{code}"] = "editSettings",
        ["PUT /api/dispatch/rules/{code}"] = "editSettings",
        ["PUT /api/dispatch/thresholds"] = "editSettings",
        ["PUT /api/settings/calendar/{year:int}"] = "editSettings",
        ["PUT /api/settings/case-rules"] = "editSettings",
        ["PUT /api/settings/components"] = "editSettings",
        ["PUT /api/settings/destinations/{code}"] = "editSettings",
        ["PUT /api/settings/limits"] = "editSettings",
        ["PUT /api/settings/notice-templates/{code}"] = "editSettings",
        ["PUT /api/settings/patrol"] = "editSettings",
        ["PUT /api/settings/sign-in"] = "editSettings",
        ["PUT /api/settings/weights"] = "editSettings",
        ["PUT /api/settings/whistle-templates/{code}"] = "editSettings",
    };

    /// <summary>Needs a long way before it; the named test walks it and looks for the trace.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["POST /api/session/totp/confirm"] =
            "SecondFactorTests.Codes_are_turned_on_by_a_right_one_and_off_by_the_password",
        ["PUT /api/session/passkeys/{id:guid}"] =
            "PasskeyTests.The_owner_names_and_removes_a_passkey_and_nobody_else_does",
        ["DELETE /api/session/passkeys/{id:guid}"] =
            "PasskeyTests.The_owner_names_and_removes_a_passkey_and_nobody_else_does",
        ["POST /api/whistles/{id:guid}/tasks/{taskId:guid}/consent/reveal"] = "WhistleRoutesTests",
        ["GET /api/patrol/shifts/{id:guid}/track"] =
            "ShiftRoutesTests.A_track_is_seen_by_its_inspector_and_his_leader_and_each_look_is_traced",
        ["GET /api/patrol/on-duty"] =
            "ShiftRoutesTests.A_track_is_seen_by_its_inspector_and_his_leader_and_each_look_is_traced",
        ["POST /api/assessment/periods/{period}/publish"] =
            "PublishRankingTests.What_is_published_changed_or_taken_out_leaves_a_trace",
        ["DELETE /api/dispatch/drafts/{id:guid}"] = "DraftTests",
        ["DELETE /api/dispatch/drafts/{id:guid}/rules/{code}"] = "DraftTests",
        ["POST /api/dispatch/drafts"] = "DraftTests",
        ["POST /api/dispatch/drafts/import"] = "DraftTests",
        ["POST /api/dispatch/drafts/{id:guid}/adopt"] = "DraftTests",
        ["PUT /api/dispatch/drafts/{id:guid}/rules/{code}"] = "DraftTests",
        ["POST /api/city/grid/plans"] = "GridPlanTests",
        ["DELETE /api/city/grid/plans/{community}"] = "GridPlanTests",
        ["DELETE /api/dispatch/corrections/{id:guid}/{seq:int}/left-out"] = "TeachingTests",
        ["PUT /api/dispatch/corrections/{id:guid}/{seq:int}/left-out"] = "TeachingTests",
        ["POST /api/classes/import"] = "ClassSheetTests",
        ["POST /api/dispatch/models/back"] = "ModelTests",
        ["POST /api/dispatch/models/in-force"] = "ModelTests",
        ["PUT /api/patrol/plans/{id:guid}/layer"] = "S24BeforeTheCallTests",
        ["DELETE /api/patrol/plans/{id:guid}/layer"] = "S24BeforeTheCallTests",
    };

    /// <summary>What finds cases by a telephone tells as much as a reveal.</summary>
    private static readonly string[] Searches =
    [
        "GET /api/cases",
        "GET /api/cases/map",
        "POST /api/cases/like",
    ];

    private static readonly Operation[] Traced =
    [
        Operation.RevealRequester,
        Operation.EraseRequester,
        Operation.ExportCases,
        Operation.EditSettings,
        Operation.KeepModels,
        Operation.PublishAssessment,
        Operation.ManageAccounts,
    ];

    [Fact]
    public void Every_such_route_stands_in_the_list()
    {
        var found = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<NeedsOperation>() is not null)
            .SelectMany(route =>
                (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    .Where(method => MustLeaveATrace(route, method))
                    .Select(method => $"{method} /{route.RoutePattern.RawText!.Trim('/')}")
            );

        Assert.Equal(
            Walked.Keys.Concat(Elsewhere.Keys).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Each_of_them_leaves_a_trace()
    {
        var missing = new List<string>();
        await foreach (var (route, status) in WalkAsync())
        {
            if (await TraceAsync() != Walked[route])
            {
                missing.Add($"{route}: {(int)status} and no {Walked[route]}");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Each_action_of_the_trail_has_words_on_the_page_that_shows_it()
    {
        var words = File.ReadAllText(
            Path.Combine(Checkout.Root, "web/src/features/platform/words.ts")
        );

        Assert.All(
            Walked.Values.Concat([
                "publishRiskPoints",
                "revealConsent",
                "takeCensus",
                "withdrawRiskPoints",
            ]),
            // Chinese and English.
            action => Assert.Equal(2, words.Split($"'action.{action}':").Length - 1)
        );
    }

    private static bool MustLeaveATrace(RouteEndpoint route, string method)
    {
        var path = "/" + route.RoutePattern.RawText!.Trim('/');
        var operation = route.Metadata.GetMetadata<NeedsOperation>()!.Operation;
        // What everybody who signs in may read is no secret as a file either.
        return (
                path.EndsWith("/export", StringComparison.Ordinal)
                && operation != Operation.ViewReferenceData
            )
            || operation == Operation.ViewTrack
            || Searches.Contains($"{method} {path}")
            // Tells the public something, or takes it back.
            || path.EndsWith("/layer", StringComparison.Ordinal)
            || (
                method != "GET"
                // The first half of a ceremony opens nothing.
                && !path.EndsWith("/options", StringComparison.Ordinal)
                // Shows what would be sent, and keeps nothing.
                && !path.EndsWith("/preview", StringComparison.Ordinal)
                && !path.EndsWith("/what-if", StringComparison.Ordinal)
                && (
                    Traced.Contains(operation)
                    || path.StartsWith("/api/session", StringComparison.Ordinal)
                )
            );
    }

    private async IAsyncEnumerable<(string Route, HttpStatusCode Status)> WalkAsync()
    {
        var walk = SessionAsync()
            .Concat(AccountsAsync())
            .Concat(CasesAsync())
            .Concat(SettingsAsync());
        await foreach (var (route, answer) in walk)
        {
            yield return (route, answer.Status);
        }
    }

    private async IAsyncEnumerable<(string, Answer)> SessionAsync()
    {
        using var browser = new HttpClient { BaseAddress = host.Address };
        var credential = new { };
        yield return (
            "POST /api/session/passkey",
            await browser.Post("/api/session/passkey", new { credential })
        );
        var opened = await browser.Post("/api/session", await NewLoginAsync());
        yield return ("POST /api/session", opened);
        yield return (
            "POST /api/session/passkeys",
            await browser.Post("/api/session/passkeys", new { name = "手机", credential })
        );
        foreach (var path in new[] { "/api/session/totp", "/api/session/totp/remove" })
        {
            yield return ("POST " + path, await browser.Post(path, new { password = Password }));
        }

        yield return (
            "PUT /api/session/password",
            await browser.Put(
                "/api/session/password",
                new { current = Password, next = "Another-password-2" }
            )
        );
        yield return (
            "DELETE /api/session",
            await browser.Send(HttpMethod.Delete, "/api/session", null)
        );
    }

    private async IAsyncEnumerable<(string, Answer)> AccountsAsync()
    {
        var security = host.As(Role.SecurityAdministrator, Office);
        var made = await security.Post(
            "/api/accounts",
            new
            {
                login = "walked",
                name = "何小满",
                role = "auditor",
            }
        );
        yield return ("POST /api/accounts", made);
        var path = $"/api/accounts/{made.Expect(HttpStatusCode.Created).GetProperty("id")}";
        yield return (
            "PUT /api/accounts/{id:guid}",
            await security.Put(path, new { name = "何大满", role = "auditor" })
        );
        foreach (
            var what in new[]
            {
                "disable",
                "enable",
                "unlock",
                "end-sessions",
                "reset-password",
                "remove-second-factors",
            }
        )
        {
            yield return (
                "POST /api/accounts/{id:guid}/" + what,
                await security.Post($"{path}/{what}")
            );
        }

        yield return (
            "PUT /api/settings/sign-in",
            await PutBackAsync(security, "/api/settings/sign-in")
        );
    }

    private async IAsyncEnumerable<(string, Answer)> CasesAsync()
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "楼前的路灯坏了三天，晚上看不清路。",
                        channel = "walkIn",
                        contact = new { name = "何小满", phone = "13812345678" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        yield return (
            "POST /api/cases/{id:guid}/reveal",
            await host.As(Role.Operator, Office)
                .Post($"/api/cases/{made.GetProperty("id")}/reveal", new { purpose = "核对来电人" })
        );
        yield return (
            "GET /api/cases",
            await host.As(Role.Dispatcher, Office).Get("/api/cases?q=13812345678")
        );
        yield return (
            "GET /api/cases/map",
            await host.As(Role.Dispatcher, Office).Get("/api/cases/map?q=138 1234 5679")
        );
        yield return (
            "POST /api/cases/like",
            await host.As(Role.Operator, Office)
                .Post("/api/cases/like", new { text = "路灯坏了", phone = "13812345678" })
        );
        yield return (
            "POST /api/erasures",
            await host.As(Role.SecurityAdministrator, Office)
                .Post(
                    "/api/erasures",
                    new
                    {
                        number = made.GetProperty("answer").GetProperty("number").GetString(),
                        reason = "本人书面申请删除",
                        everywhere = false,
                    }
                )
        );
        var auditor = host.As(Role.Auditor, Office);
        yield return ("GET /api/cases/export", await auditor.Get("/api/cases/export"));
        yield return ("GET /api/components/export", await auditor.Get("/api/components/export"));
        yield return (
            "GET /api/assessment/periods/{period}/export",
            await auditor.Get("/api/assessment/periods/2026-11/export")
        );
        yield return (
            "GET /api/patrol/coverage/export",
            await auditor.Get("/api/patrol/coverage/export")
        );
    }

    private async IAsyncEnumerable<(string, Answer)> SettingsAsync()
    {
        var administrator = host.As(Role.Administrator, Office);
        foreach (
            var (list, route) in new[]
            {
                ("/api/channels", "/api/channels/{code}"),
                ("/api/classes", "/api/classes/{code}"),
                ("/api/dispatch/rules", "/api/dispatch/rules/{code}"),
                ("/api/settings/whistle-templates", "/api/settings/whistle-templates/{code}"),
            }
        )
        {
            var first = (await administrator.Get(list)).Expect(HttpStatusCode.OK)[0];
            yield return (
                "PUT " + route,
                await administrator.Put($"{list}/{first.GetProperty("code").GetString()}", first)
            );
        }

        var template = (await administrator.Get("/api/settings/notice-templates")).Expect(
            HttpStatusCode.OK
        )[0];
        yield return (
            "PUT /api/settings/notice-templates/{code}",
            await administrator.Put(
                $"/api/settings/notice-templates/{template.GetProperty("code").GetString()}",
                new
                {
                    zh = template.GetProperty("zh").GetString(),
                    en = template.GetProperty("en").GetString(),
                    inUse = template.GetProperty("inUse").GetBoolean(),
                    version = template.GetProperty("version").GetInt32(),
                }
            )
        );
        yield return (
            "PUT /api/settings/destinations/{code}",
            await administrator.Put(
                "/api/settings/destinations/sms",
                new
                {
                    url = "http://127.0.0.1:9/sms",
                    secret = "not-a-real-secret-0001",
                    english = false,
                    inUse = false,
                    version = 0,
                }
            )
        );

        foreach (
            var path in new[]
            {
                "/api/dispatch/thresholds",
                "/api/settings/calendar/2026",
                "/api/settings/case-rules",
                "/api/settings/components",
                "/api/settings/limits",
                "/api/settings/patrol",
            }
        )
        {
            yield return (
                "PUT " + path.Replace("2026", "{year:int}", StringComparison.Ordinal),
                await PutBackAsync(administrator, path)
            );
        }

        yield return (
            "PUT /api/component-classes/{scheme}/{code}",
            await administrator.Put(
                "/api/component-classes/gbt47678/21999",
                new
                {
                    name = "智慧灯杆",
                    nameEn = "Smart pole",
                    from = "2099-01-01",
                }
            )
        );

        var weights = (await administrator.Get("/api/settings/weights")).Expect(HttpStatusCode.OK);
        var formula = JsonNode.Parse(weights.GetProperty("items")[0].ToString())!.AsObject();
        formula["from"] = "2027-01";
        yield return (
            "PUT /api/settings/weights",
            await administrator.Put("/api/settings/weights", formula)
        );
    }

    /// <summary>Saves a setting as it is.</summary>
    private static async Task<Answer> PutBackAsync(HttpClient client, string path) =>
        await client.Put(path, (await client.Get(path)).Expect(HttpStatusCode.OK));

    /// <summary>The login and password of somebody new.</summary>
    private async Task<object> NewLoginAsync()
    {
        var made = await host
            .Services.GetRequiredService<Accounts>()
            .CreateAsync(
                new NewAccount("walker", "何小满", Role.Auditor, null, Password),
                TestContext.Current.CancellationToken
            );
        Assert.IsType<AccountResult.Done>(made);
        return new { login = "walker", password = Password };
    }

    /// <summary>The newest trace, which is taken as read.</summary>
    private async Task<string?> TraceAsync()
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        var newest = await connection.QueryFirstOrDefaultAsync<string>(
            "select action from platform.audit_trail order by audit_id desc limit 1"
        );
        await connection.ExecuteAsync("truncate platform.audit_trail");
        return newest;
    }
}
