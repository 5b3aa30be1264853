using System.Diagnostics;
using System.Globalization;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Bench;

/// <summary>
/// Lookup among very many messages, one at a time: half of the questions are changed copies of a message that is there, half are new.
/// The messages are drawn from common characters by Zipf's law, in clauses of which a part is shared by many, as greetings are.
/// </summary>
internal sealed class TwinBench(int texts, int questions)
{
    private const int Seed = 5;
    private const int Characters = 2500;
    private const int CommonClauses = 2000;

    private readonly Random _random = new(Seed);

    public void Run(TextWriter console)
    {
        var common = Enumerable.Range(0, CommonClauses).Select(_ => Clause()).ToArray();
        var index = new TwinIndex();
        var kept = new List<string>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < texts; i++)
        {
            var text = Text(common);
            index.Add(text);
            if (i % Math.Max(1, texts / questions) == 0)
            {
                kept.Add(text);
            }
        }

        Tell(
            console,
            $"{texts} messages added in {clock.Elapsed.TotalSeconds:0} s; the process holds {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB"
        );
        Ask(index, kept[0]);
        var (found, copies) = (0, 0);
        var times = new double[questions];
        for (var i = 0; i < questions; i++)
        {
            var copy = i % 2 == 0;
            var text = copy ? kept[i % kept.Count][8..] + Clause() : Text(common);
            var before = Stopwatch.GetTimestamp();
            var twins = Ask(index, text);
            times[i] = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
            copies += copy ? 1 : 0;
            found += copy && twins > 0 ? 1 : 0;
        }

        Array.Sort(times);
        Tell(
            console,
            $"{questions} lookups: median {times[questions / 2]:0.00} ms, p99 {times[questions * 99 / 100]:0.00} ms, longest {times[^1]:0.00} ms; {found} of {copies} changed copies found"
        );
    }

    private static int Ask(TwinIndex index, string text) => index.Find(text).Count;

    private static void Tell(TextWriter console, FormattableString words) =>
        console.WriteLine(words.ToString(CultureInfo.InvariantCulture));

    /// <summary>Four to twelve clauses, a third of them from the common ones, the first of which are the commonest.</summary>
    private string Text(string[] common) =>
        string.Concat(
            Enumerable
                .Range(0, _random.Next(4, 13))
                .Select(_ => _random.Next(3) == 0 ? common[Rank(common.Length)] : Clause())
        );

    private string Clause() =>
        new string([
            .. Enumerable
                .Range(0, _random.Next(6, 16))
                .Select(_ => (char)('一' + Rank(Characters))),
        ]) + "，";

    /// <summary>A rank below <paramref name="count"/>, drawn by Zipf's law.</summary>
    private int Rank(int count) => (int)Math.Pow(count, _random.NextDouble()) - 1;
}
