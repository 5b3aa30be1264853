using System.Security.Cryptography;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Upstream;

/// <summary>
/// The words that an order may use: classes, units, areas. Each list is whole and small, so what changed is told by a token: who brings the
/// present one gets no items.
/// </summary>
internal static class ShowDictionary
{
    public sealed record Item(string Code, string Name, string? ParentCode, string? Kind);

    /// <param name="Token">To be brought next time as <c>since</c>.</param>
    /// <param name="Items">Null when nothing has changed since.</param>
    public sealed record Response(string Token, bool Changed, IReadOnlyList<Item>? Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/dict/classes",
                (string? since, Dispatcher dispatcher) => Answer(since, Classes(dispatcher))
            )
            .Needs(Operation.ExchangeUpstream)
            .WithName("ShowClassDictionary");
        routes
            .MapGet(
                "/dict/units",
                (string? since, CityRegistry city) => Answer(since, Units(city.Current))
            )
            .Needs(Operation.ExchangeUpstream)
            .WithName("ShowUnitDictionary");
        routes
            .MapGet(
                "/dict/areas",
                (string? since, CityRegistry city) => Answer(since, Areas(city.Current))
            )
            .Needs(Operation.ExchangeUpstream)
            .WithName("ShowAreaDictionary");
    }

    private static Ok<Response> Answer(string? since, IReadOnlyList<Item> items)
    {
        var token = Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(items, ApiJson.Options))
        )[..16];
        return TypedResults.Ok(
            since == token ? new Response(token, false, null) : new Response(token, true, items)
        );
    }

    private static List<Item> Classes(Dispatcher dispatcher) =>
        [
            .. dispatcher
                .Classes.OrderBy(one => one.Code, StringComparer.Ordinal)
                .Select(one => new Item(one.Code, one.Name, one.ParentCode, null)),
        ];

    private static List<Item> Units(CitySnapshot city) =>
        [
            .. city
                .Units.OrderBy(one => one.Code, StringComparer.Ordinal)
                .Select(one => new Item(
                    one.Code,
                    one.Name,
                    one.ParentId is { } parent ? city.Unit(parent)?.Code : null,
                    JsonNamingPolicy.CamelCase.ConvertName($"{one.Kind}")
                )),
        ];

    private static List<Item> Areas(CitySnapshot city) =>
        [
            .. city
                .Regions.OrderBy(one => one.Code, StringComparer.Ordinal)
                .Select(one => new Item(
                    one.Code,
                    one.Name,
                    one.ParentId is { } parent ? city.Region(parent)?.Code : null,
                    JsonNamingPolicy.CamelCase.ConvertName($"{one.Level}")
                )),
        ];
}
