using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Testing;

/// <summary>A database of one test: fresh, at the schema of the given modules, gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const int MostTries = 10;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);
    private readonly string _socket;
    private readonly string _name;

    private TestDatabase(string socket, string name)
    {
        _socket = socket;
        _name = name;
        Connections = new StoreConnections(
            EmbeddedPostgres.Connection(socket, name, StoreConnections.OwnerRole),
            EmbeddedPostgres.Connection(socket, name, StoreConnections.AppRole)
        );
        Owner = NpgsqlDataSource.Create(Connections.Owner);
        App = new Database(NpgsqlDataSource.Create(Connections.App));
    }

    /// <summary>The store as the running application has it.</summary>
    public Database App { get; }

    /// <summary>The store as migrations have it; tests tamper through it.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>For a host that opens its own pools.</summary>
    public StoreConnections Connections { get; }

    /// <summary>
    /// A new database, copied from a template that is migrated once per set of migrations; without sets, an empty one with PostGIS.
    /// </summary>
    public static async Task<TestDatabase> CreateAsync(params MigrationSet[] sets)
    {
        var socket = await TestCluster.SocketDirectoryAsync();
        await using var maintenance = await OpenMaintenanceAsync(socket);
        var template = sets.Length == 0 ? "jiban" : await TemplateAsync(socket, maintenance, sets);
        return await CopyOfAsync(socket, maintenance, template);
    }

    /// <summary>A new database that begins with what was written into its template once.</summary>
    /// <param name="what">Names what is written: where it changes, it is written anew.</param>
    public static async Task<TestDatabase> CreateFilledAsync(
        string what,
        Func<Database, Task> fill,
        params MigrationSet[] sets
    )
    {
        var socket = await TestCluster.SocketDirectoryAsync();
        await using var maintenance = await OpenMaintenanceAsync(socket);
        var migrated = await TemplateAsync(socket, maintenance, sets);
        var template = await TemplateAsync(
            maintenance,
            migrated,
            Hash(sets, what),
            making => FillAsync(socket, making, fill)
        );
        return await CopyOfAsync(socket, maintenance, template);
    }

    /// <summary>Another database that begins with what is in this one. Whoever is connected to this one is sent away.</summary>
    public async Task<TestDatabase> CopyAsync()
    {
        await using var maintenance = await OpenMaintenanceAsync(_socket);
        await maintenance.ExecuteAsync(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = @_name and pid <> pg_backend_pid()",
            new { _name }
        );
        return await CopyOfAsync(_socket, maintenance, _name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Owner.DisposeAsync();
        await using var maintenance = await OpenMaintenanceAsync(_socket);
        // By force every time: it ends whoever is connected, but somebody of a host that a test broke off may connect again meanwhile.
        for (var tries = 1; ; tries++)
        {
            try
            {
                await maintenance.ExecuteAsync($"drop database if exists {_name} with (force)");
                return;
            }
            catch (PostgresException refused)
                when (tries < MostTries && refused.SqlState == PostgresErrorCodes.ObjectInUse)
            {
                await Task.Delay(BetweenTries, TimeProvider.System);
            }
        }
    }

    private static string NewName() =>
        "t_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>By file, not by log: where nothing is made durable a copy of 20 MB takes a tenth of the time.</summary>
    private static string Copying(string name, string template) =>
        $"create database {name} template {template} strategy file_copy";

    private static async Task<TestDatabase> CopyOfAsync(
        string socket,
        NpgsqlConnection maintenance,
        string template
    )
    {
        var name = NewName();
        await maintenance.ExecuteAsync(Copying(name, template));
        var copy = new TestDatabase(socket, name);
        await GrantAsync(copy.Owner);
        return copy;
    }

    private static Task<string> TemplateAsync(
        string socket,
        NpgsqlConnection maintenance,
        MigrationSet[] sets
    ) =>
        TemplateAsync(
            maintenance,
            "jiban",
            Hash(sets, ""),
            making => MigrateAsync(socket, making, sets)
        );

    private static async Task<string> TemplateAsync(
        NpgsqlConnection maintenance,
        string from,
        byte[] hash,
        Func<string, Task> make
    )
    {
        var template = "tmpl_" + Convert.ToHexStringLower(hash.AsSpan(0, 10));
        var key = BitConverter.ToInt64(hash);
        await maintenance.ExecuteAsync("select pg_advisory_lock(@key)", new { key });
        try
        {
            var exists = await maintenance.ExecuteScalarAsync<bool>(
                "select exists (select from pg_database where datname = @template)",
                new { template }
            );
            if (!exists)
            {
                // Under another name until it is whole: a run that was killed leaves no half template.
                var making = template + "_new";
                await maintenance.ExecuteAsync($"drop database if exists {making} with (force)");
                await maintenance.ExecuteAsync(Copying(making, from));
                await make(making);
                await maintenance.ExecuteAsync($"alter database {making} rename to {template}");
            }
        }
        finally
        {
            await maintenance.ExecuteAsync("select pg_advisory_unlock(@key)", new { key });
        }

        return template;
    }

    private static async Task MigrateAsync(string socket, string database, MigrationSet[] sets)
    {
        await using var owner = NpgsqlDataSource.Create(
            Unpooled(EmbeddedPostgres.Connection(socket, database, StoreConnections.OwnerRole))
        );
        await GrantAsync(owner);
        await Migrator.MigrateAsync(owner, sets, CancellationToken.None);
    }

    private static async Task FillAsync(string socket, string database, Func<Database, Task> fill)
    {
        await using var owner = NpgsqlDataSource.Create(
            Unpooled(EmbeddedPostgres.Connection(socket, database, StoreConnections.OwnerRole))
        );
        await GrantAsync(owner);
        await using var app = new Database(
            NpgsqlDataSource.Create(
                Unpooled(EmbeddedPostgres.Connection(socket, database, StoreConnections.AppRole))
            )
        );
        await fill(app);
    }

    private static async Task GrantAsync(NpgsqlDataSource owner)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await connection.ExecuteAsync(StoreRoles.GrantDatabase);
    }

    private static async Task<NpgsqlConnection> OpenMaintenanceAsync(string socket)
    {
        var connection = new NpgsqlConnection(
            Unpooled(EmbeddedPostgres.Connection(socket, "postgres", StoreConnections.OwnerRole))
        );
        await connection.OpenAsync();
        return connection;
    }

    private static string Unpooled(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString;

    private static byte[] Hash(MigrationSet[] sets, string what)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(what));
        foreach (var set in sets)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(set.Module + "\n"));
            foreach (var name in SqlFiles(set.Assembly))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
                using var file = set.Assembly.GetManifestResourceStream(name)!;
                hash.AppendData(SHA256.HashData(file));
            }
        }

        return hash.GetHashAndReset();
    }

    private static IEnumerable<string> SqlFiles(Assembly assembly) =>
        assembly
            .GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
