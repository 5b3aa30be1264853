using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Understanding;

/// <summary>What a message is about.</summary>
/// <param name="Code">A class above when the finest one is not sure.</param>
/// <param name="Guesses">Classes that dispatch must reckon with, likeliest first; their probabilities sum to at most 1.</param>
internal sealed record ClassReading(
    string Code,
    double Confidence,
    IReadOnlyList<ClassGuess> Guesses,
    Reason Reason
);

/// <summary>The class of a message, from what was given or from its words and the model.</summary>
internal static class ReadClass
{
    private const string Other = "27";
    private const int MostGuesses = 12;

    /// <summary>Empty calls and abuse (无效来电、骚扰): they are known as what they are and ask for nothing that a unit could do, so no unit is weighed for them: a person looks.</summary>
    private static readonly string[] NoDemand = ["2703", "2704"];

    /// <summary>Of a text that is read less than half nothing is told but that.</summary>
    private const double Half = 0.5;

    /// <summary>Reads the class. A class given by a person is taken as it is, when it exists.</summary>
    public static ClassReading Read(
        string plain,
        string? given,
        DemandKind kind,
        WordLists.HeardWords heard,
        DispatchSnapshot snapshot
    )
    {
        if (given is not null && snapshot.Class(given) is { } named)
        {
            return new ClassReading(
                named.Code,
                1,
                [new ClassGuess(named.Code, 1)],
                new Reason(
                    "class-given",
                    $"经办人选定类别：{named.Name}。",
                    $"Class given: {named.NameEn}."
                )
            );
        }

        var matter = Matter(plain);
        var words = (ReferenceEquals(matter, plain) ? heard : snapshot.Words.Hear(matter)).Of(
            TermUse.Class
        );
        var read = snapshot.Blend.Honest(matter, words, kind);
        if (read.Count == 0)
        {
            return Nothing(snapshot);
        }

        var legible = Legibility.Of(
            PersonalNumbers.Without(plain),
            snapshot.Model?.Text.Vocabulary
        );
        List<ClassGuess> guesses =
        [
            .. read.Select(guess => guess with { Probability = guess.Probability * legible.Worth }),
        ];
        var kept = guesses
            .TakeWhile(g => g.Probability >= ClassBlend.Negligible)
            .Take(MostGuesses)
            .Where(g => !NoDemand.Contains(g.Code))
            .ToList();
        if (legible.Share < Half)
        {
            return Unread(kept, guesses[0].Probability, snapshot);
        }

        if (
            NoDemand.Contains(guesses[0].Code)
            && guesses[0].Probability
                >= Math.Min(snapshot.Settings.ClassThreshold, snapshot.Settings.UnitThreshold)
        )
        {
            return SaysNothing(guesses[0], kept, snapshot);
        }

        return guesses[0].Probability >= snapshot.Settings.ClassThreshold
            ? Sure(guesses[0], kept, words, snapshot)
            : Broad(guesses, kept, snapshot);
    }

    /// <summary>What of a plain text the class is read from: neither numbers of people nor pieces that speak of something else.</summary>
    public static string Matter(string plain) =>
        ForeignPieces.Without(PersonalNumbers.Without(plain));

    private static ClassReading Nothing(DispatchSnapshot snapshot)
    {
        var other = snapshot.Class(Other) ?? snapshot.Classes[0];
        return new ClassReading(
            other.Code,
            0,
            [],
            new Reason(
                "class-none",
                "读不懂：文字中看不出是什么事项。",
                "It can't be read: the words do not tell what it is about."
            )
        );
    }

    private static ClassReading Unread(
        IReadOnlyList<ClassGuess> kept,
        double confidence,
        DispatchSnapshot snapshot
    ) =>
        Nothing(snapshot) with
        {
            Confidence = confidence,
            Guesses = kept,
            Reason = new Reason(
                "class-unread",
                "读不懂：大部分文字不是能认出的中文，看不出是什么事项。",
                "It can't be read: most of it is no Chinese that is known, so what it is about is not told."
            ),
        };

    private static ClassReading SaysNothing(
        ClassGuess best,
        IReadOnlyList<ClassGuess> kept,
        DispatchSnapshot snapshot
    )
    {
        var name = snapshot.Class(best.Code)!;
        return new ClassReading(
            best.Code,
            best.Probability,
            kept,
            new Reason(
                "class-no-demand",
                $"不像诉求：没有读出要办什么事，读来像{name.Name}，由人看过再定。",
                $"It does not seem to ask for anything: it reads like {name.NameEn}. A person looks at it."
            )
        );
    }

    private static ClassReading Sure(
        ClassGuess best,
        IReadOnlyList<ClassGuess> kept,
        IReadOnlyList<Term> words,
        DispatchSnapshot snapshot
    )
    {
        var name = snapshot.Class(best.Code)!;
        var model = Wording.Of(snapshot.Model);
        var spoke = words
            .Where(word => word.Target == best.Code)
            .Select(word => word.Text)
            .ToList();
        var reason =
            spoke.Count > 0
                ? new Reason(
                    "class-terms",
                    $"提到{Wording.Quote(spoke)}，归为{name.Name}{model.Zh}。",
                    $"{Wording.Quote(spoke)} makes it {name.NameEn}{model.En}."
                )
                : new Reason(
                    "class-model",
                    $"与以往{name.Name}类来件相近{model.Zh}。",
                    $"Reads like earlier messages about {name.NameEn}{model.En}."
                );
        return new ClassReading(best.Code, best.Probability, kept, reason);
    }

    /// <summary>The deepest class that, with all below it, is sure enough; else the likeliest of level 1.</summary>
    private static (string Code, double Probability) DeepestSure(
        IReadOnlyList<ClassGuess> guesses,
        double threshold
    ) =>
        guesses
            .SelectMany(guess =>
                ClassTree.UpFrom(guess.Code).Select(above => (Code: above, guess.Probability))
            )
            .GroupBy(guess => guess.Code)
            .Select(group => (group.Key, Sum: group.Sum(guess => guess.Probability)))
            .GroupBy(group => group.Key.Length)
            .Select(level => (Level: level.Key, Best: level.MaxBy(group => group.Sum)))
            .OrderByDescending(level => level.Level)
            .Where(level =>
                level.Best.Sum >= threshold || ClassTree.ParentOf(level.Best.Key) is null
            )
            .Select(level => level.Best)
            .First();

    private static ClassReading Broad(
        IReadOnlyList<ClassGuess> guesses,
        IReadOnlyList<ClassGuess> kept,
        DispatchSnapshot snapshot
    )
    {
        var (code, probability) = DeepestSure(guesses, snapshot.Settings.ClassThreshold);
        var name = snapshot.Class(code) ?? snapshot.Class(guesses[0].Code)!;
        var model = Wording.Of(snapshot.Model);
        return new ClassReading(
            name.Code,
            Math.Min(probability, 1),
            kept,
            new Reason(
                "class-broad",
                $"大致属于{name.Name}，细类不能确定{model.Zh}。",
                $"Probably {name.NameEn}; the finer class is not sure{model.En}."
            )
        );
    }
}
