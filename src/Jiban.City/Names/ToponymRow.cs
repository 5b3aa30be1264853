using System.Text.Json;
using System.Text.Json.Serialization;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Jiban.City.Names;

/// <summary>A line of the customer's gazetteer as the store holds it.</summary>
internal sealed record ToponymRow(
    Guid PlaceId,
    string Code,
    PlaceKind Kind,
    string Name,
    string Names,
    Geometry? Shape
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes lines by their code; a line that is there keeps its id, so that what points to the place goes on doing so.</summary>
    public const string Upsert = """
        insert into city.toponym (place_id, code, kind, name, names, shape)
        select place_id, code, kind, name, names, ST_GeomFromWKB(decode(shape, 'hex'), 4326)
        from jsonb_to_recordset(@Rows::jsonb) as row(place_id uuid, code text, kind text, name text, names jsonb, shape text)
        on conflict (code) do update set
            kind = excluded.kind, name = excluded.name, names = excluded.names, shape = excluded.shape
        """;

    /// <summary>A line as <see cref="Upsert"/> takes it.</summary>
    public static object Of(Toponym place) =>
        new
        {
            place.PlaceId,
            place.Code,
            Kind = place.Kind.ToString(),
            place.Name,
            Names = JsonSerializer.SerializeToElement(place.Names, Json),
            Shape = place.Shape is { } shape ? WKBWriter.ToHex(shape.AsBinary()) : null,
        };

    public Toponym ToPlace() =>
        new(
            PlaceId,
            Code,
            Kind,
            Name,
            JsonSerializer.Deserialize<PlaceName[]>(Names, Json) ?? [],
            Shape
        );
}
