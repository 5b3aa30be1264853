using System.Net;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// Of a component that is withheld a citizen learns neither where it stands nor whose it is, on no way back.
public sealed partial class NoticesTests
{
    [Fact]
    public async Task Who_tells_of_a_component_that_is_withheld_is_told_neither_its_place_nor_its_unit_on_receipt_page_and_telephone()
    {
        var office = host.City.Unit(OfficeId)!;
        var units = host.City.Units.Select(unit => unit.Name).ToList();
        var hidden = await FromReceiptToTelephoneAsync("01036", "监控电子眼", "监控电子眼歪了");
        foreach (var told in hidden)
        {
            Assert.DoesNotContain(units, name => told.Contains(name, StringComparison.Ordinal));
            Assert.DoesNotContain("潞湾", told, StringComparison.Ordinal);
        }

        Assert.StartsWith("承办单位已签收您的诉求", hidden[^1], StringComparison.Ordinal);

        // Of a lamp at the same spot all three name the unit.
        var lamp = await FromReceiptToTelephoneAsync("01018", "路灯", "路灯不亮");
        Assert.All(lamp, told => Assert.Contains(Office, told, StringComparison.Ordinal));

        async Task<string[]> FromReceiptToTelephoneAsync(string classCode, string name, string text)
        {
            var (lon, lat) = host.Inside();
            var (_, code) = await host.EnterAsync(
                classCode,
                name,
                (lon, lat),
                ("authority", office),
                ("owner", office)
            );
            var receipt = (
                await host.Citizen.Post(
                    "/api/requests",
                    new
                    {
                        text,
                        component = code,
                        contact = new { name = "何小满", phone = Phone },
                    }
                )
            ).Expect(HttpStatusCode.Created);
            var number = PatrolStage.Text(receipt, "number");
            var row = (await host.As(Role.Auditor, Office).Get($"/api/cases?q={number}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")[0];
            var id = PatrolStage.Text(row, "id");
            if (PatrolStage.Text(row, "state") == "queued")
            {
                (
                    await host.As(Role.Dispatcher, Office)
                        .Post($"/api/cases/{id}/dispatch", new { unitId = OfficeId })
                ).Expect(HttpStatusCode.OK);
            }

            (await host.As(Role.Handler, Office).Post($"/api/cases/{id}/sign")).Expect(
                HttpStatusCode.OK
            );
            await host.DeliverAsync();
            var page = (
                await host.Citizen.Get(
                    $"/api/requests/{number}?code={PatrolStage.Text(receipt, "queryCode")}"
                )
            ).Expect(HttpStatusCode.OK);
            return
            [
                receipt.ToString(),
                page.ToString(),
                To("sms", number)
                    .Select(Text)
                    .Single(one => one.Contains("签收", StringComparison.Ordinal)),
            ];
        }
    }
}
