using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>The record of a component is put right: what it is called and made of, not where it is nor how it stands.</summary>
internal static class ChangeComponent
{
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="ElevationMetres">How high it stands, over the 1985 national height datum; null when nobody knows.</param>
    /// <param name="InitialDate">The day since which it stands there, put right; as before when left out.</param>
    public sealed record Request(
        int Version,
        string Name,
        DataSource DataSource,
        PositionAccuracy Accuracy,
        bool OnTactilePaving,
        string? PlaceText = null,
        string? Material = null,
        string? Shape = null,
        string? Remark = null,
        string? Reason = null,
        decimal? ElevationMetres = null,
        DateOnly? InitialDate = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/{id:guid}", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(ChangeComponent))
            .Answers();

    /// <summary>The version with the new record.</summary>
    public static Component With(Component current, Request request) =>
        current with
        {
            Name = request.Name.Trim(),
            DataSource = request.DataSource,
            Accuracy = request.Accuracy,
            OnTactilePaving = request.OnTactilePaving,
            PlaceText = Typed.Text(request.PlaceText),
            Material = Typed.Text(request.Material),
            Shape = Typed.Text(request.Shape),
            Remark = Typed.Text(request.Remark),
            ElevationMetres = request.ElevationMetres,
            InitialDate = request.InitialDate ?? current.InitialDate,
        };

    /// <summary>The values that the class does not list. What stood there before stays, also when its list came later.</summary>
    public static IReadOnlyList<SurveyFault> FaultsOf(
        Component current,
        Component changed,
        ClassLists lists,
        DateOnly today
    ) =>
        [
            .. changed.InitialDate == current.InitialDate
            || SurveyCheck.IsInitialDate(changed.InitialDate, today)
                ? Array.Empty<SurveyFault>()
                : [new("initial-date-out-of-range")],
            .. lists
                .Unlisted(
                    changed.ClassCode,
                    changed.Material == current.Material ? null : changed.Material,
                    changed.Shape == current.Shape ? null : changed.Shape
                )
                .Select(unlisted => new SurveyFault("value-not-allowed", unlisted)),
        ];

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (Malformed(request) is { } malformed)
        {
            return malformed;
        }

        await using var edit = await desk.BeginAsync(http, id, cancellation);
        if (edit.Blocks(request.Version) is { } why)
        {
            return why.ToProblem();
        }

        var changed = With(edit.Current!, request);
        var lists = await edit.ListsAsync(cancellation);
        if (
            FaultsOf(edit.Current!, changed, lists, CivilTime.DayOf(edit.Now)) is
            { Count: > 0 } faults
        )
        {
            return AddComponent.Faulty(faults);
        }

        return changed == edit.Current
            ? ComponentRefusal.NothingChanged.ToProblem()
            : await edit.WriteAsync(
                changed.Next(
                    ComponentChange.Changed,
                    Typed.Text(request.Reason),
                    edit.Actor.Id,
                    edit.Now
                ),
                cancellation
            );
    }

    private static Problem? Malformed(Request request) =>
        Problem.IfMalformed(
            (
                "name",
                string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > 30,
                "名称为1到30个字。"
            ),
            ("elevationMetres", Elevation.IsOdd(request.ElevationMetres), Elevation.Fault),
            ("placeText", request.PlaceText?.Length > 200, "不超过200字。"),
            ("material", request.Material?.Length > 50, "不超过50字。"),
            ("shape", request.Shape?.Length > 50, "不超过50字。"),
            ("remark", request.Remark?.Length > 1000, "不超过1000字。"),
            ("reason", request.Reason?.Length > Typed.LongestReason, "不超过500字。")
        );
}
