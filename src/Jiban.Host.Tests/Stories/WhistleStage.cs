using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>What the stories with a whistle share: the people of one street, a case, and the steps.</summary>
internal sealed class WhistleStage(CityHost host)
{
    public const string Office = "潞湾街道办事处";

    // 2 × 2, grey, made by hand.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNoaGBoaAAABgYCASzBUNcAAAAASUVORK5CYII="
    );

    /// <summary>The street office.</summary>
    public Unit Street => host.City.Units.First(unit => unit.Name == Office);

    /// <summary>A section of it.</summary>
    public Unit Section(string name) =>
        host.City.Units.First(unit =>
            unit.Kind == UnitKind.Section
            && unit.ParentId == Street.UnitId
            && unit.Name.Contains(name, StringComparison.Ordinal)
        );

    /// <summary>A department of the street's district, or a unit of the whole city.</summary>
    public Unit Near(string name) =>
        host.City.Units.First(unit =>
            unit.Name.EndsWith(name, StringComparison.Ordinal)
            && (unit.ParentId == Street.ParentId || unit.Kind == UnitKind.Utility)
        );

    /// <summary>Somebody who answers for a unit.</summary>
    public HttpClient At(Unit unit) =>
        host.As(unit.Kind == UnitKind.Community ? Role.Secretary : Role.Handler, unit.Name);

    /// <summary>Where a building stands.</summary>
    public static object Pin(Building building) =>
        new { lon = building.Footprint.InteriorPoint.X, lat = building.Footprint.InteriorPoint.Y };

    /// <summary>A case that a section of the street has signed; with number and query code for the requester.</summary>
    public async Task<(string Id, string Number, string Code)> SignedCaseAsync(
        string text,
        string channel,
        Unit unit,
        object place
    )
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel,
                        place,
                        unitId = unit.UnitId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var id = Text(made, "id");
        (await At(unit).Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        var answer = made.GetProperty("answer");
        return (id, Text(answer, "number"), Text(answer, "queryCode"));
    }

    /// <summary>Uploads a photo.</summary>
    public static async Task<string> PhotoAsync(HttpClient client)
    {
        var content = new ByteArrayContent(Picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return Text(
            (await client.Send(HttpMethod.Post, "/api/uploads", content)).Expect(
                HttpStatusCode.Created
            ),
            "id"
        );
    }

    /// <summary>What the requester reads of the way so far.</summary>
    public async Task<IReadOnlyList<string>> FollowedAsync(string number, string code) =>
        [
            .. (await host.Citizen.Get($"/api/requests/{number}?code={code}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("steps")
                .EnumerateArray()
                .Select(step => Text(step, "text")),
        ];

    /// <summary>The id of the task whose words begin so.</summary>
    public static string TaskOf(JsonElement page, string what) =>
        Text(
            page.GetProperty("tasks")
                .EnumerateArray()
                .Single(task => Text(task, "what").StartsWith(what, StringComparison.Ordinal)),
            "id"
        );

    public static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;
}
