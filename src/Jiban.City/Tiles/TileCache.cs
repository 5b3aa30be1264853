using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace Jiban.City.Tiles;

/// <summary>A tile that was drawn, or another answer that a browser keeps and asks about again.</summary>
internal sealed class Tile(byte[] plain, string mediaType = TileCache.MediaType)
{
    private readonly Lazy<byte[]> _packed = new(() => Pack(plain));

    /// <summary>The bytes, of a tile as Mapbox Vector Tile 2.1.</summary>
    public byte[] Plain => plain;

    /// <summary>The same by gzip; packed when the first browser asks for it.</summary>
    public byte[] Packed => _packed.Value;

    /// <summary>Changes when the tile does.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12));

    /// <summary>The answer for a browser: 304 when it has this tile.</summary>
    /// <param name="caching">Who may keep it and for how long.</param>
    public FileContentHttpResult Answer(HttpContext http, string caching)
    {
        var packed = http
            .Request.GetTypedHeaders()
            .AcceptEncoding.Any(one => one.Value == "gzip" && one.Quality != 0);
        var headers = http.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = caching;
        if (packed)
        {
            headers.ContentEncoding = "gzip";
        }

        return TypedResults.Bytes(
            packed ? Packed : Plain,
            mediaType,
            entityTag: new EntityTagHeaderValue($"\"{Hash}-{(packed ? "gzip" : "plain")}\"")
        );
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
        {
            packing.Write(plain);
        }

        return packed.ToArray();
    }
}

/// <summary>
/// The tiles that were drawn last, in so much memory and no more. A key holds the version of what was drawn, so that nothing has to be thrown
/// away when the city changes: what is old is asked for no more and goes first.
/// </summary>
internal sealed class TileCache(long mostBytes = TileCache.DefaultBytes) : IDisposable
{
    public const string MediaType = "application/vnd.mapbox-vector-tile";
    private const long DefaultBytes = 48 << 20;

    /// <summary>What a tile costs beside its bytes, about: key, entry, hash.</summary>
    private const int Overhead = 512;

    private readonly MemoryCache _tiles = new(
        new MemoryCacheOptions { SizeLimit = mostBytes, CompactionPercentage = 0.2 }
    );

    /// <summary>How many tiles are kept.</summary>
    public int Count => _tiles.Count;

    /// <summary>The tile of a key, drawn when it is not there. Two first readers at once may both draw; either result is the same.</summary>
    public async ValueTask<Tile> GetAsync(object key, Func<Task<byte[]>> draw)
    {
        if (_tiles.TryGetValue<Tile>(key, out var kept))
        {
            return kept!;
        }

        var drawn = new Tile(await draw());
        using var entry = _tiles.CreateEntry(key);
        entry.Value = drawn;
        // Plain and packed; packed is never longer than plain by more than a few bytes.
        entry.Size = (2 * drawn.Plain.Length) + Overhead;
        return drawn;
    }

    /// <inheritdoc/>
    public void Dispose() => _tiles.Dispose();
}
