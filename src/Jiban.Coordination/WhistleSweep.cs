using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>
/// A sweep over the whistles of which something is due. The hours are rows: they survive a restart, and several hosts may sweep at once, for a whistle
/// is held while it is looked at, and one that another holds is skipped.
/// </summary>
internal abstract partial class WhistleSweep(WhistleDesk desk, ILogger log)
    : RepeatedSweep(TimeSpan.FromSeconds(20), desk.Clock, log)
{
    private const int BatchSize = 200;

    protected WhistleDesk Desk => desk;

    /// <summary>Selects the ids of the whistles of which something was due at <c>@now</c>, the longest due first.</summary>
    protected abstract string Due { get; }

    /// <summary>Does what is due of a whistle.</summary>
    protected abstract Task<Looked> LookAsync(Look look, CancellationToken cancellation);

    /// <summary>A whistle that is held, read anew under the lock: whoever held it may have done what was due.</summary>
    protected sealed record Look(
        NpgsqlConnection Connection,
        NpgsqlTransaction Transaction,
        Whistle Whistle,
        WhistleParts Parts,
        CaseLimits.InForce Limits,
        DateTimeOffset Now
    );

    /// <param name="Done">How much was done.</param>
    /// <param name="Cases">In whose chains it stands.</param>
    /// <param name="Units">Whose pages show it, beside those that the whistle concerns.</param>
    protected sealed record Looked(
        int Done,
        IReadOnlyList<HeldCase> Cases,
        IEnumerable<Guid> Units
    );

    /// <summary>Sweeps once and returns how much was done.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var limits = await desk.Limits.CurrentAsync(cancellation);
        var done = 0;
        foreach (var whistleId in await DueAsync(cancellation))
        {
            try
            {
                done += await LookAsync(whistleId, limits, cancellation);
            }
            catch (Exception fault)
                when (!cancellation.IsCancellationRequested
                    && fault is not NpgsqlException { IsTransient: true }
                )
            {
                // One whistle that can't be looked at now must not hold up the others; a store that is away concerns all.
                Failed(Log, whistleId, fault);
            }
        }

        return done;
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    $"{Due} limit @BatchSize",
                    new { now = desk.Clock.GetUtcNow(), BatchSize },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    private async Task<int> LookAsync(
        Guid whistleId,
        CaseLimits.InForce limits,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            await WhistleStore.LoadIfFreeAsync(connection, transaction, whistleId, cancellation)
            is not { } whistle
        )
        {
            return 0;
        }

        var now = desk.Clock.GetUtcNow();
        var parts = await WhistleStore.PartsAsync(connection, [whistleId], cancellation);
        var looked = await LookAsync(
            new Look(connection, transaction, whistle, parts, limits, now),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        foreach (var one in looked.Cases)
        {
            desk.Live.Publish(one.Changed);
        }

        if (looked.Done > 0)
        {
            desk.Live.Publish(
                new Notice(
                    "whistle",
                    whistleId,
                    Operation.ViewWhistles,
                    [.. parts.Concerned(whistle).Union(looked.Units)]
                )
            );
        }

        return looked.Done;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Whistle {Whistle} could not be looked at; tried again later"
    )]
    private static partial void Failed(ILogger log, Guid whistle, Exception fault);
}
