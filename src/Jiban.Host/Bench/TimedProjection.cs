using System.Diagnostics;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Host.Bench;

/// <summary>A projection whose processor time is kept, from when it has taken so many entries.</summary>
internal sealed class TimedProjection(IProjection projection, int server, long skipped)
    : IProjection
{
    private long _seen;

    /// <inheritdoc/>
    public string Name => projection.Name;

    /// <inheritdoc/>
    public bool IsDerived => projection.IsDerived;

    /// <summary>What taking the entries used.</summary>
    public MachineTime Used { get; private set; } = new(0, 0, 0, 0);

    /// <summary>How many were taken.</summary>
    public long Entries { get; private set; }

    /// <summary>What the machine had used when the first of them came, and when that was; null before.</summary>
    public MachineTime? Before { get; private set; }

    /// <inheritdoc cref="Before"/>
    public long Began { get; private set; }

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var before = MachineTime.Now(server, null);
        await projection.ApplyAsync(connection, transaction, entries, cancellation);
        var after = MachineTime.Now(server, null);
        if (Before is not null)
        {
            Used = Used.And(after.Since(before));
            Entries += entries.Count;
        }
        else if ((_seen += entries.Count) >= skipped)
        {
            Before = after;
            Began = Stopwatch.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) => projection.ResetAsync(connection, transaction, cancellation);
}
