using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Twins;

/// <summary>
/// A person says that a case and another one that is offered beside it are two matters (不是同一件事): it stands in the journal, and neither is offered at the other again.
/// </summary>
internal static class DenyTwin
{
    /// <param name="Other">The case that was offered.</param>
    public sealed record Request(Guid Other);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/twins/deny", HandleAsync)
            .Needs(Operation.JoinIncident)
            .WithName(nameof(DenyTwin))
            .Changes();

    /// <summary>Which cases a person has said to be other matters than the one of these entries.</summary>
    public static HashSet<Guid> Of(IEnumerable<JournalEntry> entries) =>
        [
            .. entries
                .Where(entry => entry.Kind == Happened.TwinDenied)
                .Select(entry => CanonicalJson.Read<TwinDeniedFacts>(entry.Data).Other),
        ];

    /// <param name="other">The case named; null when there is none, or the actor may not see it.</param>
    /// <param name="denied">What was said before.</param>
    public static Decided Decide(
        CaseFile file,
        CaseFile? other,
        IReadOnlySet<Guid> denied,
        Actor actor
    ) =>
        file.State == CaseState.Closed ? Refusal.AlreadyClosed
        : other is null ? Refusal.UnknownCase
        : other.CaseId == file.CaseId ? Refusal.IncidentOfItself
        // Said twice it is as true as once.
        : denied.Contains(other.CaseId) ? Array.Empty<Happening>()
        : Happening.Of(
            Happened.TwinDenied,
            new TwinDeniedFacts(other.CaseId, other.Number, actor.Id)
        );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.JoinIncident,
            cancellation
        );
        var other = await CaseStore.LoadAsync(change.Connection, request.Other, cancellation);
        var said = Of(await Journal.ReadAsync(change.Connection, id, cancellation));
        return await change.CommitAsync(
            Decide(
                change.File,
                other is not null && change.Refuse(other, Operation.ViewCases) is null
                    ? other
                    : null,
                said,
                change.Actor
            ),
            cancellation
        );
    }
}
