using System.Globalization;

namespace Jiban.Demo.Month;

// How a case comes in: by the city's line, by a citizen, by a clerk, by an inspector.
internal sealed partial class PlayCase
{
    /// <summary>Channels whose requests a citizen types himself.</summary>
    private static readonly HashSet<string> Public = ["web", "app", "account", "miniapp", "card"];

    /// <summary>The city's line passes it on, signed.</summary>
    private async Task<Guid> PassOnAsync(CityOrder order, CancellationToken cancellation)
    {
        var taken = await desk.PassOnAsync(
            known.Line,
            new
            {
                orderNo = order.Number,
                content = script.Text,
                requester = script.Requester,
                street = city.Units.Single(unit => unit.Code == script.Spot.StreetCode)
                    is { } office
                    ? city.Region(office.RegionId!.Value)!.Name
                    : null,
                point = script.Spot.Words,
                script.Spot.Lon,
                script.Spot.Lat,
                limit = order.Limit,
            },
            order.Number,
            By(null),
            cancellation
        );
        return await FindAsync(taken.GetProperty("number").GetString()!, cancellation);
    }

    private async Task<Guid> FindAsync(string number, CancellationToken cancellation) =>
        (await desk.GetAsync($"/api/cases?q={number}", By(_cast.Overseer), cancellation))
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetGuid();

    private async Task<Guid> SubmitAsync(CancellationToken cancellation)
    {
        var answer = await desk.PostAsync(
            "/api/requests",
            new
            {
                script.Text,
                script.Kind,
                script.Channel,
                Contact = script.Requester,
                Place = PlaceOf(script.Spot),
                Choice = UnitOf(script.ChoiceCode),
            },
            By(null),
            cancellation
        );
        return await FindAsync(answer.GetProperty("number").GetString()!, cancellation);
    }

    private async Task<Guid> RegisterForCallerAsync(CancellationToken cancellation)
    {
        var community = UnitOf(script.CommunityCode);
        var registrar =
            community is { } own ? _cast.HandlerOf(own)
            : script.Channel is "12345" or "board" ? _cast.CityOperator
            : _cast.StreetOperator;
        var answer = await desk.PostAsync(
            "/api/cases",
            new
            {
                script.Text,
                script.Kind,
                script.Channel,
                Contact = script.Requester,
                script.Reporter,
                Place = PlaceOf(script.Spot),
                UnitId = community,
                script.Confidential,
            },
            By(registrar),
            cancellation
        );
        return answer.GetProperty("id").GetGuid();
    }

    private async Task<Guid> ReportAsync(CancellationToken cancellation)
    {
        var answer = await desk.PostAsync(
            "/api/patrol/reports",
            new
            {
                script.Text,
                script.ClassCode,
                script.Spot.Lon,
                script.Spot.Lat,
                AccuracyMetres = 4 + script.Number % 9,
                Sizes = script
                    .Sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Chunk(2)
                    .Select(size => new
                    {
                        Dimension = size[0],
                        Value = int.Parse(size[1], CultureInfo.InvariantCulture),
                    }),
                Attachments = new[] { await PhotoAsync(Moment.Before, script.At, cancellation) },
            },
            By(_cast.Inspector),
            cancellation
        );
        return answer.GetProperty("caseId").GetGuid();
    }

    private Guid? UnitOf(string? code) =>
        code is null ? null : city.Units.Single(unit => unit.Code == code).UnitId;

    private static object? PlaceOf(Spot spot) =>
        spot is { Words: null, Lon: null }
            ? null
            : new
            {
                Text = spot.Words,
                spot.Lon,
                spot.Lat,
            };
}
