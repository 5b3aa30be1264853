using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// Somebody may always speak with whoever wants to stay unknown.
public sealed partial class CaseLinksTests
{
    [Fact]
    public async Task What_the_centre_handles_itself_in_confidence_its_callers_speak_of_and_nobody_else_there()
    {
        // It came by the page, so nobody of the staff took it in; and above the centre stands nobody.
        var number = (
            await host.Citizen.Post(
                "/api/requests",
                new
                {
                    text = "热线中心大厅的叫号机总是跳号，请不要说是我说的。",
                    confidential = true,
                    contact = new { name = "何小满", phone = "13800047001" },
                    choice = host.City.CityCentre!.UnitId,
                }
            )
        ).Expect(HttpStatusCode.Created).GetProperty("number").GetString()!;
        var dispatcher = host.As(Role.Dispatcher, Centre);
        var id = (await dispatcher.Get($"/api/cases?q={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetString()!;
        if ((await StateAsync()) == "queued")
        {
            (
                await dispatcher.Post(
                    $"/api/cases/{id}/dispatch",
                    new { unitId = host.City.CityCentre!.UnitId }
                )
            ).Expect(HttpStatusCode.OK);
        }

        var handler = host.As(Role.Handler, Centre);
        var caller = host.As(Role.Caller, Centre);
        Assert.Equal(0, await ToContactAsync(caller));
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);

        var contact = new
        {
            method = "phone",
            reached = true,
            noMeeting = true,
        };
        var look = new { purpose = "电话联系诉求人" };
        foreach (
            var role in new[]
            {
                Role.Handler,
                Role.Secretary,
                Role.Dispatcher,
                Role.Operator,
                Role.Leader,
            }
        )
        {
            var staff = host.As(role, Centre);
            Assert.Contains(
                (await staff.Post($"/api/cases/{id}/contact", contact)).Problem(403),
                new[] { "confidential", "not-allowed", "other-unit" }
            );
            Assert.Contains(
                (await staff.Post($"/api/cases/{id}/reveal", look)).Problem(403),
                new[] { "confidential", "not-allowed", "other-unit" }
            );
            Assert.Equal(0, await ToContactAsync(staff));
        }

        // The result waits, and it waits for somebody.
        Assert.Equal(
            "meeting-by-above",
            (
                await handler.Post(
                    $"/api/cases/{id}/resolve",
                    new { outcome = "solved", answer = "叫号机已修好。" }
                )
            ).Problem(409)
        );
        Assert.Equal(1, await ToContactAsync(caller));
        Assert.Contains("contactRequester", await OperationsAsync(caller));
        Assert.Equal(
            "13800047001",
            (await caller.Post($"/api/cases/{id}/reveal", look))
                .Expect(HttpStatusCode.OK)
                .GetProperty("requester")
                .GetProperty("phone")
                .GetString()
        );
        (await caller.Post($"/api/cases/{id}/contact", contact)).Expect(HttpStatusCode.OK);
        Assert.Equal(0, await ToContactAsync(caller));
        Assert.Contains("resolveCase", await OperationsAsync(handler));

        async Task<string?> StateAsync() =>
            (await dispatcher.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("state")
                .GetString();

        async Task<int> ToContactAsync(HttpClient staff)
        {
            var list = (await staff.Get($"/api/cases?q={number}&toContact=true")).Expect(
                HttpStatusCode.OK
            );
            Assert.Equal(
                list.GetProperty("items").GetArrayLength(),
                list.GetProperty("counts").GetProperty("toContact").GetInt32()
            );
            return list.GetProperty("items").GetArrayLength();
        }

        async Task<IEnumerable<string?>> OperationsAsync(HttpClient staff) =>
            (await staff.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("operations")
                .EnumerateArray()
                .Select(operation => operation.GetString());
    }

    [Fact]
    public async Task A_work_list_narrows_to_the_confidential_requesters_that_are_the_readers_to_contact()
    {
        var secret = await RegisterAsync(confidential: true);
        var open = await RegisterAsync();
        foreach (var one in new[] { secret, open })
        {
            (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        }

        var above = host.As(Role.Dispatcher, Centre);
        Assert.Equal([secret.Number], await FoundAsync(above));
        Assert.Equal([secret.Number], await FoundAsync(host.As(Role.Caller, Centre)));
        // What the other tabs hold is told in this one, too.
        var both = $"/api/cases?ids={secret.Id},{open.Id}";
        var (all, inTab) = (await above.Get(both), await above.Get($"{both}&toContact=true"));
        var (counts, same) = (
            all.Expect(HttpStatusCode.OK).GetProperty("counts"),
            inTab.Expect(HttpStatusCode.OK).GetProperty("counts")
        );
        Assert.Equal(2, same.GetProperty("signed").GetInt32());
        Assert.Equal(counts.GetRawText(), same.GetRawText());
        // Whoever took it in may speak too; the unit may not, and who leads or audits has nobody to call.
        Assert.Equal([secret.Number], await FoundAsync(host.As(Role.Operator, Office)));
        foreach (var role in new[] { Role.Handler, Role.Dispatcher, Role.Caller, Role.Leader })
        {
            Assert.Empty(await FoundAsync(host.As(role, Office)));
        }

        Assert.Empty(await FoundAsync(host.As(Role.Leader, Centre)));
        Assert.Empty(await FoundAsync(host.As(Role.Auditor, Centre)));

        // Whoever calls back speaks with nobody of an open case of the own unit: its handlers do.
        Assert.Equal(
            "unit-contacts",
            (
                await Caller.Post(
                    $"/api/cases/{open.Id}/contact",
                    new { method = "phone", reached = true }
                )
            ).Problem(403)
        );

        // Reached, but no word yet on meeting: it stays.
        (
            await above.Post(
                $"/api/cases/{secret.Id}/contact",
                new { method = "phone", reached = true }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal([secret.Number], await FoundAsync(above));
        (
            await above.Post(
                $"/api/cases/{secret.Id}/contact",
                new
                {
                    method = "phone",
                    reached = true,
                    noMeeting = true,
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Empty(await FoundAsync(above));

        async Task<IReadOnlyList<string?>> FoundAsync(HttpClient staff) =>
            [
                .. (await staff.Get($"/api/cases?toContact=true&ids={secret.Id},{open.Id}"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(row => row.GetProperty("number").GetString()),
            ];
    }
}
