using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>Something that a filing condition asks for and a report does not have, in both languages.</summary>
internal sealed record Lack(string Zh, string En);

/// <summary>Whether the filing conditions (立案条件) of a class hold (S5).</summary>
internal static class Filing
{
    /// <summary>The conditions under which a message is filed; null when it needs none: a citizen's word is enough.</summary>
    public static FilingCondition? ConditionFor(
        Channel? channel,
        string classCode,
        DispatchSnapshot snapshot
    ) => channel is { HasPerson: false } ? snapshot.FilingFor(classCode) : null;

    /// <summary>
    /// What is missing of position, pictures, component, size and a sure class, as the condition of the class asks; empty when it holds. Of what a
    /// person has filed already nothing is asked, and nobody measures an emergency.
    /// </summary>
    public static IReadOnlyList<Lack> Lacking(
        Message message,
        FilingCondition? condition,
        ClassReading reading,
        Urgency urgency,
        PlaceReading places
    )
    {
        if (condition is null || message.IsFiled)
        {
            return [];
        }

        var lacking = new List<Lack>();
        Ask(
            !condition.NeedsPin || places.Best?.Source == "pin",
            "现场定位",
            "a position from the spot"
        );
        Ask(
            message.Photos >= condition.MinPhotos,
            $"{condition.MinPhotos}张现场照片",
            $"photos, {condition.MinPhotos} at least"
        );
        Ask(
            !condition.NeedsComponent || message.Component is not null,
            "部件标识码",
            "the component"
        );
        Ask(
            reading.Confidence * 1000 >= condition.MinClassPermille,
            "明确的类别",
            "a class that is sure"
        );
        var (zh, en) = condition.Least.Told();
        Ask(
            urgency == Urgency.Emergency || condition.Least.AreReachedBy(message.Sizes ?? []),
            $"实测{zh}",
            $"a measured size of {en}"
        );
        return lacking;

        void Ask(bool holds, string zh, string en)
        {
            if (!holds)
            {
                lacking.Add(new Lack(zh, en));
            }
        }
    }

    /// <summary>The limits of what is filed under a condition: those of the condition, when they are nearer.</summary>
    public static (Urgency Urgency, IReadOnlyList<Reason> Reasons) Hasten(
        Urgency read,
        FilingCondition? condition
    ) =>
        condition?.Urgency is { } asked && asked < read
            ? (
                asked,
                [
                    new Reason(
                        "urgency-filing",
                        $"按立案条件的处置时限办理：{ReadUrgency.Zh(asked)}。",
                        $"The filing conditions of its class make it {ReadUrgency.En(asked)}."
                    ),
                ]
            )
            : (read, []);

    /// <summary>What was measured on the spot.</summary>
    public static IReadOnlyList<Reason> Measured(Message message)
    {
        if (message.Sizes is not { Count: > 0 } sizes)
        {
            return [];
        }

        var told = sizes.Select(size => Dimensions.Words(size.Dimension, size.Value)).ToList();
        return
        [
            new Reason(
                "measured",
                $"现场实测：{string.Join('，', told.Select(one => one.Zh))}。",
                $"Measured on the spot: {string.Join(", ", told.Select(one => one.En))}."
            ),
        ];
    }
}
