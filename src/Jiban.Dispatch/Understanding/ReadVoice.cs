using System.Buffers;
using System.Text.RegularExpressions;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Understanding;

/// <summary>Reads the feelings of the writer, who is complained about, and what is wished; for people to read, never for a decision.</summary>
internal static class ReadVoice
{
    private const int Most = 3;

    /// <summary>A wish that goes on longer is cut: it is quoted to be seen at a glance, the whole stands beside it.</summary>
    private const int LongestWish = 80;

    /// <summary>How far from the one who is reproached the reproach may stand, in one clause or the next.</summary>
    private const int Reach = 18;

    /// <summary>How far behind 投诉 the one stands who is meant.</summary>
    private const int ReachOfAccusing = 24;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？!?;；\n");

    /// <inheritdoc cref="Voice.Of"/>
    public static Voice Of(string text)
    {
        var (plain, places) = PlainText.Placed(text);
        var wishes = Wishes(plain);
        return new(
            [
                .. Feelings(plain)
                    .Select(heard => new FeelingHeard(
                        heard.Feeling,
                        [.. heard.Words.Select(Quote)]
                    )),
            ],
            [
                .. Against(plain)
                    .Select(heard => new PartyHeard(
                        Quote(heard.Name),
                        heard.Deed is { } deed ? Quote(deed) : null
                    )),
            ],
            [.. wishes.Select(Quote)]
        );

        // As it stands in the text: what the plain form left out or changed is there again.
        Passage Quote(Range range)
        {
            var (from, length) = range.GetOffsetAndLength(plain.Length);
            var start = places[from];
            return new(start, text[start..(places[from + length - 1] + 1)]);
        }
    }

    private static List<(Feeling Feeling, List<Range> Words)> Feelings(string plain)
    {
        var heard = new List<(Feeling Feeling, List<Range> Words)>();
        foreach (var (feeling, words) in VoiceWords.Feelings)
        {
            var told = words
                .Matches(plain)
                .Where(match =>
                    !VoiceWords.NotFelt().IsMatch(Back(plain, match.Index))
                    && (
                        feeling != Feeling.Gratitude
                        || !VoiceWords.OnlyPolite().IsMatch(Back(plain, match.Index))
                    )
                )
                .DistinctBy(match => match.Value)
                .Take(Most)
                .Select(RangeOf)
                .ToList();
            if (told.Count > 0)
            {
                heard.Add((feeling, told));
            }
        }

        return [.. heard.OrderBy(one => one.Words[0].Start.Value)];
    }

    private static List<(Range Name, Range? Deed)> Against(string plain)
    {
        var parties = Parties(plain);
        var heard = new List<(Range Name, Range? Deed)>();
        foreach (Match deed in VoiceWords.Deed().Matches(plain))
        {
            if (
                !VoiceWords.NotDone().IsMatch(Back(plain, deed.Index))
                && Nearest(parties, plain, deed.Index) is { } party
            )
            {
                heard.Add((party, RangeOf(deed)));
            }
        }

        foreach (Match accusing in VoiceWords.Accuses().Matches(plain))
        {
            var from = accusing.Index + accusing.Length;
            var until = Math.Min(EndOfSentence(plain, from), from + ReachOfAccusing);
            heard.AddRange(
                parties
                    .Where(one => one.Start.Value >= from && one.End.Value <= until)
                    .Take(1)
                    .Select(one => (one, (Range?)null))
            );
        }

        // Of one party the mention with what is said of him; in order of the text.
        return
        [
            .. heard
                .GroupBy(one => plain[one.Name])
                .Select(same => same.FirstOrDefault(one => one.Deed is not null, same.First()))
                .OrderBy(one => one.Name.Start.Value)
                .Take(Most),
        ];
    }

    /// <summary>Who may be meant: names as names end, and what people are to the writer, where no name holds it.</summary>
    private static List<Range> Parties(string plain)
    {
        var names = SubjectNames.Placed(plain).ToList();
        return
        [
            .. names
                .Concat(
                    VoiceWords
                        .Role()
                        .Matches(plain)
                        .Select(RangeOf)
                        .Where(role =>
                            !names.Exists(name =>
                                role.Start.Value < name.End.Value
                                && name.Start.Value < role.End.Value
                            )
                        )
                )
                .Where(party =>
                    !VoiceWords.Own().IsMatch($"{Back(plain, party.Start.Value)}|{plain[party]}")
                    && !VoiceWords.OnlyPlace().IsMatch(plain.AsSpan(party.End.Value..))
                )
                .OrderBy(party => party.Start.Value),
        ];
    }

    /// <summary>The party that stands last before a reproach, near by and in the same sentence; the last is who does it: 小区的物业不作为.</summary>
    private static Range? Nearest(List<Range> parties, string plain, int deed)
    {
        var last = parties.FindLastIndex(party => party.End.Value <= deed);
        return
            last >= 0
            && deed - parties[last].End.Value <= Reach
            && !plain.AsSpan(parties[last].End.Value..deed).ContainsAny(SentenceEnds)
            ? parties[last]
            : null;
    }

    private static List<Range> Wishes(string plain)
    {
        var read = new List<Range>();
        foreach (Match match in VoiceWords.Wishes().Matches(plain))
        {
            if (
                (read.Count == 0 || match.Index >= read[^1].End.Value)
                && !VoiceWords.NotWished().IsMatch(Back(plain, match.Index))
                && Sentence(plain, match.Index) is { } wish
                && wish.End.Value - wish.Start.Value >= match.Length + 2
            )
            {
                read.Add(wish);
            }
        }

        if (read.Count == 0)
        {
            foreach (Match question in VoiceWords.Asks().Matches(plain))
            {
                var from = StartOfSentence(plain, question.Index);
                if (
                    (read.Count == 0 || from >= read[^1].End.Value)
                    && Sentence(plain, from) is { } asked
                )
                {
                    read.Add(asked);
                }
            }
        }

        return [.. read.Take(Most)];
    }

    /// <summary>From a point to the end of its sentence, cut at a comma where it is long.</summary>
    private static Range? Sentence(string plain, int from)
    {
        var end = EndOfSentence(plain, from);
        if (end - from > LongestWish)
        {
            var comma = plain.AsSpan(from, LongestWish).LastIndexOfAny('，', ',');
            end = from + (comma > LongestWish / 4 ? comma : LongestWish);
        }

        while (end > from && !PlainText.IsWord(plain[end - 1]))
        {
            end--;
        }

        return end > from ? from..end : null;
    }

    private static int EndOfSentence(string plain, int from)
    {
        var found = plain.AsSpan(from).IndexOfAny(SentenceEnds);
        return found < 0 ? plain.Length : from + found;
    }

    private static int StartOfSentence(string plain, int from) =>
        plain.AsSpan(0, from).LastIndexOfAny(SentenceEnds) + 1;

    private static Range RangeOf(Match match) => match.Index..(match.Index + match.Length);

    private static string Back(string plain, int from, int most = 8) =>
        plain[Math.Max(0, from - most)..from];
}
