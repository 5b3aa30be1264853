using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Jiban.Testing;

/// <summary>Pictures made for a test: by hand where a byte matters, else by the tool that reads them.</summary>
public static class SamplePictures
{
    /// <summary>64 × 48, black, made with heif-enc.</summary>
    public static readonly byte[] Heic = Convert.FromBase64String(
        "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlk"
            + "YXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAFAACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEA"
            + "AQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAA"
            + "AwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUA"
            + "AAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAABxtZGF0AAAAECgBrxmA"
            + "7iRKX//o6rABhzA="
    );

    /// <summary>A grey PNG of any size; a few kilobytes however large, since it is all one colour.</summary>
    /// <param name="mark">Words inside that nobody sees: two pictures of two marks have two hashes.</param>
    public static byte[] Png(int width, int height, string mark = "")
    {
        var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        Chunk(png, "IHDR", header);
        if (mark.Length > 0)
        {
            Chunk(png, "tEXt", Encoding.ASCII.GetBytes($"Comment\0{mark}"));
        }

        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var row = new byte[width + 1];
            for (var y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }

        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    public static Task<byte[]> JpegAsync(int width = 640, int height = 400) =>
        ConvertAsync(Png(width, height), ".jpg");

    public static Task<byte[]> WebPAsync() => ConvertAsync(Png(640, 400), ".webp");

    /// <summary>Puts EXIF into a JPEG: taken at 39.9°N 116.4°E on 2026-03-09 at 15:04:05, the camera held upright (turned by 90°).</summary>
    public static byte[] WithExif(byte[] jpeg)
    {
        byte[] block = [.. "Exif\0\0"u8, .. Tiff()];
        var segment = new byte[4 + block.Length];
        segment[0] = 0xFF;
        segment[1] = 0xE1;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(block.Length + 2));
        block.CopyTo(segment, 4);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>A big-endian TIFF with three directories at fixed places; the values that don't fit stand at 200 and after.</summary>
    private static byte[] Tiff()
    {
        var tiff = new byte[320];
        "MM\0*\0\0\0\u0008"u8.CopyTo(tiff);
        Directory(tiff, 8, (0x0112, 3, 1, 6 << 16), (0x8769, 4, 1, 60), (0x8825, 4, 1, 80));
        Directory(tiff, 60, (0x9003, 2, 20, 200));
        Directory(
            tiff,
            80,
            (1, 2, 2, 'N' << 24),
            (2, 5, 3, 220),
            (3, 2, 2, 'E' << 24),
            (4, 5, 3, 244)
        );
        "2026:03:09 15:04:05"u8.CopyTo(tiff.AsSpan(200));
        Rationals(tiff, 220, 39, 54, 0);
        Rationals(tiff, 244, 116, 24, 0);
        return tiff;
    }

    private static void Directory(
        byte[] tiff,
        int at,
        params (int Tag, int Type, int Count, int Value)[] entries
    )
    {
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)entries.Length);
        at += 2;
        foreach (var (tag, type, count, value) in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)tag);
            BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at + 2), (ushort)type);
            BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at + 4), count);
            BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at + 8), value);
            at += 12;
        }
    }

    private static void Rationals(byte[] tiff, int at, params int[] values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at), value);
            BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at + 4), 1);
            at += 8;
        }
    }

    private static void Chunk(MemoryStream png, string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        png.Write(number);
    }

    /// <summary>CRC-32 of ISO 3309, as PNG wants it.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }

    private static async Task<byte[]> ConvertAsync(byte[] picture, string extension)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("jiban-picture-");
        try
        {
            var (from, to) = (
                Path.Combine(folder.FullName, "in"),
                Path.Combine(folder.FullName, "out" + extension)
            );
            await File.WriteAllBytesAsync(from, picture, CancellationToken.None);
            using var vips = Process.Start("vips", ["copy", from, to]);
            await vips.WaitForExitAsync(CancellationToken.None);
            return await File.ReadAllBytesAsync(to, CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
