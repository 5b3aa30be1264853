using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Jiban.City.Contracts;

namespace Jiban.City;

/// <summary>The base map as GeoJSON (RFC 7946), in the forms that browsers ask for.</summary>
/// <param name="Hash">Changes when the map does.</param>
internal sealed record RenderedMap(byte[] Plain, byte[] Brotli, byte[] Gzip, string Hash);

/// <summary>Renders the base map once a snapshot and keeps the bytes.</summary>
internal sealed class CityMap
{
    private volatile Kept? _last;

    /// <summary>The map of a snapshot. Two first readers at once may both render; either result is the same.</summary>
    public RenderedMap Of(CitySnapshot city)
    {
        var last = _last;
        if (last is null || !ReferenceEquals(last.City, city))
        {
            _last = last = new Kept(city, Render(city));
        }

        return last.Map;
    }

    private sealed record Kept(CitySnapshot City, RenderedMap Map);

    private static RenderedMap Render(CitySnapshot city)
    {
        var plain = Write(city);
        return new RenderedMap(
            plain,
            Packed(plain, stream => new BrotliStream(stream, CompressionLevel.Optimal)),
            Packed(plain, stream => new GZipStream(stream, CompressionLevel.Optimal)),
            Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))
        );
    }

    private static byte[] Packed(byte[] plain, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var packing = pack(packed))
        {
            packing.Write(plain);
        }

        return packed.ToArray();
    }

    private static byte[] Write(CitySnapshot city)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var region in city.Regions)
            {
                GeoJson.Feature(
                    json,
                    region.Boundary,
                    ("layer", "region"),
                    ("id", region.RegionId.ToString("D")),
                    ("code", region.Code),
                    ("level", JsonNamingPolicy.CamelCase.ConvertName(region.Level.ToString())),
                    ("name", region.Name)
                );
            }

            foreach (var cell in city.Cells)
            {
                GeoJson.Feature(json, cell.Boundary, ("layer", "cell"), ("code", cell.Code));
            }

            foreach (var landmark in city.Landmarks)
            {
                GeoJson.Feature(
                    json,
                    landmark.Area,
                    ("layer", "landmark"),
                    ("cover", landmark.Cover),
                    ("name", landmark.Name)
                );
            }

            foreach (var road in city.Roads)
            {
                GeoJson.Feature(json, road.Line, ("layer", "road"), ("name", road.Name));
            }

            foreach (var building in city.Buildings)
            {
                GeoJson.Feature(
                    json,
                    building.Footprint,
                    ("layer", "building"),
                    ("id", building.BuildingId.ToString("D")),
                    ("name", building.Name),
                    ("address", building.Address),
                    ("use", building.Use),
                    ("height", building.HeightMetres)
                );
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
