using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Tests;

/// <summary>Messages and decisions in the small city, with the shipped catalogue.</summary>
internal static class Say
{
    public static readonly DateTimeOffset Then = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>A message with nothing but its words, by the web page.</summary>
    public static Message Message(
        string text,
        string? place = null,
        Point? pin = null,
        string channel = "web",
        Guid? choice = null,
        DemandKind? kind = null,
        string? classCode = null,
        int photos = 0,
        Guid? receivedBy = null
    ) => new(text, kind, classCode, place, pin, channel, choice, Then, photos, receivedBy);

    /// <summary>What the dispatcher as shipped decides.</summary>
    public static Decision Decide(Message message) =>
        new Dispatcher().Decide(message, DispatchCity.Snapshot);

    public static IEnumerable<string> Codes(this Decision decision) =>
        decision.Reasons.Select(reason => reason.Code);
}
