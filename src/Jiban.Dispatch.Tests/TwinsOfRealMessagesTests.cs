using System.Runtime.InteropServices;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>
/// On real messages beside the repository: what the index tells, against what another method finds. That one compares every two texts that share three runs of five characters, or are
/// equal, by their longest common blocks in order (Ratcliff and Metzener 1988), over the raw text; it knows neither samples nor weights of runs.
/// </summary>
public sealed class TwinsOfRealMessagesTests
{
    /// <summary>Three of four characters of the two stand in common blocks: a copy cut by two fifths, for instance.</summary>
    private const double NearDuplicate = 0.75;

    private const int Run = 5;
    private const int SharedRuns = 3;

    [Fact]
    [Trait("Category", "Heavy")]
    public void Nineteen_of_twenty_near_duplicates_are_told_and_nine_of_ten_that_are_told_are_some()
    {
        var texts = SharedData.Rows("taidi/attach3_hot.csv").Select(row => row[4]).ToArray();
        Assert.True(texts.Length > 4_000, $"{texts.Length} messages");
        var duplicates = DuplicatesAmong(texts);
        Assert.InRange(duplicates.Count, 300, 600);

        var index = new TwinIndex();
        foreach (var text in texts)
        {
            index.Add(text);
        }

        var told = Enumerable
            .Range(0, texts.Length)
            .SelectMany(row =>
                index
                    .FindOf(row)
                    .Select(twin => (Math.Min(row, twin.Number), Math.Max(row, twin.Number)))
            )
            .ToHashSet();
        var right = told.Count(duplicates.Contains);
        Assert.True(
            right >= 0.95 * duplicates.Count && right >= 0.9 * told.Count,
            $"{right} of {duplicates.Count} near duplicates among {told.Count} told: recall {right / (double)duplicates.Count:0.000}, precision {right / (double)told.Count:0.000}"
        );
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("路灯不亮", "路灯不亮", 1)]
    [InlineData("路灯不亮", "电梯坏了", 0)]
    // Blocks 路灯 and 不亮 in order: 2 × 4 of 9; 不亮 before 路灯: one block alone.
    [InlineData("路灯不亮", "路灯又不亮", 8 / 9d)]
    [InlineData("路灯不亮", "不亮路灯", 0.5)]
    public void The_other_method_counts_common_blocks_in_order(
        string one,
        string other,
        double ratio
    ) => Assert.Equal(ratio, Ratio(one, other), 9);

    private static HashSet<(int, int)> DuplicatesAmong(string[] texts)
    {
        var holders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var equals = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var found = new HashSet<(int, int)>();
        var shared = new int[texts.Length];
        for (var row = 0; row < texts.Length; row++)
        {
            var text = texts[row];
            Array.Clear(shared);
            foreach (
                var run in Enumerable
                    .Range(0, Math.Max(0, text.Length - Run + 1))
                    .Select(at => text.Substring(at, Run))
                    .Distinct(StringComparer.Ordinal)
            )
            {
                ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, run, out _);
                rows ??= [];
                rows.ForEach(before => shared[before]++);
                rows.Add(row);
            }

            for (var before = 0; before < row; before++)
            {
                if (
                    shared[before] >= SharedRuns
                    && AtMost(texts[before], text) >= NearDuplicate
                    && Ratio(texts[before], text) >= NearDuplicate
                )
                {
                    found.Add((before, row));
                }
            }

            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(equals, text, out _);
            same ??= [];
            found.UnionWith(same.Select(before => (before, row)));
            same.Add(row);
        }

        return found;
    }

    /// <summary>A bound from above that costs little: the characters that both have, in whatever order.</summary>
    private static double AtMost(string one, string other)
    {
        var bySize = 2d * Math.Min(one.Length, other.Length) / (one.Length + other.Length);
        if (bySize < NearDuplicate)
        {
            return bySize;
        }

        var left = one.CountBy(c => c).ToDictionary();
        var common = 0;
        foreach (var c in other)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(left, c);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count) && count > 0)
            {
                count--;
                common++;
            }
        }

        return 2d * common / (one.Length + other.Length);
    }

    /// <summary>Twice the characters in common blocks to all characters of both.</summary>
    private static double Ratio(string one, string other) =>
        one.Length + other.Length == 0
            ? 1
            : 2d * InBlocks(one, other) / (one.Length + other.Length);

    /// <summary>The longest block that both have, and what is left of it and right of it on either side, likewise.</summary>
    private static int InBlocks(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var (at, otherAt, length) = (0, 0, 0);
        var ending = new int[other.Length + 1];
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = other.Length - 1; j >= 0; j--)
            {
                ending[j + 1] = one[i] == other[j] ? ending[j] + 1 : 0;
                if (ending[j + 1] > length)
                {
                    length = ending[j + 1];
                    (at, otherAt) = (i + 1 - length, j + 1 - length);
                }
            }
        }

        return length == 0
            ? 0
            : length
                + InBlocks(one[..at], other[..otherAt])
                + InBlocks(one[(at + length)..], other[(otherAt + length)..]);
    }
}
