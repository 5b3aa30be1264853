using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Components;

/// <summary>
/// Somebody measured something at a component: the sag of a cover, when a lamp came on, the girth of a tree. Evidence: with its time, where the one
/// who measured stood, and photos. It is added to the record, which stays as it is, so that any version will do.
/// </summary>
internal static class RecordMeasurement
{
    private const decimal Largest = 1_000_000_000;
    private const double CoarsestMetres = 10_000;
    private const int LongestKey = 100;

    /// <summary>So far ahead may be the clock of a phone; what it measures then was measured now.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <param name="Quantity">What was measured, such as 沉降.</param>
    /// <param name="Value">How much; left out where a time of day was measured.</param>
    /// <param name="Unit">Unit of measurement, such as cm; none for a time of day.</param>
    /// <param name="MeasuredAt">When; now when left out.</param>
    /// <param name="Lon">Where the one who measured stood, WGS-84; with <paramref name="Lat"/> or not at all.</param>
    /// <param name="AccuracyMetres">How well that is known, as the phone says.</param>
    /// <param name="Photos">Ids of uploads.</param>
    /// <param name="Clock">The time of day that was measured, by the clock of the city; instead of <paramref name="Value"/>.</param>
    /// <param name="Seal">What the phone made over it when it was finished, in hexadecimal; see <see cref="MeasurementSeal"/>.</param>
    public sealed record Request(
        string Quantity,
        decimal? Value = null,
        string? Unit = null,
        DateTimeOffset? MeasuredAt = null,
        double? Lon = null,
        double? Lat = null,
        double? AccuracyMetres = null,
        IReadOnlyList<Guid>? Photos = null,
        string? Seal = null,
        TimeOnly? Clock = null
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/{id:guid}/measurements", HandleAsync)
            .Needs(Operation.MeasureComponents)
            .WithName(nameof(RecordMeasurement))
            .Answers();
        routes
            .MapPost("/tags/{code}/measurements", HandleTagAsync)
            .Needs(Operation.MeasureComponents)
            .WithName("RecordMeasurementByTag")
            .Answers();
    }

    /// <summary>What is malformed; null when nothing is. Pure.</summary>
    public static Problem? Refuse(Request request, string? key, DateTimeOffset now) =>
        Problem.IfMalformed(
            (
                "quantity",
                string.IsNullOrWhiteSpace(request.Quantity) || request.Quantity.Trim().Length > 40,
                "测量项目为1到40个字。"
            ),
            ("unit", request.Unit?.Trim().Length > 20, "单位不超过20个字。"),
            ("value", request.Value is null == request.Clock is null, "数值和时刻填且只填一项。"),
            ("clock", request.Clock is { Second: not 0 }, "时刻填到分钟。"),
            ("value", request.Value is < -Largest or > Largest, "数值过大。"),
            (
                "measuredAt",
                request.MeasuredAt > now + Skew || request.MeasuredAt < now.AddYears(-100),
                "测量时间不能晚于现在。"
            ),
            (
                "position",
                request.Lon is null != request.Lat is null
                    || request is { Lon: { } lon, Lat: { } lat }
                        && Positions.Refuse(lon, lat) is not null,
                "经纬度须一起填写，且在地球上。"
            ),
            (
                "accuracyMetres",
                request.AccuracyMetres is { } metres && metres is not (>= 0 and <= CoarsestMetres),
                "定位精度为0到10000米。"
            ),
            (
                "seal",
                request.Seal is { } seal
                    && (request.MeasuredAt is null || seal.Length != FieldSeal.Length),
                "封存值须为64位十六进制，并附测量时间。"
            ),
            ("Idempotency-Key", key?.Length > LongestKey, "不超过100个字符。")
        );

    /// <summary>Under the identifier on the tag, which is all that a phone without a network knows.</summary>
    /// <param name="key">The same key is one measurement, however often it is sent.</param>
    private static async Task<IResult> HandleTagAsync(
        string code,
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var id = await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(
                "select component_id from city.component where code = @code and valid_to is null",
                new { code },
                cancellationToken: cancellation
            )
        );
        return id is { } component
            ? await HandleAsync(component, request, key, http, desk, cancellation)
            : ComponentRefusal.UnknownComponent.ToProblem();
    }

    /// <param name="key">The same key is one measurement, however often it is sent.</param>
    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var edit = await desk.BeginAsync(http, id, cancellation);
        if (edit.BlocksAdding(Operation.MeasureComponents) is { } why)
        {
            return why.ToProblem();
        }

        if (Refuse(request, key, edit.Now) is { } malformed)
        {
            return malformed;
        }

        // Who sends the same again waits for the lock on the component, and then finds what the first wrote.
        if (
            key is { Length: > 0 }
            && await edit.QueryAsync<bool>(
                "select exists (select from city.component_measurement where measured_by = @By and idempotency_key = @key)",
                new { By = edit.Actor.Id, key },
                cancellation
            )
        )
        {
            return await edit.CommitAsync(edit.Current!, cancellation);
        }

        if (
            request is { Seal: { } sealedAs, MeasuredAt: { } measuredAt }
            && await edit.HashesAsync(request.Photos ?? [], cancellation) is var hashes
            // A photo that is not there any more is told where it is claimed.
            && (request.Photos ?? []).All(hashes.ContainsKey)
            && MeasurementSeal.Of(
                edit.Current!.Code,
                request,
                measuredAt,
                [.. (request.Photos ?? []).Select(id => hashes[id])]
            ) != sealedAs
        )
        {
            return MeasurementSeal.Broken;
        }

        var measurement = desk.Ids.New();
        await edit.ExecuteAsync(
            """
            insert into city.component_measurement (measurement_id, component_id, quantity, value, clock, unit, measured_at, measured_by,
                location, accuracy_metres, recorded_at, idempotency_key, seal)
            values (@measurement, @id, @Quantity, @Value, @Clock, @Unit, @At, @By, ST_GeomFromWKB(@location, 4326), @AccuracyMetres, @Now, @key, @Seal)
            """,
            new
            {
                measurement,
                id,
                Quantity = request.Quantity.Trim(),
                request.Value,
                request.Clock,
                Unit = request.Unit?.Trim() ?? "",
                At = (
                    request.MeasuredAt is { } at && at < edit.Now ? at : edit.Now
                ).ToUniversalTime(),
                By = edit.Actor.Id,
                location = request is { Lon: { } lon, Lat: { } lat }
                    ? new Point(lon, lat).AsBinary()
                    : null,
                request.AccuracyMetres,
                request.Seal,
                edit.Now,
                key = Typed.Text(key),
            },
            cancellation
        );
        return
            request.Photos is { Count: > 0 } photos
            && await edit.KeepPhotosAsync(photos, cancellation, measurement) is { } unkept
            ? unkept
            : await edit.CommitAsync(edit.Current!, cancellation);
    }
}
