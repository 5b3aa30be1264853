using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Upstream;

/// <summary>
/// Takes an order that the city's 12345 line passes on: one case however often it is sent, with the city's number and limit. It is dispatched
/// like every request: clear authority → the unit, otherwise → the district, which allocates.
/// </summary>
internal static class ReceiveOrder
{
    /// <summary>Nine pictures in base64, and the words.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    private const int LongestNumber = 64;

    /// <param name="Name">As the city has it.</param>
    public sealed record Person(string? Name, string? Phone);

    /// <param name="Sha256">Of the content, in hex.</param>
    /// <param name="Content">The picture, base64.</param>
    public sealed record Attachment(string Sha256, byte[] Content);

    /// <param name="OrderNo">The city's number: a to z, A to Z, 0 to 9, - _ and . only, because others look alike in two widths and scripts.</param>
    /// <param name="Content">What it is about, in words.</param>
    /// <param name="Kind">The nature of the request; what is left out is read from the words.</param>
    /// <param name="ClassCode">A code of <c>/dict/classes</c>.</param>
    /// <param name="Confidential">The requester wants to stay unknown: name and telephone are not taken over, and the city asks them itself.</param>
    /// <param name="Unit">A code of <c>/dict/units</c>, when the city has chosen the unit.</param>
    /// <param name="Limit">Until when the city wants the result.</param>
    /// <param name="Component">The identifier of the component that it is about, as the national standard has it.</param>
    public sealed record Request(
        string OrderNo,
        string? Title,
        string Content,
        DemandKind? Kind,
        string? ClassCode,
        Person? Requester,
        bool? Confidential,
        string? District,
        string? Street,
        string? Community,
        string? Point,
        double? Lon,
        double? Lat,
        string? Enterprise,
        string? Unit,
        DateTimeOffset? Limit,
        IReadOnlyList<Attachment>? Attachments,
        string? Component = null
    );

    /// <param name="Number">The number of the case here.</param>
    /// <param name="Dispatched">Whether a unit has it; otherwise <paramref name="Unit"/> allocates.</param>
    public sealed record Response(
        string OrderNo,
        string Number,
        TellCity.UnitPart Unit,
        bool Dispatched,
        DateTimeOffset DueSign,
        DateTimeOffset DueContact,
        DateTimeOffset DueResolve
    );

    private static readonly Problem BadNumber = new(
        StatusCodes.Status422UnprocessableEntity,
        "order-number",
        "工单编号只能是半角英文字母、数字和 - _ .，最多64个字符。",
        "The number of an order is made of letters A to Z, digits and - _ . and has 64 characters at most."
    );

    private static readonly Problem LimitPast = new(
        StatusCodes.Status422UnprocessableEntity,
        "order-limit",
        "办理时限已过，请核对。",
        "The limit of the order has passed."
    );

    private static readonly Problem Damaged = new(
        StatusCodes.Status422UnprocessableEntity,
        "attachment-damaged",
        "附件内容与 sha256 不符，请重新发送。",
        "An attachment does not fit its sha256; send it again."
    );

    private static readonly Problem UnknownUnit = new(
        StatusCodes.Status422UnprocessableEntity,
        "unknown-unit",
        "没有这个承办单位，请同步单位字典。",
        "There is no such unit; synchronise the dictionary of units."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/orders", HandleAsync)
            .Needs(Operation.ExchangeUpstream)
            .WithName(nameof(ReceiveOrder))
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Produces<Response>(StatusCodes.Status201Created)
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>Why an order can't be taken; null when it can. Pure.</summary>
    public static Problem? Check(Request order, CitySnapshot city, DateTimeOffset now) =>
        order.OrderNo.Length is 0 or > LongestNumber
        || order.OrderNo.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            ? BadNumber
        : order.Limit <= now ? LimitPast
        : order.Unit is not null && UnitOf(order, city) is null ? UnknownUnit
        : order.Attachments?.Any(one =>
            !string.Equals(
                Convert.ToHexStringLower(SHA256.HashData(one.Content)),
                one.Sha256,
                StringComparison.OrdinalIgnoreCase
            )
        ) == true
            ? Damaged
        : null;

    private static Unit? UnitOf(Request order, CitySnapshot city) =>
        city.Units.FirstOrDefault(unit => unit.Code == order.Unit);

    private static async Task<IResult> HandleAsync(
        Request order,
        HttpContext http,
        Database database,
        CaseRegistrar registrar,
        CityRegistry registry,
        Photos photos,
        KeyRing keys,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var city = registry.Current;
        var now = clock.GetUtcNow();
        var key = Receipt.OfOrder(order.OrderNo);
        var hash = Receipt.HashOf(http.Request, keys);
        await using var connection = await database.OpenAsync(cancellation);
        if (await Receipt.FindAsync(connection, null, key, cancellation) is { } known)
        {
            // Before anything is checked: what was taken once stays taken, also when its limit has passed since.
            if (
                !known.IsOf(http.Request, keys)
                && (
                    known.Answer is not null
                    || await registrar.KnowsAsync(Actor.Upstream, key, cancellation)
                )
            )
            {
                return Receipt.Differs;
            }

            if (known.Answer is { } answer)
            {
                return TypedResults.Ok(
                    JsonSerializer.Deserialize<Response>(answer, ApiJson.Options)
                );
            }
        }

        if (Check(order, city, now) is { } malformed)
        {
            return malformed;
        }

        var begun = await Receipt.ClaimAsync(connection, null, key, hash, now, cancellation);
        if (begun is not null && !begun.IsOf(http.Request, keys))
        {
            // Whoever sent the first content was cut off before anything was taken: it stands for nothing.
            await Receipt.BeginAnewAsync(connection, key, hash, cancellation);
        }

        var (files, refusal) = await FilesAsync(connection, key, order, photos, cancellation);
        var result = refusal is null
            ? await registrar.RegisterAsync(Registration(order, files, city), cancellation)
            : new RegistrationResult(null, refusal);
        if (result.Registered is not { } registered)
        {
            var isTaken = result.Problem!.Type == "idempotency-key-reused";
            if (isTaken && begun is not null)
            {
                return Receipt.Differs; // The claim is that of what was taken.
            }

            // Nothing was taken of this: the city may send it again, put right.
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from channels.receipt where key = @key and answer is null",
                    new { key },
                    cancellationToken: cancellation
                )
            );
            return isTaken ? Receipt.Differs : result.Problem;
        }

