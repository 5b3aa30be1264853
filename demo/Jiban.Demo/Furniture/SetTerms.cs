using Jiban.Demo.Month;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Furniture;

/// <summary>
/// What the administrator sets before the month begins: which materials and shapes a class has, and what the charging points cost hour by hour. Through
/// the interface; what a load before this one has set is left alone.
/// </summary>
internal sealed class SetTerms(DemoHost host, Actor administrator, DateOnly day, DateTimeOffset at)
{
    private const string Charger = "21034";

    private readonly Desk _desk = new(host.Client);

    public async Task AllAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        await PriceAsync(cancellation);
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        var before = (await _desk.GetAsync("/api/component-classes/lists", Doing(0), cancellation))
            .EnumerateArray()
            .Select(list =>
                (
                    list.GetProperty("classCode").GetString(),
                    list.GetProperty("attribute").GetString()
                )
            )
            .ToHashSet();
        foreach (
            var row in ClassValues.All.Where(row =>
                !before.Contains((row.ClassCode, row.Attribute))
            )
        )
        {
            await _desk.PutAsync(
                $"/api/component-classes/gbt47678/{row.ClassCode}/lists/{row.Attribute}",
                new { allowed = row.Allowed, from = day },
                Doing(0),
                cancellation
            );
        }
    }

    private async Task PriceAsync(CancellationToken cancellation)
    {
        var n = 0;
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await _desk.GetAsync(
                $"/api/components?classCode={Charger}&limit=100{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}",
                Doing(0),
                cancellation
            );
            foreach (var charger in page.GetProperty("items").EnumerateArray())
            {
                await PriceAsync(charger.GetProperty("id").GetGuid(), n++, cancellation);
            }

            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
    }

    private async Task PriceAsync(Guid charger, int n, CancellationToken cancellation)
    {
        var record = await _desk.GetAsync($"/api/components/{charger}", Doing(n), cancellation);
        if (record.GetProperty("terms").GetArrayLength() > 0)
        {
            return;
        }

        await _desk.PutAsync(
            $"/api/components/{charger}/terms",
            new
            {
                version = record.GetProperty("version").GetInt32(),
                from = day,
                tariff = Tariff(isFast: n % 3 == 0),
            },
            Doing(n),
            cancellation
        );
    }

    /// <summary>Dear when everybody is awake, cheap when they sleep (分时电价); a fast charger costs more service, and its place more than the electricity.</summary>
    private static object Tariff(bool isFast)
    {
        var service = isFast ? 60 : 35;
        return new
        {
            energyFen = 78,
            serviceFen = service,
            parkingFen = isFast ? 300 : 0,
            periods = new[]
            {
                Hours("peak", "10:00", "13:00", 112),
                Hours("sharp", "18:00", "21:00", 131),
                Hours("valley", "23:00", "07:00", 36),
            },
        };

        object Hours(string kind, string from, string until, int energyFen) =>
            new
            {
                kind,
                from,
                until,
                energyFen,
                serviceFen = service,
            };
    }

    private Doing Doing(int number) => new(administrator, at, number);
}
