using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>Somebody measured something at a component: the sag of a cover, the light of a lamp, the girth of a tree.</summary>
internal static class RecordMeasurement
{
    private const decimal Largest = 1_000_000_000;

    /// <param name="Version">The version that was looked at.</param>
    /// <param name="Quantity">What was measured, such as 沉降.</param>
    /// <param name="Unit">Unit of measurement, such as cm.</param>
    /// <param name="MeasuredAt">When; now when left out.</param>
    public sealed record Request(
        int Version,
        string Quantity,
        decimal Value,
        string Unit,
        DateTimeOffset? MeasuredAt = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/measurements", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(RecordMeasurement))
            .Answers();

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var edit = await desk.BeginAsync(http, id, cancellation);
        if (edit.Blocks(request.Version) is { } why)
        {
            return why.ToProblem();
        }

        var at = request.MeasuredAt ?? edit.Now;
        if (
            Problem.IfMalformed(
                (
                    "quantity",
                    string.IsNullOrWhiteSpace(request.Quantity) || request.Quantity.Length > 40,
                    "测量项目为1到40个字。"
                ),
                ("unit", request.Unit.Length > 20, "单位不超过20个字。"),
                ("value", Math.Abs(request.Value) > Largest, "数值过大。"),
                (
                    "measuredAt",
                    at > edit.Now || at < edit.Now.AddYears(-100),
                    "测量时间不能晚于现在。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        await edit.ExecuteAsync(
            """
            insert into city.component_measurement (measurement_id, component_id, quantity, value, unit, measured_at, measured_by)
            values (@Measurement, @id, @Quantity, @Value, @Unit, @at, @By)
            """,
            new
            {
                Measurement = desk.Ids.New(),
                id,
                Quantity = request.Quantity.Trim(),
                request.Value,
                Unit = request.Unit.Trim(),
                at,
                By = edit.Actor.Id,
            },
            cancellation
        );
        return await edit.CommitAsync(edit.Current!, cancellation);
    }
}
