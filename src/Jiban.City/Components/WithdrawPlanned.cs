using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>
/// A handover or terms that were typed wrongly are taken back before their day, and what held before goes on. What has begun stays on record; the reason
/// stands in the history.
/// </summary>
internal static class WithdrawPlanned
{
    /// <summary>Exactly one of role and terms is taken back.</summary>
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="Role">Of the handover that is to come.</param>
    /// <param name="Terms">The kind of what is to hold.</param>
    /// <param name="Reason">At least four characters.</param>
    public sealed record Request(
        int Version,
        string Reason,
        DutyRole? Role = null,
        TermsKind? Terms = null
    );

    private static readonly Problem None = new(
        StatusCodes.Status409Conflict,
        "nothing-planned",
        "没有尚未生效的这一项，可能已经生效或被撤回。没有改动。",
        "Nothing of the kind is still to come; it may have begun or been taken back. Nothing was changed."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/withdraw", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(WithdrawPlanned))
            .Answers();

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (
            (
                Typed.Malformed(request.Reason)
                ?? Problem.IfMalformed(
                    (
                        "role",
                        (request.Role is null) == (request.Terms is null),
                        "须且只能撤回一项。"
                    )
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        await using var edit = await desk.BeginAsync(http, id, cancellation);
        if (
            (
                edit.Blocks(request.Version)
                ?? (
                    Typed.Says(request.Reason)
                        ? (ComponentRefusal?)null
                        : ComponentRefusal.ReasonMissing
                )
            ) is
            { } why
        )
        {
            return why.ToProblem();
        }

        // The two tables tell their kind in a column of its own name; nothing of the request becomes SQL.
        var (table, column, kind) = request.Role is { } role
            ? ("component_duty", "role", Stored.Word(role))
            : ("component_terms", "kind", Stored.Word(request.Terms!.Value));
        var withdrawn = await edit.QueryAsync<DateOnly?>(
            $"""
            with planned as (
                select max(from_day) as from_day from city.{table}
                where component_id = @id and {column} = @kind and from_day > @today),
            gone as (
                delete from city.{table} using planned
                where component_id = @id and {column} = @kind and {table}.from_day = planned.from_day
                returning {table}.from_day)
            select max(from_day) from gone
            """,
            new
            {
                id,
                kind,
                today = CivilTime.DayOf(edit.Now),
            },
            cancellation
        );
        if (withdrawn is not { } from)
        {
            return None;
        }

        // What ended for its sake goes on.
        await edit.ExecuteAsync(
            $"update city.{table} set until_day = null where component_id = @id and {column} = @kind and until_day = @last",
            new
            {
                id,
                kind,
                last = from.AddDays(-1),
            },
            cancellation
        );
        return await edit.WriteAsync(
            edit.Current!.Next(
                ComponentChange.Changed,
                Trace(from, Typed.Text(request.Reason)!),
                edit.Actor.Id,
                edit.Now
            ),
            cancellation
        );
    }

    /// <summary>What the history says; no longer than a reason may be.</summary>
    private static string Trace(DateOnly from, string reason)
    {
        var trace = $"撤回自{from:yyyy-MM-dd}起的安排：{reason}";
        return trace.Length <= Typed.LongestReason ? trace : trace[..Typed.LongestReason];
    }
}
