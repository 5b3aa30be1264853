using Jiban.Channels.Outbox;
using Jiban.Channels.Upstream;

namespace Jiban.Channels.Contracts;

/// <summary>What the host has to say of this module.</summary>
public sealed record ChannelsOptions
{
    /// <summary>Whether messages leave, and days are compared, by themselves; where time is played, whoever plays it asks for it (<see cref="ChannelClocks"/>).</summary>
    public bool ClocksAct { get; init; } = true;

    /// <summary>How long the other side may take to answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>The clocks of this module, for whoever turns time by hand.</summary>
public sealed class ChannelClocks
{
    private readonly DeliverMessages _delivery;
    private readonly ReconcileDay _reconciliation;

    internal ChannelClocks(DeliverMessages delivery, ReconcileDay reconciliation) =>
        (_delivery, _reconciliation) = (delivery, reconciliation);

    /// <summary>Tries every message that is due by now; returns how many arrived.</summary>
    public Task<int> DeliverDueAsync(CancellationToken cancellation) =>
        _delivery.DeliverDueAsync(cancellation);

    /// <summary>Compares yesterday with the city's list, when that is due.</summary>
    public Task ReconcileDueAsync(CancellationToken cancellation) =>
        _reconciliation.RunDueAsync(cancellation);
}
