using System.Text;

namespace Jiban.City.Tiles;

/// <summary>
/// Dots as a Mapbox Vector Tile 2.1, those of a class and state one feature of many points. Written here, because the store takes several
/// times as long to make geometries of fifty thousand numbers and take them apart again. Pure.
/// </summary>
internal static class DotsTile
{
    private const int Version = 2;
    private const int PointShape = 1;
    private const int MoveTo = 1;

    /// <summary>Dots of one kind.</summary>
    public sealed record Group
    {
        public required string ClassCode { get; init; }
        public required string State { get; init; }

        /// <summary>Each in units of the tile: from the west 12 bits, from the north 12 bits.</summary>
        public required int[] Dots { get; init; }
    }

    /// <summary>The tile; no bytes when there is nothing in it.</summary>
    public static byte[] Write(IReadOnlyCollection<Group> groups)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        var values = groups
            .SelectMany(group => new[] { group.ClassCode, group.State })
            .Distinct(StringComparer.Ordinal)
            .Index()
            .ToDictionary(value => value.Item, value => value.Index, StringComparer.Ordinal);
        var layer = new Message();
        layer.Number(15, Version);
        layer.Text(1, "dots");
        foreach (var group in groups)
        {
            layer.Bytes(2, Feature(group, values[group.ClassCode], values[group.State]).Written);
        }

        layer.Text(3, "class");
        layer.Text(3, "state");
        foreach (var value in values.OrderBy(value => value.Value))
        {
            var text = new Message();
            text.Text(1, value.Key);
            layer.Bytes(4, text.Written);
        }

        layer.Number(5, TileAddress.Extent);
        var tile = new Message();
        tile.Bytes(3, layer.Written);
        return tile.Written.ToArray();
    }

    private static Message Feature(Group group, int classCode, int state)
    {
        var tags = new Message();
        foreach (var part in (int[])[0, classCode, 1, state])
        {
            tags.Plain((uint)part);
        }

        // Each point is told by its way from the one before: sorted they are near, and a byte or two is enough.
        Array.Sort(group.Dots);
        var shape = new Message();
        shape.Plain((uint)(MoveTo | (group.Dots.Length << 3)));
        var (x, y) = (0, 0);
        foreach (var dot in group.Dots)
        {
            var (toX, toY) = (dot >> 12, dot & 4095);
            shape.Plain(ZigZag(toX - x));
            shape.Plain(ZigZag(toY - y));
            (x, y) = (toX, toY);
        }

        var feature = new Message();
        feature.Bytes(2, tags.Written);
        feature.Number(3, PointShape);
        feature.Bytes(4, shape.Written);
        return feature;
    }

    private static uint ZigZag(int number) => (uint)((number << 1) ^ (number >> 31));

    /// <summary>A message of protocol buffers as it is written.</summary>
    private sealed class Message
    {
        private byte[] _bytes = new byte[64];
        private int _length;

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

        public void Number(int field, int number)
        {
            Plain((uint)field << 3);
            Plain((uint)number);
        }

        public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

        public void Bytes(int field, ReadOnlySpan<byte> bytes)
        {
            Plain(((uint)field << 3) | 2);
            Plain((uint)bytes.Length);
            Reserve(bytes.Length);
            bytes.CopyTo(_bytes.AsSpan(_length));
            _length += bytes.Length;
        }

        /// <summary>A number in as many groups of seven bits as it needs.</summary>
        public void Plain(uint number)
        {
            Reserve(5);
            for (; number >= 0x80; number >>= 7)
            {
                _bytes[_length++] = (byte)(number | 0x80);
            }

            _bytes[_length++] = (byte)number;
        }

        private void Reserve(int more)
        {
            if (_length + more > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(_length + more, 2 * _bytes.Length));
            }
        }
    }
}
