using Jiban.Dispatch.Catalogue;

namespace Jiban.Dispatch.Understanding;

/// <summary>The platform's own words, found in a message.</summary>
internal sealed class WordLists(IReadOnlyList<Term> terms)
{
    private const int GuardReach = 7;

    private readonly Phrases<Term> _phrases = new(
        terms.Select(term => KeyValuePair.Create(PlainText.Of(term.Text), term))
    );

    /// <summary>All listed words of a plain text.</summary>
    public HeardWords Hear(string plain) => new(_phrases.All(plain));

    /// <summary>The words of one message.</summary>
    internal sealed class HeardWords(List<Found<Term>> found)
    {
        /// <summary>The words of one use, each once, in order of their first place.</summary>
        public IReadOnlyList<Term> Of(TermUse use) =>
            [.. found.Where(f => f.Value.Use == use).Select(f => f.Value).Distinct()];

        /// <summary>Where the words of one use stand.</summary>
        public IEnumerable<Found<Term>> Placed(TermUse use) => found.Where(f => f.Value.Use == use);

        /// <summary>
        /// The words of a use that no guard takes back: "may catch fire", "last year a fire" speak of a fear or of the past, not
        /// of this moment.
        /// </summary>
        public IReadOnlyList<Term> Unguarded(TermUse use)
        {
            var guards = Placed(TermUse.Guard).ToList();
            return
            [
                .. Placed(use)
                    .Where(f =>
                        !guards.Exists(g => g.End <= f.Start && f.Start - g.End < GuardReach)
                    )
                    .Where(f => !guards.Exists(g => g.Start >= f.End && g.Start - f.End <= 1))
                    .Select(f => f.Value)
                    .Distinct(),
            ];
        }
    }
}
