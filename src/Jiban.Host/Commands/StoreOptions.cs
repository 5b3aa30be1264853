using System.CommandLine;

namespace Jiban.Host.Commands;

/// <summary>
/// <c>--data</c> and <c>--database</c>, the same for every command that needs the store: make one, <see cref="AddTo"/> the command, and
/// <see cref="OpenAsync"/> in its action.
/// </summary>
internal sealed class StoreOptions
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder of keys, files and, without --database, the database.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("JIBAN_DATA") ?? ".jiban",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description =
            "Connection string of a PostgreSQL with PostGIS; without it, one of our own is run.",
        HelpName = "CONNECTION",
    };

    /// <summary>Makes the command understand both.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_database);
    }

    /// <summary>The data folder that was asked for, whole.</summary>
    public string DataDirectory(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(_data)!);

    /// <summary>The connection string that was asked for.</summary>
    public string? Database(ParseResult parsed) => parsed.GetValue(_database);

    /// <summary>Whether a store was named on the command line, by either.</summary>
    public bool AreGiven(ParseResult parsed) =>
        parsed.GetResult(_data) is { Implicit: false }
        || parsed.GetResult(_database) is { Implicit: false };

    /// <summary>Opens the store, starting our own cluster when it does not run, and brings its schema up to this program.</summary>
    public Task<OpenStore> OpenAsync(ParseResult parsed, CancellationToken cancellation) =>
        OpenStore.OpenAsync(DataDirectory(parsed), Database(parsed), cancellation);

    /// <summary>Works on the services of a host of its own, beside one that may be running.</summary>
    public async Task OnHostAsync(
        ParseResult parsed,
        Func<IServiceProvider, CancellationToken, Task> work,
        CancellationToken cancellation
    )
    {
        await using var opened = await OpenAsync(parsed, cancellation);
        await using var host = JibanHost.Build(opened.Host with { ClocksAct = false });
        await host.StartAsync(cancellation);
        try
        {
            await work(host.Services, cancellation);
        }
        finally
        {
            // Also where the work found no city: services that are thrown away while they run tell of it in hundreds of lines.
            await host.StopAsync(CancellationToken.None);
        }
    }
}
