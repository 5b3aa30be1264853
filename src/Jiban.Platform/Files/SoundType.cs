using System.Buffers.Binary;

namespace Jiban.Platform.Files;

/// <summary>A recording as its bytes tell it.</summary>
/// <param name="MediaType">Its container, of the four that phones record in.</param>
/// <param name="Length">How long it plays.</param>
internal sealed record Sound(string MediaType, TimeSpan Length);

/// <summary>
/// What a recording is and how long it plays, told by walking its container; nothing is decoded. Containers: WebM (what Chrome records), MP4
/// (Safari), Ogg (Firefox) and WAV. One that holds moving pictures is no recording.
/// </summary>
/// <remarks>
/// Recorders write as they go: their headers know no length, so it is read off the last piece of sound. Whoever lies about it gains
/// nothing: the bytes have their own limit.
/// </remarks>
internal static class SoundType
{
    public const string WebM = "audio/webm";
    public const string Mp4 = "audio/mp4";
    public const string Ogg = "audio/ogg";
    public const string Wav = "audio/wav";

    /// <summary>The four kinds of recording that are taken.</summary>
    public static bool IsTaken(string? mediaType) => mediaType is WebM or Mp4 or Ogg or Wav;

    /// <summary>Whether the first bytes are those of a container that may hold sound alone: <see cref="Read"/> tells.</summary>
    public static bool MayBe(ReadOnlySpan<byte> head) =>
        head.StartsWith(EbmlSound.Magic)
        || head.StartsWith("OggS"u8)
        || (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WAVE"u8))
        || (head.Length >= 8 && head[4..].StartsWith("ftyp"u8));

    /// <summary>The recording; null when it is none, holds pictures, or is broken.</summary>
    public static Sound? Read(ReadOnlySpan<byte> file)
    {
        var (type, seconds) =
            file.StartsWith(EbmlSound.Magic) ? (WebM, EbmlSound.Seconds(file))
            : file.StartsWith("OggS"u8) ? (Ogg, OfOgg(file))
            : file.StartsWith("RIFF"u8) ? (Wav, OfWav(file))
            : (Mp4, BoxedSound.Seconds(file));
        return seconds is > 0 and < 86_400 ? new Sound(type, TimeSpan.FromSeconds(seconds)) : null;
    }

    /// <summary>RIFF: how many bytes a second the format has, and how many there are.</summary>
    private static double OfWav(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[8..].StartsWith("WAVE"u8))
        {
            return 0;
        }

        uint bytesPerSecond = 0;
        for (long at = 12; at + 8 <= file.Length; )
        {
            var chunk = file[(int)at..];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("fmt "u8) && chunk.Length >= 20)
            {
                bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(chunk[16..]);
            }
            else if (chunk.StartsWith("data"u8) && bytesPerSecond > 0)
            {
                return Math.Min(length, chunk.Length - 8) / (double)bytesPerSecond;
            }

            at += 8 + length + length % 2;
        }

        return 0;
    }

    /// <summary>Ogg: the last page says how many samples there were. Every stream in it must be sound.</summary>
    private static double OfOgg(ReadOnlySpan<byte> file)
    {
        const int header = 27;
        double rate = 0;
        double seconds = 0;
        for (var at = 0; at + header <= file.Length && file[at..].StartsWith("OggS"u8); )
        {
            var page = file[at..];
            int segments = page[26];
            if (page.Length < header + segments)
            {
                break;
            }

            var body = 0;
            foreach (var segment in page.Slice(header, segments))
            {
                body += segment;
            }

            if ((page[5] & 2) != 0 && (rate = RateOf(page[(header + segments)..])) == 0)
            {
                return 0;
            }

            if (BinaryPrimitives.ReadInt64LittleEndian(page[6..]) is > 0 and var samples)
            {
                seconds = Math.Max(seconds, samples / rate);
            }

            at += header + segments + body;
        }

        return seconds;
    }

    /// <summary>Samples a second by the first packet of a stream; 0 for what is no sound. Opus always counts in 48 kHz.</summary>
    private static double RateOf(ReadOnlySpan<byte> packet) =>
        packet.StartsWith("OpusHead"u8) ? 48_000
        : packet.StartsWith("\u0001vorbis"u8) && packet.Length >= 16
            ? BinaryPrimitives.ReadUInt32LittleEndian(packet[12..])
        : 0;
}
