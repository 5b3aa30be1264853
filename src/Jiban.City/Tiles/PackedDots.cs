using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Jiban.City.Tiles;

/// <summary>
/// The dots of a tile as the store sends them: one value of eight bytes to each, so that neither side makes a row, a text or an array of
/// elements for each of fifty thousand. Pure.
/// </summary>
internal static class PackedDots
{
    /// <summary>What the store makes of the rows: the kind (24 bits and more) before the position in the tile (24 bits), most significant byte first.</summary>
    public const string Sql =
        "string_agg(int8send((kind::bigint << 24) | (dot & 16777215)), ''::bytea)";

    private const int PositionBits = 24;
    private const int StatesOfKind = 8;

    /// <summary>In the order of the migration that numbers kinds; the first has the number 1. What was removed is no dot.</summary>
    private static readonly string[] States = ["intact", "damaged", "lost", "abandoned"];

    /// <summary>The dots by class and state, in the order of their numbers.</summary>
    public static IReadOnlyCollection<DotsTile.Group> Read(
        ReadOnlySpan<byte> packed,
        ComponentChoice choice
    )
    {
        var kinds = new Dictionary<int, List<int>>();
        for (; !packed.IsEmpty; packed = packed[sizeof(long)..])
        {
            var dot = BinaryPrimitives.ReadInt64BigEndian(packed);
            ref var dots = ref CollectionsMarshal.GetValueRefOrAddDefault(
                kinds,
                (int)(dot >> PositionBits),
                out _
            );
            (dots ??= []).Add((int)dot & ((1 << PositionBits) - 1));
        }

        return
        [
            .. kinds
                .OrderBy(kind => kind.Key)
                .Select(kind => new DotsTile.Group
                {
                    // Without the 1 that stands before it.
                    ClassCode = (kind.Key / StatesOfKind).ToString(CultureInfo.InvariantCulture)[
                        1..
                    ],
                    State = States[(kind.Key % StatesOfKind) - 1],
                    Dots = [.. kind.Value],
                })
                .Where(group => choice.Holds(group.ClassCode, group.State)),
        ];
    }
}
