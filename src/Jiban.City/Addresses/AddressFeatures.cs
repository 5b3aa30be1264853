using System.Buffers;
using System.Globalization;

namespace Jiban.City.Addresses;

/// <summary>
/// What is known of a token from itself and its neighbours, each fact hashed with its kind to 64 bits. Numbers are seen by their length and
/// as numbers, not by their value.
/// </summary>
internal static class AddressFeatures
{
    private const string Before = "<";
    private const string After = ">";
    private const int Farthest = 3;
    private const int FarthestMark = 6;

    /// <summary>省 … 室: what names and numbers of places end with.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create(
        "省市州盟区县旗镇乡街道村社路巷弄里胡同大桥场园城苑庭府邸公寓厦楼座栋幢号院元门层室店厂司"
    );

    /// <summary>Facts of every token, in order.</summary>
    public static ulong[][] Of(IReadOnlyList<string> tokens, KnownParts parts)
    {
        var shapes = tokens.Select(Shape).ToArray();
        var over = parts.Over(tokens);
        return [.. Enumerable.Range(0, shapes.Length).Select(i => At(shapes, over, i))];
    }

    private static ulong[] At(string[] shapes, string[] over, int i)
    {
        string Near(int offset) =>
            i + offset < 0 ? Before
            : i + offset >= shapes.Length ? After
            : shapes[i + offset];

        var facts = new List<ulong>(32) { Fact(0, Math.Min(i, Farthest).ToString("D")) };
        for (var offset = -Farthest; offset <= Farthest; offset++)
        {
            facts.Add(Fact(10 + offset, Near(offset)));
        }

        for (var offset = -Farthest; offset < Farthest; offset++)
        {
            facts.Add(Fact(20 + offset, Near(offset), Near(offset + 1)));
        }

        for (var offset = -2; offset <= 0; offset++)
        {
            facts.Add(Fact(30 + offset, Near(offset), Near(offset + 1), Near(offset + 2)));
        }

        facts.Add(Fact(40, Near(-2), Near(-1), Near(0), Near(1)));
        facts.Add(Fact(41, Near(-1), Near(0), Near(1), Near(2)));
        facts.Add(Fact(42, Near(0), Near(1), Near(2), Near(3)));
        facts.Add(Fact(43, Near(-3), Near(-2), Near(-1), Near(0)));
        var (ahead, steps) = Mark(shapes, i, 1);
        var (behind, back) = Mark(shapes, i, -1);
        facts.Add(Fact(50, ahead, steps));
        facts.Add(Fact(51, ahead, Near(0)));
        facts.Add(Fact(52, behind, back));
        facts.Add(Fact(53, behind, back, ahead, steps));
        facts.Add(Fact(54, behind, ahead, Near(0)));
        facts.Add(Fact(60, over[i]));
        facts.Add(
            Fact(
                61,
                over[i],
                i > 0 ? over[i - 1] : Before,
                i + 1 < over.Length ? over[i + 1] : After
            )
        );
        facts.Add(Fact(62, over[i], Near(0)));
        return [.. facts];
    }

    /// <summary>The nearest character ahead or behind that ends names and numbers of places, and how far it is.</summary>
    private static (string Mark, string Steps) Mark(string[] shapes, int i, int direction)
    {
        for (var steps = 1; steps <= FarthestMark; steps++)
        {
            var at = i + (steps * direction);
            if (at < 0 || at >= shapes.Length)
            {
                break;
            }

            if (Marks.Contains(shapes[at][0]))
            {
                return (shapes[at], steps.ToString(CultureInfo.InvariantCulture));
            }
        }

        return ("", "");
    }

    /// <summary>A number by its length, Latin letters in small ones, a Chinese character as it is.</summary>
    private static string Shape(string token) =>
        char.IsAsciiDigit(token[0])
            ? "0000"[..Math.Min(token.Length, 4)]
            : token.ToLowerInvariant();

    /// <summary>FNV-1a.</summary>
    private static ulong Fact(int kind, params ReadOnlySpan<string> parts)
    {
        var hash = (0xCBF2_9CE4_8422_2325 ^ (ulong)kind) * 0x0000_0100_0000_01B3;
        foreach (var part in parts)
        {
            foreach (var c in part)
            {
                hash = (hash ^ c) * 0x0000_0100_0000_01B3;
            }

            hash = (hash ^ 0xFFFF) * 0x0000_0100_0000_01B3;
        }

        return hash;
    }
}
