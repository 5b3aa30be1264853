using System.Text.Json;

namespace Jiban.City.Components.Export;

/// <summary>One collection of GeoJSON features, with the fields under their abbreviations.</summary>
internal sealed class GeoJsonFile : ComponentFile
{
    public override string MediaType => "application/geo+json";
    public override string Extension => "geojson";

    public override async Task WriteAsync(
        Stream body,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    )
    {
        await using var json = new Utf8JsonWriter(body, ComponentFeature.Options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            ComponentFeature.Write(json, row.Row, row.Fields);
            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
