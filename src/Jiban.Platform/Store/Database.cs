using Npgsql;

namespace Jiban.Platform.Store;

/// <summary>
/// The way to the store for everything that runs: connections as the application role, which may not update or delete the
/// journal. The owner role is used by <see cref="Migrator"/> alone.
/// </summary>
public sealed class Database(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>The pool, for what Dapper does not do (binary import, LISTEN).</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>An open connection. Dispose it to give it back.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) =>
        source.OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();
}
