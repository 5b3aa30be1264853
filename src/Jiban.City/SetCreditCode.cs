using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City;

/// <summary>Says under which unified social credit code a unit stands, for the records that name it (GB/T 47678.5 table 2, fields 3, 5 and 7).</summary>
internal static class SetCreditCode
{
    /// <param name="CreditCode">18 characters of GB 32100; null to take it back.</param>
    public sealed record Request(string? CreditCode);

    private static readonly Problem Taken = new(
        StatusCodes.Status409Conflict,
        "credit-code-taken",
        "另一个单位已经用了这个统一社会信用代码。内设机构没有自己的代码，请填在所属单位名下。没有保存。",
        "Another unit stands under this credit code; sections of an office have none of their own. Nothing was saved."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/api/units/{id:guid}/credit-code", HandleAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(SetCreditCode))
            .WithTags("settings")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        var code = Typed.Text(request.CreditCode)?.ToUpperInvariant();
        if (
            Problem.IfMalformed(
                (
                    "creditCode",
                    code is not null && !CreditCode.IsSound(code),
                    "统一社会信用代码为18位，末位校验码不符，请核对。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        try
        {
            return await UnitEdit.SetAsync(
                id,
                "credit_code = @code",
                new { code },
                "creditCode",
                http,
                desk,
                registry,
                cancellation
            );
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Taken;
        }
    }
}
