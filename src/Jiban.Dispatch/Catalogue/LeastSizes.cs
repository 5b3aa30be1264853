using System.Globalization;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Catalogue;

/// <summary>A size from which on something is filed.</summary>
/// <param name="Over">Whether it must be larger; else as large is enough.</param>
internal sealed record LeastSize(Dimension Dimension, int Value, bool Over)
{
    public bool IsReachedBy(IReadOnlyList<MeasuredSize> measured) =>
        measured.Any(size =>
            size.Dimension == Dimension && (Over ? size.Value > Value : size.Value >= Value)
        );

    public (string Zh, string En) Told() => Dimensions.LeastWords(Dimension, Value, Over);
}

/// <summary>The sizes of a filing condition: all of them, or one of them.</summary>
internal sealed record LeastSizes(IReadOnlyList<LeastSize> Sizes, bool All)
{
    private const string And = " and ";
    private const string Or = " or ";

    /// <summary>Whether what was measured is large enough; where nothing must be measured, it is.</summary>
    public bool AreReachedBy(IReadOnlyList<MeasuredSize> measured) =>
        Sizes.Count == 0
        || (
            All
                ? Sizes.All(size => size.IsReachedBy(measured))
                : Sizes.Any(size => size.IsReachedBy(measured))
        );

    /// <summary>By what it says: two readings of one line are the same.</summary>
    public bool Equals(LeastSizes? other) => other is not null && other.Write() == Write();

    /// <inheritdoc/>
    public override int GetHashCode() => Write().GetHashCode(StringComparison.Ordinal);

    /// <summary>Reads <c>depth>20 and area>1000</c> or <c>area>100 or depth>20</c>; <c>count>=3</c> is reached by three.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public static LeastSizes Parse(string text) =>
        text.Length == 0
            ? new([], true)
            : new(
                [.. text.Split([And, Or], StringSplitOptions.None).Select(ParseOne)],
                !text.Contains(Or, StringComparison.Ordinal)
            );

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public string Write() =>
        string.Join(
            All ? And : Or,
            Sizes.Select(size =>
                $"{Word(size.Dimension)}{(size.Over ? ">" : ">=")}{size.Value.ToString(CultureInfo.InvariantCulture)}"
            )
        );

    /// <summary>In words, in both languages.</summary>
    public (string Zh, string En) Told()
    {
        var told = Sizes.Select(size => size.Told()).ToList();
        return (
            string.Join(All ? "且" : "或", told.Select(one => one.Zh)),
            string.Join(All ? And : Or, told.Select(one => one.En))
        );
    }

    private static LeastSize ParseOne(string text)
    {
        var at = text.IndexOf('>', StringComparison.Ordinal);
        if (at < 0 || !Enum.TryParse<Dimension>(text[..at], ignoreCase: true, out var dimension))
        {
            throw new FormatException($"No such size: {text}");
        }

        var over = text[(at + 1)..] is not ['=', ..];
        return new(
            dimension,
            int.Parse(text[(over ? at + 1 : at + 2)..], CultureInfo.InvariantCulture),
            over
        );
    }

    private static string Word(Dimension dimension) => dimension.ToString().ToLowerInvariant();
}
