using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Contracts;

/// <summary>A text that tells the same as the one asked about.</summary>
/// <param name="Number">The number <see cref="TwinIndex.Add"/> gave it.</param>
/// <param name="Score">0 to 1: how much the two are one.</param>
public sealed record Twin(int Number, double Score);

/// <summary>
/// Finds texts that were written twice, whole or changed: sentences dropped or swapped, words mistyped. In memory; a lookup costs about as
/// much among a million texts as among a thousand. Any number of threads may ask while nobody adds.
/// </summary>
public sealed class TwinIndex
{
    /// <summary>From here on two texts count as one.</summary>
    public const double LeastScore = 0.7;

    /// <summary>Texts that are compared run by run in one lookup; those that share most of the sample come first.</summary>
    private const int MostCompared = 100;

    /// <summary>Entries that one lookup reads, of a run the newest. Rare runs are read first: beyond this stand "尊敬的领导" and its like.</summary>
    private const int MostRead = 3_000;

    /// <summary>Part of the smaller sample that must be shared to be compared, well below <see cref="LeastScore"/>: a sample errs.</summary>
    private const double LeastSampled = 0.25;

    private readonly Postings _postings = new();
    private readonly List<Kept> _texts = [];

    [ThreadStatic]
    private static int[]? _votes;

    /// <summary>Texts in the index.</summary>
    public int Count => _texts.Count;

    /// <summary>Adds a text and gives its number: 0, 1, 2 … A text without any letter has no twin.</summary>
    public int Add(string text)
    {
        var (letters, signs) = Shingles.Signed(text);
        var sketch = Sketch.Of(letters);
        foreach (var hash in sketch.Hashes)
        {
            _postings.Add(hash, _texts.Count);
        }

        var weight = Shingles.WeightOf(Shingles.Of(letters, Shingles.Compared));
        _texts.Add(new Kept(letters, signs, weight, sketch.Hashes.Length, sketch.Level));
        return _texts.Count - 1;
    }

    /// <summary>The texts that are one with this text, the nearest first, then the older; a text that was added finds itself, too.</summary>
    public IReadOnlyList<Twin> Find(string text, double least = LeastScore) =>
        FindLetters(Shingles.Letters(text), least);

    /// <summary>The twins of an added text, without itself.</summary>
    /// <param name="isOne">Which texts may be one at all, by their numbers: others take no place among those that are compared. Null for any.</param>
    public IReadOnlyList<Twin> FindOf(
        int number,
        double least = LeastScore,
        Func<int, bool>? isOne = null
    ) =>
        [.. FindLetters(_texts[number].Letters, least, isOne).Where(twin => twin.Number != number)];

    /// <summary>The longest phrases that two added texts share; none goes from one sentence into the next.</summary>
    public IReadOnlyList<string> Why(int a, int b) => SharedWords.Of(Clauses(a), Clauses(b));

    private string Clauses(int number) =>
        Shingles.WithSigns(_texts[number].Letters, _texts[number].Signs);

    private List<Twin> FindLetters(string letters, double least, Func<int, bool>? isOne = null)
    {
        var runs = new RunTable(Shingles.Of(letters, Shingles.Compared));
        var twins = new List<Twin>();
        foreach (var number in Candidates(Sketch.Of(letters), isOne))
        {
            var score = runs.ScoreOf(_texts[number].Letters, _texts[number].Weight, least);
            if (score >= least)
            {
                twins.Add(new Twin(number, score));
            }
        }

        twins.Sort((a, b) => (-a.Score, a.Number).CompareTo((-b.Score, b.Number)));
        return twins;
    }

    /// <summary>Texts whose samples share enough; of very many those that share most.</summary>
    private int[] Candidates(Sketch sketch, Func<int, bool>? isOne)
    {
        var votes = Votes(_texts.Count);
        var touched = new List<int>();
        var read = Read(sketch, votes, touched);
        var sampledAt = Enumerable
            .Range(0, Sketch.Levels)
            .Select(level => read.Count(hash => Sketch.HasLevel(hash, level)))
            .ToArray();
        var part = read.Count / (double)Math.Max(1, sketch.Hashes.Length);
        var shares = new List<(double Share, int Votes, int Text)>();
        foreach (var text in touched)
        {
            var share = votes[text] / Comparable(_texts[text], sketch.Level, sampledAt, part);
            if (share >= LeastSampled && (isOne is null || isOne(text)))
            {
                shares.Add((share, votes[text], text));
            }

            votes[text] = 0;
        }

        if (shares.Count > MostCompared)
        {
            shares.Sort(
                static (one, other) =>
                    one.Share != other.Share ? other.Share.CompareTo(one.Share)
                    : one.Votes != other.Votes ? other.Votes - one.Votes
                    : other.Text - one.Text // Of equals the newest.
            );
        }

        return [.. shares.Take(MostCompared).Select(share => share.Text)];
    }

    /// <summary>Counts for each text how many of the rarest runs of a sample it has; gives those that were read.</summary>
    private List<uint> Read(Sketch sketch, int[] votes, List<int> touched)
    {
        var read = new List<uint>(sketch.Hashes.Length);
        var left = MostRead;
        foreach (
            var (hash, chain) in sketch
                .Hashes.Select(hash => (Hash: hash, Chain: _postings.Of(hash)))
                .OrderBy(run => run.Chain.Count)
                .TakeWhile(_ => left > 0)
        )
        {
            _postings.Count(chain, Math.Min(left, chain.Count), votes, touched);
            left -= chain.Count;
            read.Add(hash);
        }

        return read;
    }

    /// <summary>How many of the runs that were read the smaller of the two texts could share: only what both sample at the coarser level.</summary>
    private static double Comparable(Kept kept, int level, int[] sampledAt, double part)
    {
        var both = sampledAt[Math.Max(level, kept.Level)];
        var sampled = (kept.Sampled >> Math.Max(0, level - kept.Level)) * part;
        return Math.Max(1, Math.Min(both, sampled));
    }

    /// <summary>Counters of this thread, all zero between two lookups.</summary>
    private static int[] Votes(int size)
    {
        if (_votes is null || _votes.Length < size)
        {
            _votes = new int[Math.Max(size, 1024)];
        }

        return _votes;
    }

    /// <param name="Signs">How many letters stand between one sign and the next (<see cref="Shingles.Signed"/>).</param>
    /// <param name="Weight">What its distinct runs weigh together.</param>
    private readonly record struct Kept(
        string Letters,
        byte[] Signs,
        int Weight,
        int Sampled,
        int Level
    );
}
