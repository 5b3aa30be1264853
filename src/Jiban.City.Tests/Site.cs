using System.Security.Claims;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.City.Tiles;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.City.Tests;

/// <summary>The module's routes on a port of their own, everybody being the one actor.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    /// <param name="store">Only what asks the store needs one.</param>
    public static async Task<Site> StartAsync(
        CityRegistry registry,
        Actor actor,
        Database? store = null,
        TimeProvider? clock = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .Services.AddSingleton(registry)
            .AddSingleton<CityMap>()
            .AddSingleton<ComponentDesk>()
            .AddSingleton<NearestComponents>()
            .AddSingleton(_ => new TileCache())
            .AddSingleton(clock ?? new FakeClock())
            .AddSingleton(store ?? new Database(NpgsqlDataSource.Create("Host=none.invalid")));
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        if (actor.Role != Role.Public)
        {
            app.Use(
                (context, next) =>
                {
                    context.User = new ClaimsPrincipal(
                        new ClaimsIdentity(ActorClaims.Of(actor), "test")
                    );
                    return next(context);
                }
            );
        }

        app.MapCity();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Site(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
