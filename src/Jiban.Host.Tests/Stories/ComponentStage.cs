using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>What the stories share in which a case names its component.</summary>
internal static class ComponentStage
{
    /// <summary>Enters a component that stands there for a month and that the units answer for in these roles; its id and its identifier.</summary>
    public static async Task<(string Id, string Code)> EnterAsync(
        this CityHost host,
        string classCode,
        string name,
        (double Lon, double Lat) at,
        params (string Role, Unit Unit)[] units
    )
    {
        var made = (
            await host.As(Role.Administrator, host.City.CityCentre!.Name)
                .Post(
                    "/api/components",
                    new
                    {
                        classCode,
                        name,
                        lon = at.Lon,
                        lat = at.Lat,
                        initialDate = host.Day(-30),
                        units = units.Select(one => new
                        {
                            role = one.Role,
                            unitId = one.Unit.UnitId,
                        }),
                    }
                )
        ).Expect(HttpStatusCode.OK);
        return (PatrolStage.Text(made, "id"), PatrolStage.Text(made, "code"));
    }

    /// <summary>Whether anybody who scans the tag is told that a fault is known.</summary>
    public static async Task<bool> IsFaultKnownAsync(this CityHost host, string code) =>
        (await host.Citizen.Get($"/api/requests/components/{code}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("known")
            .GetBoolean();

    /// <summary>The numbers of the cases about a component, as somebody sees them.</summary>
    public static async Task<IReadOnlyList<string>> CasesOfAsync(HttpClient client, string code) =>
        [
            .. (await client.Get($"/api/cases?component={code}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Select(one => PatrolStage.Text(one, "number")),
        ];

    /// <summary>The component on the page of a case, and whose it is there.</summary>
    public static (string Code, string Holder, string Role) ComponentOf(JsonElement page)
    {
        var component = page.GetProperty("component");
        return (
            PatrolStage.Text(component, "code"),
            PatrolStage.Text(component.GetProperty("holder"), "name"),
            PatrolStage.Text(component, "role")
        );
    }
}
