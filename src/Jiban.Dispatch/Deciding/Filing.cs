using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>Whether the filing conditions (立案条件) of a class hold (S5).</summary>
internal static class Filing
{
    /// <summary>
    /// Position, pictures and a sure class, as the condition of the class asks. A message with a requester needs none: a citizen's
    /// word is enough.
    /// </summary>
    public static bool Holds(
        Message message,
        Channel? channel,
        ClassReading reading,
        PlaceReading places,
        DispatchSnapshot snapshot
    )
    {
        if (channel is not { HasPerson: false })
        {
            return true;
        }

        var condition = snapshot.FilingFor(reading.Code);
        return condition is not null
            && (!condition.NeedsPin || places.Best?.Source == "pin")
            && message.Photos >= condition.MinPhotos
            && reading.Confidence * 1000 >= condition.MinClassPermille;
    }
}
