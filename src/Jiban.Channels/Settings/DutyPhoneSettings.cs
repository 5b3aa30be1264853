using System.Text.RegularExpressions;
using Jiban.Channels.Notices;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Settings;

/// <summary>Under which telephone somebody of a unit is on duty (值班电话). It may be a person's: whoever edits units sees it, and nobody else.</summary>
internal static partial class DutyPhoneSettings
{
    /// <param name="Phone">5 to 15 digits; null to take it back. Spaces and hyphens between them are left out.</param>
    public sealed record Request(string? Phone);

    public sealed record Item(Guid UnitId, string Phone);

    private static readonly Problem UnknownUnit = new(
        StatusCodes.Status404NotFound,
        "unknown-unit",
        "没有这个单位，请重新选择。",
        "There is no such unit."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/settings/duty-phones", ListAsync)
            .Needs(Operation.EditSettings)
            .WithTags("settings")
            .WithName("ListDutyPhones");
        routes
            .MapPut("/api/units/{id:guid}/duty-phone", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithTags("settings")
            .WithName("SetDutyPhone")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>A telephone as the gateway gets it; null when it is none. Pure.</summary>
    public static string? Read(string typed)
    {
        var phone = Between().Replace(typed.Trim(), "");
        return Phone().IsMatch(phone) ? phone : null;
    }

    [GeneratedRegex(@"[ \-]")]
    private static partial Regex Between();

    [GeneratedRegex(@"^\+?[0-9]{5,15}$")]
    private static partial Regex Phone();

    private static async Task<Ok<IReadOnlyList<Item>>> ListAsync(
        HttpContext http,
        DutyPhones phones,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok<IReadOnlyList<Item>>([
            .. (await phones.ListAsync(cancellation)).Select(one => new Item(
                one.UnitId,
                one.Phone
            )),
        ]);
    }

    private static async Task<IResult> SaveAsync(
        Guid id,
        Request wanted,
        HttpContext http,
        CityRegistry registry,
        Database database,
        DutyPhones phones,
        AuditTrail trail,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (registry.Current.Unit(id) is null)
        {
            return UnknownUnit;
        }

        var phone = string.IsNullOrWhiteSpace(wanted.Phone) ? null : Read(wanted.Phone);
        if (
            Problem.IfMalformed(
                (
                    "phone",
                    phone is null && !string.IsNullOrWhiteSpace(wanted.Phone),
                    "应为5至15位数字。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await phones.SetAsync(connection, transaction, id, phone, clock.GetUtcNow(), cancellation);
        // That it was changed, not to what: the trail is read by others.
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"unit/{id}/dutyPhone", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
