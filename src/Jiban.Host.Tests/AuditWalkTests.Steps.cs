using System.Net;
using System.Text.Json.Nodes;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

// The walk itself: every such route once, by somebody who may.
public sealed partial class AuditWalkTests
{
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
                ("/api/filing-conditions", "/api/filing-conditions/{code}"),
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

        yield return (
            "DELETE /api/filing-conditions/{code}",
            await administrator.Send(
                HttpMethod.Delete,
                "/api/filing-conditions/0205?version=1",
                null
            )
        );
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
                "/api/settings/call-back-script",
                "/api/settings/case-rules",
                "/api/settings/components",
                "/api/settings/outbox",
                "/api/settings/limits",
                "/api/settings/numbers",
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

        yield return (
            "PUT /api/component-classes/{scheme}/{code}/lists/{attribute}",
            await administrator.Put(
                "/api/component-classes/gbt47678/21034/lists/shape",
                new { allowed = new[] { "立柱" }, from = "2099-01-01" }
            )
        );
        yield return (
            "PUT /api/units/{id:guid}/credit-code",
            await administrator.Put(
                $"/api/units/{host.City.Units[0].UnitId}/credit-code",
                new { creditCode = "91350100M000100Y43" }
            )
        );
        yield return (
            "PUT /api/units/{id:guid}/duty-phone",
            await administrator.Put(
                $"/api/units/{host.City.Units[0].UnitId}/duty-phone",
                new { phone = "13800000001" }
            )
        );
        yield return (
            "PUT /api/units/{id:guid}/seat",
            await administrator.Put(
                $"/api/units/{host.City.Units[0].UnitId}/seat",
                new { address = "潞湾大街1号" }
            )
        );
        yield return (
            "POST /api/settings/map-keys",
            await administrator.Post("/api/settings/map-keys", new { name = "规划院" })
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
}
