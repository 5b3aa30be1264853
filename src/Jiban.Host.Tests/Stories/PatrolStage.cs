using System.Globalization;
using System.Text.Json;

namespace Jiban.Host.Tests.Stories;

/// <summary>What the stories of the patrol share.</summary>
internal static class PatrolStage
{
    /// <summary>A point well inside of the street of the stories.</summary>
    public static (double Lon, double Lat) Inside(this CityHost host)
    {
        var inside = host
            .City.Regions.Single(region => region.Name == "潞湾街道")
            .Boundary.InteriorPoint;
        return (inside.X, inside.Y);
    }

    /// <summary>A civil day, so many days from the present one of the host.</summary>
    public static string Day(this CityHost host, int days) =>
        DateOnly
            .FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime)
            .AddDays(days)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An inspector says what he saw at a place; the same key is the same look.</summary>
    public static Task<Answer> Look(
        HttpClient inspector,
        string plan,
        int place,
        object body,
        string key = "look"
    ) =>
        inspector.Post(
            $"/api/patrol/plans/{plan}/places/{place}/looks",
            body,
            ("Idempotency-Key", $"{key}-{place}")
        );

    /// <summary>A member as text.</summary>
    public static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;
}