        var response = Answer(order, registered, city);
        await Receipt.AnswerAsync(
            connection,
            null,
            key,
            registered.CaseId,
            response,
            cancellation,
            hash
        );
        return result.IsRepeated
            ? TypedResults.Ok(response)
            : TypedResults.Created((string?)null, response);
    }

    /// <summary>Keeps the pictures once: a second try finds those of the first, so that it is the same registration.</summary>
    private static async Task<(Guid[] Files, Problem? Refusal)> FilesAsync(
        Npgsql.NpgsqlConnection connection,
        string key,
        Request order,
        Photos photos,
        CancellationToken cancellation
    )
    {
        var known = (await Receipt.FindAsync(connection, null, key, cancellation))?.Files;
        if (known is not null || order.Attachments is not { Count: > 0 } attachments)
        {
            return (known ?? [], null);
        }

        var files = new List<Guid>();
        foreach (var attachment in attachments)
        {
            var (file, refusal) = await photos.TakeAsync(attachment.Content, cancellation);
            if (refusal is not null)
            {
                return ([], refusal);
            }

            files.Add(file!.Value);
        }

        return (
            await connection.QuerySingleOrDefaultAsync<Guid[]>(
                new CommandDefinition(
                    "update channels.receipt set files = coalesce(files, @files) where key = @key returning files",
                    new { key, files = files.ToArray() },
                    cancellationToken: cancellation
                )
            ) ?? [.. files],
            null
        );
    }

    private static Registration Registration(Request order, Guid[] files, CitySnapshot city) =>
        new()
        {
            Text = string.IsNullOrWhiteSpace(order.Title)
                ? order.Content
                : $"{order.Title.Trim()}\n{order.Content}",
            Channel = "12345",
            Actor = Actor.Upstream,
            Kind = order.Kind,
            ClassCode = order.ClassCode,
            Requester = order is { Confidential: not true, Requester: { } person }
                ? new Contact(person.Name, person.Phone)
                : null,
            Confidential = order.Confidential ?? false,
            PlaceText = PlaceOf(order),
            Component = string.IsNullOrWhiteSpace(order.Component) ? null : order.Component,
            Lon = order.Lon,
            Lat = order.Lat,
            ChosenByStaff = UnitOf(order, city)?.UnitId,
            Uploads = files,
            IdempotencyKey = Receipt.OfOrder(order.OrderNo),
            Upstream = new UpstreamOrder(order.OrderNo, order.Limit),
        };

    private static string? PlaceOf(Request order)
    {
        var place = string.Concat(
            order.District,
            order.Street,
            order.Community,
            order.Point,
            order.Enterprise
        );
        return place.Length == 0 ? null : place;
    }

    private static Response Answer(Request order, Registered registered, CitySnapshot city)
    {
        var unit = city.Unit(registered.UnitId);
        return new Response(
            order.OrderNo,
            registered.Number,
            new TellCity.UnitPart(unit?.Code ?? "", unit?.Name ?? ""),
            registered.IsDispatched,
            registered.DueSign,
            registered.DueContact,
            registered.DueResolve
        );
    }
}
