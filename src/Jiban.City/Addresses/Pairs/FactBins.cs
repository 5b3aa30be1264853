namespace Jiban.City.Addresses.Pairs;

/// <summary>The values of each fact in at most 64 bins that hold about as many rows each, so that a question is found by counting.</summary>
internal sealed class FactBins
{
    public const int Most = 64;

    private readonly float[][] _bounds;
    private readonly byte[][] _bins;

    public FactBins(float[][] rows)
    {
        Facts = rows.Length == 0 ? 0 : rows[0].Length;
        _bounds = new float[Facts][];
        _bins = new byte[Facts][];
        for (var fact = 0; fact < Facts; fact++)
        {
            var values = rows.Select(row => row[fact]).ToArray();
            _bounds[fact] = Bounds(values);
            _bins[fact] = [.. values.Select(value => Bin(_bounds[fact], value))];
        }
    }

    public int Facts { get; }

    /// <summary>The bin of each row.</summary>
    public byte[] Of(int fact) => _bins[fact];

    /// <summary>The upper end of each bin but the last.</summary>
    public float[] BoundsOf(int fact) => _bounds[fact];

    private static float[] Bounds(float[] values)
    {
        var ascending = values.Order().ToArray();
        var distinct = ascending.Distinct().ToArray();
        return distinct.Length <= Most
            ? [.. distinct.Zip(distinct.Skip(1), (low, high) => (low / 2) + (high / 2))]
            :
            [
                .. Enumerable
                    .Range(1, Most - 1)
                    .Select(bin => ascending[(int)((long)bin * ascending.Length / Most)])
                    .Distinct(),
            ];
    }

    private static byte Bin(float[] bounds, float value)
    {
        var (low, high) = (0, bounds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = value <= bounds[middle] ? (low, middle) : (middle + 1, high);
        }

        return (byte)low;
    }
}
