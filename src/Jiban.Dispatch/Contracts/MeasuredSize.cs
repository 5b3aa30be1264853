namespace Jiban.Dispatch.Contracts;

/// <summary>What an inspector measures of a damage (实测): each has one unit, so that a size is a whole number.</summary>
public enum Dimension
{
    /// <summary>Damaged or missing surface, in square centimetres (面积).</summary>
    Area,

    /// <summary>Depth, sinking or a step, in millimetres (深度、沉降、高差).</summary>
    Depth,

    /// <summary>Leaning out of the upright, in degrees (倾斜).</summary>
    Tilt,

    /// <summary>Share of the surface that is affected, as by rust, in percent (占比).</summary>
    Share,

    /// <summary>How many in a row, as lamps that are out (连续数量).</summary>
    Count,
}

/// <summary>One size as it was measured.</summary>
public sealed record MeasuredSize(Dimension Dimension, int Value);

/// <summary>The words of sizes.</summary>
public static class Dimensions
{
    /// <summary>A size in words of both languages.</summary>
    public static (string Zh, string En) Words(Dimension dimension, int value) =>
        Words(dimension, $"{value}", $"{value}");

    /// <summary>The smallest size that is enough, in words of both languages.</summary>
    /// <param name="over">Whether it must be larger; else as large is enough.</param>
    public static (string Zh, string En) LeastWords(Dimension dimension, int value, bool over) =>
        over
            ? Words(dimension, $"超过{value}", $"more than {value}")
            : Words(dimension, $"不少于{value}", $"at least {value}");

    /// <summary>The largest size that can be so: beyond it somebody mistyped.</summary>
    public static int Largest(Dimension dimension) =>
        dimension switch
        {
            Dimension.Tilt => 180,
            Dimension.Share => 100,
            Dimension.Count => 1_000,
            _ => 10_000_000,
        };

    private static (string Zh, string En) Words(Dimension dimension, string zh, string en) =>
        dimension switch
        {
            Dimension.Area => ($"面积{zh}平方厘米", $"{en} cm² of surface"),
            Dimension.Depth => ($"深度或沉降{zh}毫米", $"{en} mm deep"),
            Dimension.Tilt => ($"倾斜{zh}度", $"leaning {en}°"),
            Dimension.Share => ($"占表面{zh}%", $"{en} % of the surface"),
            Dimension.Count => ($"连续{zh}处", $"{en} in a row"),
            _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
        };
}
