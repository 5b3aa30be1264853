using Jiban.Host;
using Jiban.Platform.Time;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Jiban.Demo.Tests;

/// <summary>A store and a data folder for one demo.</summary>
internal sealed class DemoStore : IAsyncDisposable
{
    /// <summary>A Saturday afternoon, by a clock that counts finer than the journal, as that of a machine does.</summary>
    public static readonly DateTimeOffset Now = CivilTime
        .At(new(2026, 11, 21), new(15, 20))
        .AddTicks(7);

    private readonly TestDatabase _database;
    private readonly string _directory = Directory
        .CreateTempSubdirectory("jiban-demo-test-")
        .FullName;

    private DemoStore(TestDatabase database) => _database = database;

    public TestDatabase Database => _database;

    public string DataDirectory => _directory;

    public List<DemoLogin> Logins { get; } = [];

    public List<string> Told { get; } = [];

    public static async Task<DemoStore> CreateAsync() =>
        new(await TestDatabase.CreateAsync([.. JibanHost.Migrations]));

    public DemoSetup Setup() =>
        new()
        {
            Build = Build,
            DataDirectory = _directory,
            Now = Now,
            HandLogins = logins =>
            {
                Logins.Clear();
                Logins.AddRange(logins);
                return Task.CompletedTask;
            },
            Tell = line =>
            {
                Told.Add(line);
                TestContext.Current.SendDiagnosticMessage(line);
            },
        };

    public WebApplication Build(Action<WebApplicationBuilder> adjust) =>
        JibanHost.Build(
            new JibanHostOptions
            {
                Store = _database.Connections,
                DataDirectory = _directory,
                ModelsDirectory = Path.Combine(AppContext.BaseDirectory, "models"),
                Seed = 5,
            },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddCheapPasswords();
                adjust(builder);
            }
        );

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
