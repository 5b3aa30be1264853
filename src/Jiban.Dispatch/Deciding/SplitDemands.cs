using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>The several demands of one message, each with its class and its unit: what a person may split it into.</summary>
internal static class SplitDemands
{
    /// <summary>The demands, in order; none when there is one.</summary>
    public static IReadOnlyList<Demand> Of(
        Message message,
        CityIndex index,
        DispatchSnapshot snapshot
    )
    {
        if (message.ClassCode is not null)
        {
            return []; // a person has read it
        }

        var parts = PartPlaces.Of(
            message.Text,
            ReadDemands.Parts(message.Text, snapshot),
            index,
            snapshot
        );
        if (parts.Count < 2)
        {
            return [];
        }

        var place = DecideUnit.Decide(message, index, snapshot).Place?.Name;
        return
        [
            .. parts.Select(part =>
            {
                var text = message.Text[part].Trim();
                var own = DecideUnit.Decide(message with { Text = text }, index, snapshot);
                // Who begins with where he lives does not say it again for the second matter.
                var decided =
                    own.Place is null && place is not null
                        ? DecideUnit.Decide(
                            message with
                            {
                                Text = text,
                                PlaceText = place,
                            },
                            index,
                            snapshot
                        )
                        : own;
                return new Demand(
                    text,
                    decided.ClassCode,
                    decided.ClassConfidence,
                    decided.UnitId,
                    decided.Confidence
                );
            }),
        ];
    }
}
