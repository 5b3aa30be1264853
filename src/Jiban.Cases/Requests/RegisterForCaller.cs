using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Requests;

/// <summary>A member of staff registers for somebody who calls, comes or writes; requester and reporter may be two people.</summary>
internal static class RegisterForCaller
{
    /// <param name="Channel">Code of any channel.</param>
    /// <param name="Contact">The requester.</param>
    /// <param name="Reporter">Who tells it for the requester, when that is another person.</param>
    /// <param name="ClassCode">The class, when the operator knows it.</param>
    /// <param name="UnitId">The unit, when the operator is sure; beats every rule.</param>
    /// <param name="Praises">The number of the case for which thanks are said; they are passed on at once.</param>
    /// <param name="Component">Identifier of the component that it is about; without a place it says where.</param>
    /// <param name="Joins">An incident that was offered, when it is the same.</param>
    /// <param name="Confidential">Whether the requester wants to stay unknown to the unit that handles it.</param>
    /// <param name="Preventive">Whether no harm is done yet, and it is to be prevented (未诉先办).</param>
    public sealed record Request(
        string? Text,
        string? Kind,
        string? Channel,
        SubmitRequest.ContactPart? Contact,
        SubmitRequest.ContactPart? Reporter,
        SubmitRequest.PlacePart? Place,
        string? ClassCode,
        Guid? Choice,
        Guid? UnitId,
        IReadOnlyList<Guid>? Attachments,
        bool? Confidential = null,
        string? Praises = null,
        string? Component = null,
        Guid? Joins = null,
        bool? Preventive = null
    );

    /// <summary>The answer: what the caller is told, and the id for the desk.</summary>
    public sealed record Response(Guid Id, RegistrationAnswer Answer);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .Needs(Operation.RegisterForCaller)
            .WithName(nameof(RegisterForCaller))
            .Produces<Response>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext http,
        CaseRegistrar registrar,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (!DemandKinds.TryRead(request.Kind, out var kind))
        {
            return new Problem(
                422,
                "unknown-kind",
                "没有这种诉求性质。",
                "There is no such kind of request."
            );
        }

        var result = await registrar.RegisterAsync(
            new Registration
            {
                Text = request.Text ?? "",
                Channel = request.Channel ?? "",
                Actor = http.Actor(),
                Kind = kind,
                ClassCode = request.ClassCode,
                Requester = request.Contact is { } contact
                    ? new Contact(contact.Name, contact.Phone)
                    : null,
                Reporter = request.Reporter is { } reporter
                    ? new Contact(reporter.Name, reporter.Phone)
                    : null,
                PlaceText = request.Place?.Text,
                Lon = request.Place?.Lon,
                Lat = request.Place?.Lat,
                Component = SubmitRequest.NullIfBlank(request.Component),
                Choice = request.Choice,
                ChosenByStaff = request.UnitId,
                Uploads = request.Attachments ?? [],
                Confidential = request.Confidential ?? false,
                Preventive = request.Preventive ?? false,
                Praises = SubmitRequest.NullIfBlank(request.Praises),
                Joins = request.Joins,
                IdempotencyKey = idempotencyKey,
            },
            cancellation
        );
        return result.Registered is { } registered
            ? TypedResults.Created(
                $"/api/cases/{registered.CaseId}",
                new Response(
                    registered.CaseId,
                    RegistrationAnswer.Of(registered, desk.City, Language.IsEnglish(http))
                )
            )
            : result.Problem!;
    }
}
