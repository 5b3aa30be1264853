using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>Sets from a day on when a lamp burns, until when a maker answers, or what a charger costs; what held before ends on the day before.</summary>
internal static class SetComponentTerms
{
    private const int FarthestDays = 366;

    /// <summary>Exactly one of schedule, warranty and tariff is set.</summary>
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="From">The first day.</param>
    public sealed record Request(
        int Version,
        DateOnly From,
        Schedule? Schedule = null,
        Warranty? Warranty = null,
        Tariff? Tariff = null
    )
    {
        internal TermsKind Kind =>
            Schedule is not null ? TermsKind.Schedule
            : Warranty is not null ? TermsKind.Warranty
            : TermsKind.Tariff;

        internal object Terms => (object?)Schedule ?? (object?)Warranty ?? Tariff!;
    }

    private static readonly Problem OtherClass = new(
        StatusCodes.Status422UnprocessableEntity,
        "terms-of-other-class",
        "这类部件没有这项内容：亮灯时段只用于灯，收费标准只用于充电桩。",
        "Components of this class have no such terms: schedules are for lamps, tariffs for chargers."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/{id:guid}/terms", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(SetComponentTerms))
            .Answers();

    /// <summary>What is malformed; null when nothing is. Pure.</summary>
    public static Problem? Refuse(Request request) =>
        Problem.IfMalformed(
            (
                "terms",
                new object?[] { request.Schedule, request.Warranty, request.Tariff }.Count(one =>
                    one is not null
                ) != 1,
                "亮灯时段、质保、收费标准须且只能填一项。"
            ),
            (
                "schedule",
                request.Schedule?.CoversTheYear() == false,
                "各季节须不重不漏地覆盖全年。"
            ),
            (
                "warranty",
                request.Warranty is { } warranty
                    && (
                        string.IsNullOrWhiteSpace(warranty.By)
                        || warranty.By.Length > 100
                        || warranty.Ends < request.From
                    ),
                "质保单位为1到100个字，截止日不早于起始日。"
            ),
            ("tariff", request.Tariff?.IsPriced() == false, "价格以分计，0到100000。"),
            (
                "periods",
                request.Tariff?.IsOneAtATime() == false,
                "各时段不能重叠，起止不能相同，最多24段。"
            )
        );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (Refuse(request) is { } malformed)
        {
            return malformed;
        }

        await using var edit = await desk.BeginAsync(http, id, cancellation);
        if (edit.Blocks(request.Version) is { } why)
        {
            return why.ToProblem();
        }

        var (takes, last) = await edit.QueryAsync<(bool Takes, DateOnly? Last)>(
            """
            select @kind = 'warranty' or exists (select from city.component_class where code = @ClassCode and valid_until is null and @kind = any(terms)),
                (select max(from_day) from city.component_terms where component_id = @id and kind = @kind)
            """,
            new
            {
                id,
                kind = Stored.Word(request.Kind),
                edit.Current!.ClassCode,
            },
            cancellation
        );
        if (!takes)
        {
            return OtherClass;
        }

        if (
            request.From <= last
            || request.From < edit.Current.InitialDate
            || request.From > CivilTime.DayOf(edit.Now).AddDays(FarthestDays)
        )
        {
            return ComponentRefusal.DayOutOfRange.ToProblem();
        }

        await edit.ExecuteAsync(
            """
            update city.component_terms set until_day = @From - 1 where component_id = @id and kind = @kind and until_day is null;
            insert into city.component_terms (component_id, kind, from_day, terms, set_by) values (@id, @kind, @From, @terms::jsonb, @By)
            """,
            new
            {
                id,
                kind = Stored.Word(request.Kind),
                request.From,
                terms = JsonSerializer.Serialize(request.Terms, ApiJson.Options),
                By = edit.Actor.Id,
            },
            cancellation
        );
        return await edit.CommitAsync(edit.Current, cancellation);
    }
}
