using Jiban.Platform.Store;

namespace Jiban.Cases.Limits;

/// <summary>Holds the limits and the calendar in force in this process; swapped whole when the store holds another version of them.</summary>
internal sealed class LimitsRegistry(Database database) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile TimeLimits? _current;
    private long _version;

    /// <summary>The limits in force. Loaded at the first use, then followed (<see cref="LimitsLoader"/>).</summary>
    public async ValueTask<TimeLimits> CurrentAsync(CancellationToken cancellation) =>
        _current ?? await FollowAsync(cancellation);

    /// <summary>Reads limits and calendar anew when another version is there than this process holds; gives those in force.</summary>
    public async Task<TimeLimits> FollowAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            if (
                _current is null
                || await LimitsStore.VersionAsync(connection, cancellation) != _version
            )
            {
                (_version, _current) = await LimitsStore.ReadAsync(connection, cancellation);
            }

            return _current;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
