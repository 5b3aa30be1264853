using System.Security.Cryptography;
using System.Text;
using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>
/// A request that holds several demands is split into cases of their own (拆单), each with its class, unit, limits and call-back. The first
/// number stays the requester's key to all of them.
/// </summary>
internal static class SplitCase
{
    private const int Fewest = 2;
    private const int Most = 9;

    /// <param name="Text">One demand, in the citizen's words.</param>
    /// <param name="UnitId">The unit, when it is clear; dispatch decides otherwise.</param>
    /// <param name="Component">The identifier of the component that it is about; that of the request when left out.</param>
    public sealed record Part(
        string? Text,
        string? ClassCode,
        Guid? UnitId,
        string? Component = null
    );

    /// <param name="Parts">Two to nine demands.</param>
    public sealed record Request(IReadOnlyList<Part>? Parts);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/split", HandleAsync)
            .Needs(Operation.SplitCase)
            .WithName(nameof(SplitCase))
            .Changes();

    /// <summary>Why it can't be split now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State is not (CaseState.Queued or CaseState.Dispatched) ? new(Refusal.SplitTooLate)
        : file.ParentId is not null ? new(Refusal.AlreadyAPart)
        // The city knows one number with one limit and one result: parts of it could answer for neither.
        : file.IsOrder ? new(Refusal.OrderNotSplit)
        : Incident.BlocksEnd(file);

    /// <summary>What happens to the request when its parts are there.</summary>
    public static Happening[] Decide(IReadOnlyList<SplitPart> parts, Actor actor) =>
        [
            Happening.Of(Happened.Split, new SplitFacts(parts, actor.Id)),
            Happening.Of(Happened.Closed, new ClosedFacts(ClosedHow.Split, actor.Id)),
        ];

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CaseRegistrar registrar,
        NamedComponents components,
        CancellationToken cancellation
    )
    {
        if (
            (
                Malformed(request, desk)
                ?? await UnnamedAsync(request.Parts!, components, desk, cancellation)
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        await using var change = await desk.BeginAsync(http, id, Operation.SplitCase, cancellation);
        if (await change.RefusedAsync(Blocks(change.File), cancellation) is { } refused)
        {
            return refused;
        }

        // The parts are written by the one writer of cases, before the request is closed. When that fails in between, the same split sent
        // again finds them by their keys and ends it.
        var requester = await RequesterAsync(change, desk, cancellation);
        // What was taken away since stays with the request; its parts go by their place.
        var component =
            change.File.Component is { } named
            && await RefuseAsync(named, components, desk, cancellation) is null
                ? named
                : null;
        var parts = new List<SplitPart>();
        foreach (var part in request.Parts!)
        {
            var made = await registrar.RegisterAsync(
                PartOf(change, part, requester, component),
                cancellation
            );
            if (made.Registered is not { } registered)
            {
                return made.Problem!;
            }

            parts.Add(new SplitPart(registered.CaseId, registered.Number));
        }

        return await change.CommitAsync(Decide(parts, change.Actor), cancellation);
    }

    private static Registration PartOf(
        CaseChange change,
        Part part,
        People? people,
        string? component
    )
    {
        var file = change.File;
        return new Registration
        {
            Text = part.Text!,
            Channel = file.Channel,
            Actor = change.Actor,
            ClassCode = part.ClassCode,
            Requester = ContactOf(people?.Requester),
            Reporter = ContactOf(people?.Reporter),
            PlaceText = file.PlaceName,
            Lon = file.LonE7 / 1e7,
            Lat = file.LatE7 / 1e7,
            ChosenByStaff = part.UnitId,
            Confidential = file.Confidential,
            Component = SubmitRequest.NullIfBlank(part.Component) ?? component,
            Parent = file.CaseId,
            IdempotencyKey =
                $"split {file.CaseId} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part.Text!)))}",
        };
    }

    /// <summary>Before anything is written: why one of the parts may not name its component; null when each may.</summary>
    private static async Task<Problem?> UnnamedAsync(
        IReadOnlyList<Part> parts,
        NamedComponents components,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        foreach (var part in parts)
        {
            if (
                SubmitRequest.NullIfBlank(part.Component) is { } named
                && await RefuseAsync(named, components, desk, cancellation) is { } refused
            )
            {
                return refused;
            }
        }

        return null;
    }

    private static async Task<Problem?> RefuseAsync(
        string named,
        NamedComponents components,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        ComponentNamed.Refuse(
            await components.FindAsync(named, CivilTime.DayOf(desk.Clock.GetUtcNow()), cancellation)
        );

    private static Contact? ContactOf(Person? person) =>
        person is null ? null : new(person.Name, person.Phone);

    private static async Task<People?> RequesterAsync(
        CaseChange change,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var stored = await CaseStore.SecretsAsync(
            change.Connection,
            change.File.CaseId,
            cancellation
        );
        return stored.People is { } box
            ? CaseSecrets.Open(desk.Keys, change.File.CaseId, stored.Wrapped)?.OpenPeople(box)
            : null;
    }

    private static Problem? Malformed(Request request, CaseDesk desk) =>
        request.Parts is not { Count: >= Fewest and <= Most } parts
        || parts.Select(part => part.Text?.Trim()).Distinct().Count() != parts.Count
            ? new Problem(
                422,
                "split-parts",
                $"请拆成{Fewest}到{Most}件内容不同的诉求。",
                $"Split it into {Fewest} to {Most} different demands."
            )
            : parts
                .Select(part =>
                    RequestText.Check(part.Text).Problem
                    ?? (
                        part.ClassCode is { } code && desk.Dispatcher.Class(code) is null
                            ? new Refused(Refusal.UnknownClass).ToProblem()
                        : part.UnitId is { } unit && desk.City.Unit(unit) is null
                            ? new Refused(Refusal.UnknownUnit).ToProblem()
                        : null
                    )
                )
                .FirstOrDefault(problem => problem is not null);
}
