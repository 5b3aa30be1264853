using System.Net;
using System.Security.Claims;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Jiban.Platform.Tests.Auth;

public sealed class GuardedRoutesTests
{
    private sealed record Body(int Count);

    [Fact]
    public async Task The_public_door_is_open_to_everybody()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/api/open", null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/api/open", Role.Auditor));
    }

    [Fact]
    public async Task Every_role_passes_exactly_where_the_table_says_it_may_ever_do_the_operation()
    {
        await using var app = await StartAsync();
        foreach (var operation in Enum.GetValues<Operation>())
        {
            foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Public))
            {
                Assert.Equal(
                    Permissions.MayEver(operation, role)
                        ? HttpStatusCode.OK
                        : HttpStatusCode.Forbidden,
                    await GetAsync(app, $"/api/{operation}", role)
                );
            }

            Assert.Equal(
                operation == Operation.UsePublicDoor
                    ? HttpStatusCode.OK
                    : HttpStatusCode.Unauthorized,
                await GetAsync(app, $"/api/{operation}", null)
            );
        }
    }

    [Fact]
    public async Task A_stranger_is_refused_before_the_body_is_looked_at()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var rubbish = new StringContent("{", null, "application/json");
        using var answer = await client.PostAsync(
            "/api/body",
            rubbish,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(
            "/problems/sign-in",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_route_says_replaces_what_its_group_says()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/api/group/trail", Role.Auditor));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await GetAsync(app, "/api/group/trail", Role.Administrator)
        );
        Assert.Equal(
            HttpStatusCode.OK,
            await GetAsync(app, "/api/group/settings", Role.Administrator)
        );
    }

    [Fact]
    public async Task A_route_without_an_operation_stops_the_start_and_is_named()
    {
        await using var app = await StartAsync();
        app.RefuseUnguarded();
        app.MapGet("/api/forgotten/{id}", (Guid id) => id);
        app.MapGet("/health", () => "not under /api");
        var refused = Assert.Throws<InvalidOperationException>(app.RefuseUnguarded);
        Assert.Contains("/api/forgotten/{id}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/health", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_endpoints_of_a_group_are_made_once_however_often_somebody_asks_for_them()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var made = 0;
        app.MapGroup("/api")
            .MapGet("/settings", () => "x")
            .Needs(Operation.EditSettings)
            .Add(_ => made++);

        app.RefuseUnguarded();
        var routes = ((IEndpointRouteBuilder)app).DataSources;
        var asked = routes.SelectMany(source => source.Endpoints).Count();
        asked += routes.SelectMany(source => source.Endpoints).Count();

        Assert.Equal((2, 1), (asked, made));
    }

    /// <summary>A host on a real socket where the header Role signs in: the guard knows only claims.</summary>
    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Use(
            (context, next) =>
            {
                if (Enum.TryParse<Role>(context.Request.Headers["Role"], out var role))
                {
                    var actor = new Actor(new Guid(1, 0, 0, new byte[8]), "李明", role, null);
                    context.User = new ClaimsPrincipal(
                        new ClaimsIdentity(ActorClaims.Of(actor), "test")
                    );
                }

                return next(context);
            }
        );
        app.UseRouting();
        app.MapGet("/api/open", () => "open").Needs(Operation.UsePublicDoor);
        foreach (var operation in Enum.GetValues<Operation>())
        {
            app.MapGet($"/api/{operation}", () => "done").Needs(operation);
        }

        app.MapPost("/api/body", (Body body) => body.Count).Needs(Operation.EditSettings);
        var group = app.MapGroup("/api/group").Needs(Operation.EditSettings);
        group.MapGet("/settings", () => "settings");
        group.MapGet("/trail", () => "trail").Needs(Operation.Audit);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<HttpStatusCode> GetAsync(WebApplication app, string path, Role? role)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        if (role is not null)
        {
            client.DefaultRequestHeaders.Add("Role", role.ToString());
        }

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
