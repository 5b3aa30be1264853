using System.Numerics;
using System.Runtime.InteropServices;

namespace Jiban.City.Addresses;

/// <summary>Rows of numbers of one width.</summary>
internal sealed class Matrix(int rows, int width)
{
    public int Rows => rows;
    public int Width => width;
    public float[] Values { get; } = new float[rows * width];

    public Span<float> Row(int row) => Values.AsSpan(row * width, width);
}

/// <summary>Sums over rows, several numbers at once.</summary>
internal static class Lanes
{
    /// <summary>Adds <paramref name="times"/> of one row to another of the same length.</summary>
    public static void Add(float times, ReadOnlySpan<float> row, Span<float> to)
    {
        var many = MemoryMarshal.Cast<float, Vector<float>>(row);
        var into = MemoryMarshal.Cast<float, Vector<float>>(to);
        var factor = new Vector<float>(times);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = Vector.FusedMultiplyAdd(many[i], factor, into[i]);
        }

        for (var i = into.Length * Vector<float>.Count; i < to.Length; i++)
        {
            to[i] += times * row[i];
        }
    }

    /// <summary>The inner product of two rows of the same length.</summary>
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(one);
        var right = MemoryMarshal.Cast<float, Vector<float>>(other);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sum = Vector.FusedMultiplyAdd(left[i], right[i], sum);
        }

        var all = Vector.Sum(sum);
        for (var i = left.Length * Vector<float>.Count; i < one.Length; i++)
        {
            all += one[i] * other[i];
        }

        return all;
    }
}
