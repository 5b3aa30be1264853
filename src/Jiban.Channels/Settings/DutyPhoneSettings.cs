using Jiban.Channels.Notices;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Jiban.Platform.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Settings;

/// <summary>Under which telephone somebody of a unit is on duty (值班电话). It may be a person's: whoever edits units sees it, and nobody else.</summary>
internal static class DutyPhoneSettings
{
    /// <param name="Phone">5 to 15 digits, in either width; null to take it back. What stands between the groups is left out.</param>
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

        var phone = string.IsNullOrWhiteSpace(wanted.Phone) ? null : Telephone.Read(wanted.Phone);
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
