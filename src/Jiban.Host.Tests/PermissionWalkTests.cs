using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>Every route with every role, compared with the table of rights.</summary>
public sealed partial class PermissionWalkTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    private List<(HttpMethod Method, string Path, Operation Operation)> Routes() =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(route =>
                    route.RoutePattern.RawText?.TrimStart('/') is { } path
                    && (
                        path.StartsWith("api/", StringComparison.Ordinal)
                        || path.StartsWith("ogc", StringComparison.Ordinal)
                    )
                )
                .Where(route => route.Metadata.GetMetadata<NeedsOperation>() is not null)
                .SelectMany(route =>
                    (
                        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
                    ).Select(method =>
                        (
                            new HttpMethod(method),
                            Fill(route.RoutePattern.RawText!),
                            route.Metadata.GetMetadata<NeedsOperation>()!.Operation
                        )
                    )
                ),
        ];

    /// <summary>A path in which every parameter has a value that fits its kind and that nothing has.</summary>
    private static string Fill(string pattern) =>
        "/"
        + Parameter()
            .Replace(
                pattern.TrimStart('/'),
                match =>
                    match.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString()
                    : match.Value.Contains(":int", StringComparison.Ordinal) ? "2026"
                    : match.Value.Contains("period", StringComparison.OrdinalIgnoreCase) ? "2026-11"
                    : "1"
            );

    private async Task<(HttpStatusCode Status, string? Type)> TryAsync(
        HttpClient client,
        HttpMethod method,
        string path
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return (response.StatusCode, null);
        }

        var problem = JsonElement.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        return (response.StatusCode, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Every_route_opens_to_exactly_the_roles_of_the_table()
    {
        var routes = Routes();
        Assert.True(routes.Count > 30, $"Only {routes.Count} routes were found.");
        var wrong = new List<string>();
        foreach (var role in Roles)
        {
            var client = role == Role.Public ? host.Citizen : host.As(role, Office);
            foreach (var (method, path, operation) in routes)
            {
                var (status, type) = await TryAsync(client, method, path);
                var opened = type is not ("/problems/sign-in" or "/problems/not-allowed");
                var expected = Permissions.MayEver(operation, role);
                if (opened != expected)
                {
                    wrong.Add(
                        $"{role} {method} {path} ({operation}): {(int)status} {type}, but the table says {expected}"
                    );
                }

                if (
                    !expected
                    && status
                        != (
                            role == Role.Public
                                ? HttpStatusCode.Unauthorized
                                : HttpStatusCode.Forbidden
                        )
                )
                {
                    wrong.Add($"{role} {method} {path}: {(int)status} is no refusal");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>
    /// The walk takes the operation of a route from the route itself. So that a wrong one does not pass with it, the pairs stand in a file
    /// that a change must touch.
    /// </summary>
    [Fact]
    public void Every_route_is_guarded_by_the_operation_that_was_agreed()
    {
        var found = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<NeedsOperation>() is not null)
            .SelectMany(route =>
                (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(
                    method =>
                        $"{route.Metadata.GetMetadata<NeedsOperation>()!.Operation} {method} /{route.RoutePattern.RawText!.Trim('/')}"
                )
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        var agreed = File.ReadAllLines(
                House.Checkout.PathOf("src", "Jiban.Host.Tests", "routes.txt")
            )
            .Where(line => line.Length > 0);

        Assert.Equal(string.Join('\n', agreed), string.Join('\n', found));
    }

    [Fact]
    public void Every_operation_of_the_table_guards_a_route()
    {
        var guarded = Routes().Select(route => route.Operation).ToHashSet();

        Assert.Empty(Enum.GetValues<Operation>().Except(guarded));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
