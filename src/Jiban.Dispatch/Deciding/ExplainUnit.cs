using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>The decision as the door makes it, with what was weighed for it.</summary>
internal static class ExplainUnit
{
    /// <inheritdoc cref="DecideUnit.Decide"/>
    public static Explanation Explain(Message message, CityIndex index, DispatchSnapshot snapshot)
    {
        var weighed = DecideUnit.Weigh(message, index, snapshot);
        return new Explanation(
            weighed.Decision,
            [
                .. weighed.Class.Guesses.Select(guess => new ClassShare(
                    guess.Code,
                    snapshot.Class(guess.Code)?.Name ?? "",
                    snapshot.Class(guess.Code)?.NameEn ?? "",
                    guess.Probability
                )),
            ],
            message.ClassCode is null && snapshot.Model is { } model
                ? DecidingWords.Of(model.Text, ReadClass.Matter(weighed.Plain))
                : [],
            [.. weighed.Places.Guesses.Select(guess => new PlaceShare(guess.Told, guess.Weight))],
            snapshot.Model is { } read ? new ModelName(read.Number, read.Name) : null,
            WishedTime.Of(message.Text, message.At),
            Voice.Of(message.Text),
            ReadKind.Shares(message.Kind, snapshot.Words.Hear(weighed.Plain)),
            SplitDemands.Of(message, index, snapshot)
        );
    }
}
