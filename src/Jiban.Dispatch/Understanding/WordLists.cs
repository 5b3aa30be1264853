using System.Buffers;
using Jiban.Dispatch.Catalogue;

namespace Jiban.Dispatch.Understanding;

/// <summary>The platform's own words, found in a message.</summary>
internal sealed class WordLists(IReadOnlyList<Term> terms)
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",。!?;、");

    private const int ReachBefore = 8;
    private const int ReachAfter = 4;

    /// <summary>Who is in danger says so at once. Behind this many characters a word of danger belongs to a story.</summary>
    private const int AtOnce = 200;

    private readonly Phrases<Term> _phrases = new(
        terms.Select(term => KeyValuePair.Create(PlainText.Of(term.Text), term))
    );

    private readonly int _longest = terms.Max(term => (int?)term.Text.Length) ?? 0;

    /// <summary>All listed words of a plain text.</summary>
    public HeardWords Hear(string plain) => new(plain, _phrases.All(plain), _longest);

    /// <summary>The words of one message.</summary>
    internal sealed class HeardWords(string plain, List<Found<Term>> found, int longest)
    {
        /// <summary>
        /// The words of one use, each once, in order of their first place. A word for a class that is only part of a longer one for another says nothing of its own there: 养老 in 养老金, 垃圾 in 装修垃圾.
        /// </summary>
        public IReadOnlyList<Term> Of(TermUse use) =>
            [
                .. found
                    .Where(
                        (word, at) =>
                            word.Value.Use == use
                            && !(use == TermUse.Class && IsPartOfAnother(word, at))
                    )
                    .Select(word => word.Value)
                    .Distinct(),
            ];

        /// <summary>Found words stand in order of position: what may hold one begins no more than the longest word before it, or where it begins.</summary>
        private bool IsPartOfAnother(Found<Term> word, int at)
        {
            for (
                var other = at + 1;
                other < found.Count && found[other].Start == word.Start;
                other++
            )
            {
                if (Holds(found[other], word))
                {
                    return true;
                }
            }

            for (
                var other = at - 1;
                other >= 0 && found[other].Start > word.Start - longest;
                other--
            )
            {
                if (Holds(found[other], word))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether a word of another class has this one in it. A word for all of a level above stays beside those below it.</summary>
        private static bool Holds(Found<Term> longer, Found<Term> word) =>
            longer.Value.Use == TermUse.Class
            && longer.Length > word.Length
            && longer.Start <= word.Start
            && longer.End >= word.End
            && !longer.Value.Target.StartsWith(word.Value.Target, StringComparison.Ordinal);

        /// <summary>Where the words of one use stand.</summary>
        public IEnumerable<Found<Term>> Placed(TermUse use) => found.Where(f => f.Value.Use == use);

        /// <summary>
        /// The words of a use that are meant as they stand: near the beginning, and taken back by no guard. "May catch fire",
        /// "last year's fire", "money for a rescue" speak of a fear, of the past, of something else; "nobody is trapped" denies it. "A fault: people in the
        /// lift" is now: a word for an event takes the danger back only where it is told about (多发, 怎么认定).
        /// </summary>
        public IReadOnlyList<Term> Meant(TermUse use)
        {
            var guards = Placed(TermUse.Guard).ToList();
            return
            [
                .. Placed(use)
                    .Where(word =>
                        word.Start < AtOnce && !guards.Exists(guard => Guards(guard, word, guards))
                    )
                    .Select(word => word.Value)
                    .Distinct(),
            ];
        }

        private bool Guards(Found<Term> guard, Found<Term> word, List<Found<Term>> guards) =>
            guard.Value.Target switch
            {
                "before" => Reaches(guard.End, word.Start, ReachBefore),
                "after" => Reaches(word.End, guard.Start, ReachAfter),
                "event" => Reaches(word.End, guard.Start, ReachAfter)
                    && guards.Exists(told =>
                        told.Value.Target is "told" or "after"
                        && Reaches(guard.End, told.Start, ReachBefore)
                    ),
                "told" => false,
                "denied" => Denies(guard, word),
                _ => guard.Start < word.End && word.Start < guard.End && !IsAsked(guard),
            };

        /// <summary>
        /// "Nobody is trapped": directly before the word, and not asked. 没 alone may end what stands before it (家里没水管爆了), so property is
        /// given no benefit of that doubt.
        /// </summary>
        private static bool MayDeny(Found<Term> guard, Found<Term> word) =>
            guard.Length > 1 || word.Value.Use == TermUse.Danger;

        private bool Denies(Found<Term> guard, Found<Term> word) =>
            guard.End == word.Start && MayDeny(guard, word) && !IsAsked(guard);

        /// <summary>有没有人被困, 是不是着火了: who asks denies nothing.</summary>
        private bool IsAsked(Found<Term> guard) =>
            guard.Start > 0
            && (plain[guard.Start - 1], plain[guard.Start])
                is
                    ('有', '没')
                    or
                    ('有', '无')
                    or
                    ('是', '不');

        /// <summary>Whether two words stand close together in one clause: a comma ends the reach of an "if".</summary>
        private bool Reaches(int end, int start, int reach) =>
            start >= end
            && start - end < reach
            && !plain.AsSpan(end, start - end).ContainsAny(ClauseEnds);
    }
}
