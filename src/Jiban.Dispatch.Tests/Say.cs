using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Deciding;
using Jiban.Dispatch.Learning;
using Microsoft.Extensions.Logging.Abstractions;
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
        Guid? receivedBy = null,
        NamedComponent? component = null,
        params IReadOnlyList<MeasuredSize> sizes
    ) =>
        new(
            text,
            kind,
            classCode,
            place,
            pin,
            channel,
            choice,
            Then,
            photos,
            receivedBy,
            component,
            sizes
        );

    /// <summary>Where the tests of this checkout keep the default model.</summary>
    public static readonly string ModelsDirectory = Path.Combine(
        AppContext.BaseDirectory,
        "models"
    );

    private static readonly Lazy<DispatchSnapshot> Shipped = new(() =>
        ShippedCatalogue.Snapshot.With(
            new DefaultModel(
                new DispatchOptions { ModelsDirectory = ModelsDirectory },
                NullLogger<DefaultModel>.Instance
            )
                .GetAsync(CancellationToken.None)
                .GetAwaiter()
                .GetResult()
        )
    );

    /// <summary>The catalogue and the model as shipped.</summary>
    public static DispatchSnapshot Snapshot => Shipped.Value;

    /// <summary>What the dispatcher as shipped decides.</summary>
    public static Decision Decide(Message message) => Decide(message, Snapshot);

    /// <summary>What is decided by another catalogue.</summary>
    public static Decision Decide(Message message, DispatchSnapshot snapshot) =>
        DecideUnit.Decide(message, CityIndex.Of(DispatchCity.Snapshot), snapshot);

    public static IEnumerable<string> Codes(this Decision decision) =>
        decision.Reasons.Select(reason => reason.Code);
}
