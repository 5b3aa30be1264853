using System.Buffers.Binary;
using System.IO.Compression;

namespace Jiban.Demo.Month;

/// <summary>A picture of 8-bit colours and its PNG (ISO 15948), as much of it as is needed.</summary>
internal sealed class Canvas(int width, int height)
{
    private static readonly uint[] CrcTable =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(n => (uint)n)
            .Select(n =>
            {
                for (var bit = 0; bit < 8; bit++)
                {
                    n = (n & 1) == 1 ? 0xEDB88320 ^ (n >> 1) : n >> 1;
                }

                return n;
            }),
    ];

    private readonly byte[] _rgb = new byte[width * height * 3];

    public void Box(int left, int top, int right, int bottom, (int R, int G, int B) colour)
    {
        for (var y = Math.Max(0, top); y < Math.Min(height, bottom); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(width, right); x++)
            {
                Set(x, y, colour);
            }
        }
    }

    public void Round(
        int centreX,
        int centreY,
        int halfWidth,
        int halfHeight,
        (int R, int G, int B) colour
    )
    {
        for (
            var y = Math.Max(0, centreY - halfHeight);
            y < Math.Min(height, centreY + halfHeight);
            y++
        )
        {
            var across = 1 - Math.Pow((y - centreY) / (double)halfHeight, 2);
            var half = (int)(halfWidth * Math.Sqrt(Math.Max(0, across)));
            Box(centreX - half, y, centreX + half, y + 1, colour);
        }
    }

    /// <summary>From one colour at the top to another at the bottom.</summary>
    public void Fade(int top, int bottom, (int R, int G, int B) from, (int R, int G, int B) to)
    {
        for (var y = top; y < bottom; y++)
        {
            var share = (y - top) / (double)(bottom - top);
            Box(0, y, width, y + 1, (Mix(from.R, to.R), Mix(from.G, to.G), Mix(from.B, to.B)));

            int Mix(int a, int b) => (int)(a + (b - a) * share);
        }
    }

    /// <summary>A little unevenness, as a camera gives.</summary>
    public void Grain(Random chance)
    {
        for (var i = 0; i < _rgb.Length; i += 3)
        {
            var change = chance.Next(-3, 4);
            for (var c = 0; c < 3; c++)
            {
                _rgb[i + c] = (byte)Math.Clamp(_rgb[i + c] + change, 0, 255);
            }
        }
    }

    public byte[] ToPng()
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, Packed());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(_rgb, y * width * 3, width * 3);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(type, data));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> type, byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var b in (ReadOnlySpan<byte>)[.. type, .. data])
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private void Set(int x, int y, (int R, int G, int B) colour)
    {
        var i = (y * width + x) * 3;
        (_rgb[i], _rgb[i + 1], _rgb[i + 2]) = ((byte)colour.R, (byte)colour.G, (byte)colour.B);
    }
}
