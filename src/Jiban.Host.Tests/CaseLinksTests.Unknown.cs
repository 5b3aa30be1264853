using System.Net;
using Dapper;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// Who wants to stay unknown to the unit.
public sealed partial class CaseLinksTests
{
    [Fact]
    public async Task Who_wants_to_stay_unknown_to_the_unit_is_hidden_from_it_everywhere()
    {
        var phone = $"138{Interlocked.Increment(ref _phones):00000000}";
        var receipt = (
            await host.Citizen.Post(
                "/api/requests",
                new
                {
                    text = "举报社区书记收费不开票，请不要告诉街道是我说的。",
                    contact = new { name = "申屠念慈", phone },
                    choice = OfficeId,
                    confidential = true,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var number = receipt.GetProperty("number").GetString()!;
        var row = (await Handler.Get($"/api/cases?q={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        var id = row.GetProperty("id").GetString()!;
        Assert.True(row.GetProperty("confidential").GetBoolean());

        (await Handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        foreach (var role in new[] { Role.Handler, Role.Dispatcher, Role.Leader, Role.Caller })
        {
            var staff = host.As(role, Office);
            var page = (await staff.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
            Assert.Null(page.Maybe("requester"));
            Assert.DoesNotContain(
                "revealRequester",
                page.GetProperty("operations").EnumerateArray().Select(one => one.GetString())
            );
            Assert.Empty(
                (await staff.Get($"/api/cases?q={phone}"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray()
            );
        }

        Assert.Equal(
            "confidential",
            (await Handler.Post($"/api/cases/{id}/reveal", new { purpose = "想联系他" })).Problem(
                403
            )
        );
        Assert.Equal(
            "confidential",
            (
                await Handler.Post(
                    $"/api/cases/{id}/contact",
                    new { method = "phone", reached = true }
                )
            ).Problem(403)
        );

        // Nor in anything else that it can open: not the telephone, not what a mask leaves of it, not the name.
        await host.DeliverAsync();
        string[] told = [phone, $"****{phone[^4..]}", "申屠念慈", "申**", "申***"];
        string[] lists =
        [
            "/api/cases?limit=200",
            "/api/cases?limit=200&state=queued",
            "/api/cases?limit=200&state=signed",
            "/api/cases?limit=200&state=resolved",
            "/api/cases?limit=200&due=tomorrow",
            "/api/cases/concerns",
            "/api/cases/export",
            "/api/cases/map",
            $"/api/cases/{id}/related",
            $"/api/cases/{id}/precedents",
            "/api/cases/figures",
            "/api/cases/figures/closings?of=callBackDue",
            "/api/whistles",
            "/api/whistles/deadlines?due=late",
            "/api/patrol/reports",
            "/api/notices",
            "/api/exchange/outbox",
        ];
        foreach (
            var role in new[]
            {
                Role.Handler,
                Role.Secretary,
                Role.Dispatcher,
                Role.Leader,
                Role.Caller,
                Role.Operator,
                Role.Inspector,
            }
        )
        {
            var staff = host.As(role, Office);
            foreach (var path in lists)
            {
                var text = await TextAsync(staff, path);
                Assert.All(
                    told,
                    word =>
                        Assert.False(
                            text.Contains(word, StringComparison.Ordinal),
                            $"{role} {path}: {word}"
                        )
                );
            }

            // Asked for by the telephone it is not there at all, in whatever form.
            foreach (var path in new[] { "", "/export", "/map" })
            {
                Assert.DoesNotContain(
                    number,
                    await TextAsync(staff, $"/api/cases{path}?q={phone}"),
                    StringComparison.Ordinal
                );
            }
        }

        Assert.Contains(
            number,
            await TextAsync(host.As(Role.Dispatcher, Centre), $"/api/cases/export?q={phone}"),
            StringComparison.Ordinal
        );

        // Neither the log nor any row of the store holds it in clear: outbox, notices, audit trail and journal among them.
        Assert.NotEmpty(host.Logs.Lines);
        Assert.DoesNotContain(
            host.Logs.Lines,
            line =>
                told.Any(word =>
                    $"{line.Text}{line.Fault}".Contains(word, StringComparison.Ordinal)
                )
        );
        await using var connection = await host.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        var tables = await connection.QueryAsync<string>(
            """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
            """
        );
        foreach (var table in tables)
        {
            var rows = await connection.ExecuteScalarAsync<long>(
                $"select count(*) from {table} t where t::text like any(@told)",
                new { told = new[] { $"%{phone}%", "%申屠念慈%" } }
            );
            Assert.True(rows == 0, table);
        }

        // The unit handles it all the same, and the centre above knows whom to ask: it has said that no meeting is needed.
        (
            await host.As(Role.Caller, Centre)
                .Post(
                    $"/api/cases/{id}/contact",
                    new
                    {
                        method = "phone",
                        reached = true,
                        noMeeting = true,
                    }
                )
        ).Expect(HttpStatusCode.OK);
        (
            await Handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已责令退费并开具票据。" }
            )
        ).Expect(HttpStatusCode.OK);
        var above = host.As(Role.Caller, Centre);
        Assert.Equal(
            phone,
            (await above.Post($"/api/cases/{id}/reveal", new { purpose = "回访诉求人" }))
                .Expect(HttpStatusCode.OK)
                .GetProperty("requester")
                .GetProperty("phone")
                .GetString()
        );
        Assert.Single(
            (await above.Get($"/api/cases?q={phone}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
        );
    }

    private static async Task<string> TextAsync(HttpClient staff, string path) =>
        await (await staff.Get(path)).Message.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken
        );
}
