using System.Reflection;
using Jiban.Assessment;
using Jiban.Cases;
using Jiban.Cases.Contracts;
using Jiban.Channels;
using Jiban.Channels.Contracts;
using Jiban.City;
using Jiban.Coordination;
using Jiban.Dispatch;
using Jiban.Host.Web;
using Jiban.Patrol;
using Jiban.Platform;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Jiban.Host;

/// <summary>The whole program as one web application, for <c>jiban up</c>, for tests and for the demo city.</summary>
public static class JibanHost
{
    /// <summary>Open requests get this long when the host stops; live streams end at once.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>The version of the program.</summary>
    public static string Version { get; } =
        typeof(JibanHost)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>Whether the build asks what the API looks like: nothing may start then.</summary>
    public static bool IsDescribing { get; } =
        Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>Every schema, in the order in which they are made.</summary>
    public static IReadOnlyList<MigrationSet> Migrations { get; } =
    [
        PlatformModule.Migrations,
        CityModule.Migrations,
        DispatchModule.Migrations,
        CasesModule.Migrations,
        PatrolModule.Migrations,
        CoordinationModule.Migrations,
        AssessmentModule.Migrations,
        ChannelsModule.Migrations,
    ];

    /// <summary>Everything that lies under a master key.</summary>
    public static IReadOnlyList<WrappedKeys> WrappedKeys { get; } =
    [
        CasesModule.WrappedKeys,
        CoordinationModule.WrappedKeys,
        ChannelsModule.WrappedKeys,
        ChannelsModule.WrappedPhones,
    ];

    /// <summary>Builds the host; the caller starts it. The store must be migrated.</summary>
    /// <param name="adjust">Changes services after all modules added theirs: a test's clock, the demo's seed.</param>
    public static WebApplication Build(
        JibanHostOptions options,
        Action<WebApplicationBuilder>? adjust = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                // Named, because in a test and in the build the entry assembly is another one.
                ApplicationName = typeof(JibanHost).Assembly.GetName().Name,
                ContentRootPath = options.ContentRoot ?? AppContext.BaseDirectory,
            }
        );
        Configure(builder, options);
        AddModules(builder.Services, options);
        adjust?.Invoke(builder);
        if (IsDescribing)
        {
            builder.Services.RemoveAll<IHostedService>();
        }

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseWebRules();
        app.UseWebPages();
        app.UsePlatform();
        MapModules(app);
        app.MapHealth();
        app.MapOpenApi("/openapi.json");
        app.RefuseUnguarded();
        return app;
    }

    private static void Configure(WebApplicationBuilder builder, JibanHostOptions options)
    {
        builder.WebHost.UseUrls(options.Address.ToString());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        builder.Services.Configure<ConsoleLifetimeOptions>(console =>
            console.SuppressStatusMessages = true
        );
        // What a command answers goes to standard output; what the host has to say of itself does not mix with it. The build takes
        // anything on standard error for a fault.
        builder.Logging.AddConsole(console =>
            console.LogToStandardErrorThreshold = IsDescribing ? LogLevel.None : LogLevel.Trace
        );
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Error);
        builder.Services.AddWebRules();
        builder.Services.AddApiDescription();
    }

    private static void AddModules(IServiceCollection services, JibanHostOptions options)
    {
        services.AddSingleton(_ => new Database(
            NpgsqlDataSource.Create(
                options.Store?.App ?? throw new InvalidOperationException("There is no store.")
            )
        ));
        services.AddPlatform(
            new PlatformOptions
            {
                DataDirectory = options.DataDirectory,
                Seed = options.Seed,
                RateLimits = options.RateLimits,
                TrustedProxies = options.TrustedProxies,
            }
        );
        services.AddCity();
        services.AddDispatch(
            new DispatchOptions
            {
                ModelsDirectory =
                    options.ModelsDirectory ?? Path.Combine(options.DataDirectory, "models"),
            }
        );
        services.AddCases(new CasesOptions { ClocksAct = options.ClocksAct });
        services.AddPatrol();
        services.AddCoordination();
        services.AddAssessment();
        services.AddChannels(
            new ChannelsOptions { ClocksAct = options.ClocksAct, Patience = options.Patience }
        );
    }

    private static void MapModules(IEndpointRouteBuilder routes)
    {
        routes.MapPlatform();
        routes.MapCity();
        routes.MapDispatch();
        routes.MapCases();
        routes.MapPatrol();
        routes.MapCoordination();
        routes.MapAssessment();
        routes.MapChannels();
    }
}
