using System.Buffers.Binary;
using System.Text;

namespace Jiban.Testing;

/// <summary>Recordings as phones write them: silence in the four containers, with headers that know no length where recorders write none.</summary>
public static class SampleSounds
{
    /// <summary>8 kHz, mono, 8 bits: 8,000 bytes a second.</summary>
    public static byte[] Wav(int seconds)
    {
        var size = seconds * 8_000;
        return
        [
            .. "RIFF"u8,
            .. Little(36 + size),
            .. "WAVEfmt "u8,
            .. Little(16),
            1,
            0,
            1,
            0,
            .. Little(8_000),
            .. Little(8_000),
            1,
            0,
            8,
            0,
            .. "data"u8,
            .. Little(size),
            .. new byte[size],
        ];
    }

    /// <summary>Opus in Ogg, a page a second.</summary>
    public static byte[] Ogg(int seconds) =>
        [
            .. Page(2, 0, [.. "OpusHead"u8, 1, 1, 0, 0, .. Little(48_000), 0, 0, 0]),
            .. Enumerable
                .Range(1, seconds)
                .SelectMany(second => Page(0, second * 48_000L, new byte[100])),
        ];

    /// <summary>Opus in WebM as Chrome records it: segment and clusters of unknown size, blocks of a second.</summary>
    public static byte[] WebM(int seconds, bool video = false) =>
        [
            .. Element(0x1A45DFA3, Element(0x4282, "webm"u8)),
            .. Open(0x18538067),
            .. Element(0x1549A966, Element(0x2AD7B1, [0x0F, 0x42, 0x40])),
            .. Element(0x1654AE6B, Element(0xAE, Element(0x83, [(byte)(video ? 1 : 2)]))),
            .. Open(0x1F43B675),
            .. Element(0xE7, [0]),
            .. Enumerable
                .Range(0, Math.Min(seconds, 30) + 1)
                .SelectMany(second => Element(0xA3, [0x81, .. Big16(second * 1_000), 0x80, 0])),
            .. seconds <= 30
                ? []
                : (byte[])
                    [
                        .. Open(0x1F43B675),
                        .. Element(0xE7, Big(seconds * 1_000)),
                        .. Element(0xA3, [0x81, 0, 0, 0x80, 0]),
                    ],
        ];

    /// <summary>AAC in MP4 as Safari records it: in fragments of a second, the header without a length.</summary>
    public static byte[] Mp4(int seconds, bool video = false) =>
        [
            .. Box("ftyp", [.. "isom"u8, 0, 0, 0, 0, .. "isommp42"u8]),
            .. Box(
                "moov",
                [
                    .. Box(
                        "trak",
                        Box(
                            "mdia",
                            [
                                .. Box("mdhd", [.. new byte[12], .. Big(44_100), .. new byte[8]]),
                                .. Box(
                                    "hdlr",
                                    [
                                        .. new byte[8],
                                        .. Encoding.ASCII.GetBytes(video ? "vide" : "soun"),
                                        .. new byte[13],
                                    ]
                                ),
                            ]
                        )
                    ),
                    .. Box("mvex", Box("trex", [.. new byte[12], .. Big(1_024), .. new byte[8]])),
                ]
            ),
            .. Enumerable
                .Range(0, seconds)
                .SelectMany(_ =>
                    (byte[])
                        [
                            .. Box(
                                "moof",
                                Box(
                                    "traf",
                                    [
                                        // No duration of its own: that of all.
                                        .. Box("tfhd", [0, 2, 0, 0, .. Big(1)]),
                                        .. Box("trun", [0, 0, 0, 0, .. Big(43)]),
                                    ]
                                )
                            ),
                            .. Box("mdat", new byte[64]),
                        ]
                ),
        ];

    private static byte[] Page(byte kind, long samples, byte[] packet)
    {
        var position = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(position, samples);
        return
        [
            .. "OggS"u8,
            0,
            kind,
            .. position,
            .. new byte[12],
            1,
            (byte)packet.Length,
            .. packet,
        ];
    }

    private static byte[] Element(uint id, ReadOnlySpan<byte> content) =>
        [.. Id(id), .. Big((int)(0x10000000 | (uint)content.Length)), .. content];

    private static byte[] Open(uint id) => [.. Id(id), 0x01, .. Enumerable.Repeat((byte)0xFF, 7)];

    private static byte[] Id(uint id) => [.. Big((int)id).SkipWhile(one => one == 0)];

    private static byte[] Box(string type, ReadOnlySpan<byte> content) =>
        [.. Big(8 + content.Length), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Big(int value) => [.. Little(value).Reverse()];

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
