using System.Globalization;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>The items of the collection: GeoJSON, by box and time, in pages that link to the next.</summary>
internal static class OgcItems
{
    public const string MediaType = "application/geo+json";
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    /// <summary>The standard wants a parameter that it does not know to be refused.</summary>
    private static readonly string[] Known = ["bbox", "datetime", "limit", "after"];

    /// <summary>An instant, or a stretch of time with both ends; either may be open.</summary>
    internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To);

    public static void Map(IEndpointRouteBuilder ogc)
    {
        ogc.MapGet($"/collections/{OgcFeatures.Collection}/items", ListAsync)
            .Needs(Operation.ReadFeatures)
            .WithName("OgcItems")
            .Produces<string>(contentType: MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        ogc.MapGet($"/collections/{OgcFeatures.Collection}/items/{{code}}", ShowAsync)
            .Needs(Operation.ReadFeatures)
            .WithName("OgcItem")
            .Produces<string>(contentType: MediaType)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>An RFC 3339 instant, a civil day, or an interval of them with <c>..</c> for an open end; null when it is none.</summary>
    public static Stretch? TimeOf(string text)
    {
        var ends = text.Split('/');
        return ends.Length switch
        {
            1 => End(ends[0], last: false) is { } from && End(ends[0], last: true) is { } to
                ? new Stretch(from, to)
                : null,
            2 => (
                ends[0] is "" or ".." ? DateTimeOffset.MinValue : End(ends[0], last: false),
                ends[1] is "" or ".." ? DateTimeOffset.MaxValue : End(ends[1], last: true)
            )
                is ({ } from, { } to)
            && from <= to
                ? new Stretch(from, to)
                : null,
            _ => null,
        };
    }

    private static DateTimeOffset? End(string text, bool last) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? CivilTime.StartOf(last ? day.AddDays(1) : day).AddTicks(last ? -10 : 0)
        : text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
        : null;

    private static async Task<IResult> ListAsync(
        string? bbox,
        string? datetime,
        int? limit,
        string? after,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        var stretch = datetime is null ? null : TimeOf(datetime);
        var unknown = http.Request.Query.Keys.Except(Known, StringComparer.Ordinal).ToList();
        if (
            Problem.IfMalformed(
                ("bbox", bbox is not null && !Positions.TryBox(bbox, out _), "范围为西,南,东,北。"),
                ("datetime", datetime is not null && stretch is null, "时间或时间段有误。"),
                ("limit", limit < 1, "至少为1。"),
                (string.Join(',', unknown), unknown.Count > 0, "没有这个参数。")
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var parameters = new DynamicParameters();
        var where = Where(bbox, stretch, parameters);
        var size = Math.Min(limit ?? DefaultLimit, MaxLimit);
        parameters.Add("after", after ?? "");
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var matched = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                $"select count(*) from city.component c where {where}",
                parameters,
                cancellationToken: cancellation
            )
        );
        var rows = (
            await connection.QueryAsync<Component>(
                new CommandDefinition(
                    $"select {ComponentStore.Columns} from city.component c where {where} and c.code > @after order by c.code limit {size + 1}",
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var page = rows.Take(size).ToList();
        var duties = await ComponentStore.DutiesAsync(
            connection,
            null,
            [.. page.Select(row => row.ComponentId)],
            cancellation
        );
        var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, ComponentFeature.Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString(
                "timeStamp",
                desk.Clock.GetUtcNow()
                    .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
            );
            json.WriteNumber("numberMatched", matched);
            json.WriteNumber("numberReturned", page.Count);
            Links(json, http.Request, rows.Count > size ? page[^1].Code : null);
            json.WriteStartArray("features");
            foreach (var row in page)
            {
                ComponentFeature.Write(
                    json,
                    row,
                    ComponentFields.Of(
                        row,
                        duties[row.ComponentId],
                        desk.City,
                        DayOf(row, stretch, desk.Today)
                    )
                );
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return TypedResults.Bytes(buffer.ToArray(), MediaType);
    }

    private static async Task<IResult> ShowAsync(
        string code,
        HttpRequest request,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Component>(
            new CommandDefinition(
                $"select {ComponentStore.Columns} from city.component c where c.code = @code and c.valid_to is null",
                new { code },
                cancellationToken: cancellation
            )
        );
        if (row is null)
        {
            return ComponentRefusal.UnknownComponent.ToProblem();
        }

        var duties = await ComponentStore.DutiesAsync(
            connection,
            null,
            [row.ComponentId],
            cancellation
        );
        var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, ComponentFeature.Options))
        {
            var collection = $"/collections/{OgcFeatures.Collection}";
            ComponentFeature.Write(
                json,
                row,
                ComponentFields.Of(row, duties[row.ComponentId], desk.City, desk.Today),
                [
                    OgcFeatures.To(
                        request,
                        $"{collection}/items/{row.Code}",
                        "self",
                        "This component",
                        MediaType
                    ),
                    OgcFeatures.Page(request, $"/components/{row.ComponentId}"),
                    OgcFeatures.To(request, collection, "collection", "The collection"),
                ]
            );
        }

        return TypedResults.Bytes(buffer.ToArray(), MediaType);
    }

    /// <summary>The civil day whose units a version is told with: the last of what was asked for on which it held, today when nothing was. Pure.</summary>
    internal static DateOnly DayOf(Component row, Stretch? stretch, DateOnly today)
    {
        if (stretch is not { } time)
        {
            return today;
        }

        var asked = CivilTime.DayOf(Within(time.To));
        var held = row.ValidTo is { } ended ? CivilTime.DayOf(ended.AddTicks(-10)) : today;
        return asked < held ? asked : held;
    }

    /// <summary>What stands now; with a time, of each component the last version that stood within it, also of one that was taken away before its end.</summary>
    private static string Where(string? bbox, Stretch? stretch, DynamicParameters parameters)
    {
        var conditions = new List<string> { "c.state <> 'removed'" };
        if (stretch is { } time)
        {
            conditions.Add(
                """
                c.valid_from <= @to and (c.valid_to is null or c.valid_to > @from) and not exists (
                    select from city.component n where n.component_id = c.component_id and n.version = c.version + 1 and n.valid_from <= @to
                        and n.state <> 'removed')
                """
            );
            parameters.Add("from", Within(time.From));
            parameters.Add("to", Within(time.To));
        }
        else
        {
            conditions.Add("c.valid_to is null");
        }

        if (bbox is not null && Positions.TryBox(bbox, out var box))
        {
            conditions.Add("c.location && ST_MakeEnvelope(@west, @south, @east, @north, 4326)");
            parameters.Add("west", box.MinX);
            parameters.Add("south", box.MinY);
            parameters.Add("east", box.MaxX);
            parameters.Add("north", box.MaxY);
        }

        return string.Join(" and ", conditions);
    }

    /// <summary>The store would take the ends of .NET's time for infinity or refuse them.</summary>
    private static DateTimeOffset Within(DateTimeOffset at) =>
        at.Year < 1900 ? new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)
        : at.Year > 2900 ? new(2900, 1, 1, 0, 0, 0, TimeSpan.Zero)
        : at;

    private static void Links(Utf8JsonWriter json, HttpRequest request, string? next)
    {
        var path = $"/collections/{OgcFeatures.Collection}";
        var here = $"{path}/items{request.QueryString}";
        var links = new List<OgcFeatures.Link>
        {
            OgcFeatures.To(request, here, "self", "This page", MediaType),
            OgcFeatures.Page(request, "/components"),
            OgcFeatures.To(request, path, "collection", "The collection"),
        };
        if (next is not null)
        {
            var query = QueryString.Create(
                request.Query.Where(pair => pair.Key != "after").Append(new("after", next))
            );
            links.Add(
                OgcFeatures.To(request, $"{path}/items{query}", "next", "The next page", MediaType)
            );
        }

        json.WritePropertyName("links");
        JsonSerializer.Serialize(json, links, ApiJson.Options);
    }
}
