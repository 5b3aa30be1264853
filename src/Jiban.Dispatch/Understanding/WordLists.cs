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

    /// <summary>All listed words of a plain text.</summary>
    public HeardWords Hear(string plain) => new(plain, _phrases.All(plain));

    /// <summary>The words of one message.</summary>
    internal sealed class HeardWords(string plain, List<Found<Term>> found)
    {
        /// <summary>The words of one use, each once, in order of their first place.</summary>
        public IReadOnlyList<Term> Of(TermUse use) =>
            [.. found.Where(f => f.Value.Use == use).Select(f => f.Value).Distinct()];

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
