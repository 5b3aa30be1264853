using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Jiban.Host.Commands;

/// <summary>A file of text that somebody gives us: what is none is named, and its encoding is found out.</summary>
internal static class TextFile
{
    private const int Piece = 64 * 1024;

    /// <summary>A character cut in two at the end of a piece leaves at most so many bytes for the next.</summary>
    private const int LongestCut = 3;

    /// <summary>Of so many characters of UTF-8 one may be broken; text in GB18030 is broken in most of what is not ASCII.</summary>
    private const int WholeToBroken = 10;

    /// <summary>Opens it: UTF-8, also with a few broken characters, UTF-16 with its mark, else GB18030, in which older systems export.</summary>
    /// <exception cref="CommandFailedException">Not there, a folder, or a spreadsheet.</exception>
    public static StreamReader Open(FileInfo file)
    {
        Check(file);
        return new StreamReader(
            file.FullName,
            EncodingOf(file),
            detectEncodingFromByteOrderMarks: true,
            Piece
        );
    }

    /// <summary>Refuses what can't be text.</summary>
    /// <inheritdoc cref="Open"/>
    public static void Check(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new CommandFailedException($"{file.FullName} is a folder.");
        }

        if (!file.Exists)
        {
            throw new CommandFailedException($"{file.FullName} is not there.");
        }

        Span<byte> first = stackalloc byte[4];
        using var stream = file.OpenRead();
        var what = first[
            ..stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)
        ] switch
        {
            [(byte)'P', (byte)'K', 3, 4] => "is a spreadsheet (.xlsx) or another ZIP file",
            [0xD0, 0xCF, 0x11, 0xE0] => "is a spreadsheet of an old kind (.xls)",
            [0x1F, 0x8B, ..] => "is packed (gzip)",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F'] => "is a PDF",
            _ => null,
        };
        if (what is not null)
        {
            throw new CommandFailedException(
                $"{file.Name} {what}, not text: save it as CSV in UTF-8."
            );
        }
    }

    /// <summary>UTF-8 when it reads as such, but for a few broken characters; else GB18030.</summary>
    internal static Encoding EncodingOf(FileInfo file)
    {
        if (IsWhole(file))
        {
            return Encoding.UTF8;
        }

        var (whole, broken) = (0L, 0L);
        Read(
            file,
            text =>
            {
                Count(text, ref whole, ref broken);
                return true;
            }
        );
        return broken > whole / WholeToBroken
            ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!
            : Encoding.UTF8;
    }

    private static bool IsWhole(FileInfo file) => Read(file, Utf8.IsValid);

    private delegate bool Look(ReadOnlySpan<byte> text);

    /// <summary>Looks at a file piece by piece, no character parted, to the end (the first Chinese one may stand late), or until a look says no.</summary>
    private static bool Read(FileInfo file, Look look)
    {
        using var stream = file.OpenRead();
        var bytes = new byte[Piece];
        var cut = 0;
        while (stream.Read(bytes, cut, Piece - cut) is > 0 and var read)
        {
            var piece = bytes.AsSpan(0, cut + read);
            cut = CutAtEnd(piece);
            if (!look(piece[..^cut]))
            {
                return false;
            }

            piece[^cut..].CopyTo(bytes);
        }

        return look(bytes.AsSpan(0, cut));
    }

    /// <summary>Bytes of a character that goes on behind the end; 0 where the last one is whole or broken.</summary>
    private static int CutAtEnd(ReadOnlySpan<byte> text)
    {
        for (var length = 1; length <= Math.Min(LongestCut, text.Length); length++)
        {
            if (Rune.DecodeFromUtf8(text[^length..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return length;
            }
        }

        return 0;
    }

    private static void Count(ReadOnlySpan<byte> text, ref long whole, ref long broken)
    {
        while (!text.IsEmpty)
        {
            var isWhole = Rune.DecodeFromUtf8(text, out _, out var length) == OperationStatus.Done;
            whole += isWhole && length > 1 ? 1 : 0;
            broken += isWhole ? 0 : 1;
            text = text[length..];
        }
    }
}
