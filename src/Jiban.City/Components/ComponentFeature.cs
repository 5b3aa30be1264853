using System.Text.Json;
using Jiban.Platform.Web;

namespace Jiban.City.Components;

/// <summary>A component as a GeoJSON feature: its identifier, its point, the fields of the standard under their abbreviations.</summary>
internal static class ComponentFeature
{
    /// <summary>Chinese as it is, not as escapes of twice the bytes.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = ApiJson.Options.Encoder };

    /// <param name="links">Of a feature that stands alone; null among others, whose collection has them.</param>
    public static void Write(
        Utf8JsonWriter json,
        Component row,
        IReadOnlyList<string?> fields,
        IReadOnlyList<OgcFeatures.Link>? links = null
    )
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", row.Code);
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(Math.Round(row.Location.X, 8));
        json.WriteNumberValue(Math.Round(row.Location.Y, 8));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        foreach (var (field, value) in ComponentFields.All.Zip(fields))
        {
            if (value is not null)
            {
                json.WriteString(field.Abbreviation, value);
            }
        }

        json.WriteEndObject();
        if (links is not null)
        {
            json.WritePropertyName("links");
            JsonSerializer.Serialize(json, links, ApiJson.Options);
        }

        json.WriteEndObject();
    }
}
