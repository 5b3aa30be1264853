using System.Threading.Channels;

namespace Jiban.Platform.Live;

/// <summary>
/// Tells everybody who looks that cases have changed, on every host of the store. A hint, not a record: what is lost (a crash, a cut
/// connection) is healed by looking again.
/// </summary>
public sealed class LiveEvents
{
    /// <summary>More changes than this at once are told as one <see cref="LiveMessage.Refresh"/>: looking again is cheaper.</summary>
    private const int MostPending = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, CaseChanged> _pending = [];
    private readonly Dictionary<Guid, Notice> _notices = [];
    private readonly Channel<bool> _more = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private bool _overflown;
    private TaskCompletionSource _heard = NewSignal();

    /// <summary>Says that a case has changed. Call it after the commit; it returns at once and never fails.</summary>
    public void Publish(CaseChanged change)
    {
        lock (_gate)
        {
            MakeRoom();
            // The last word on a case is enough. Publishing is not in order of commit.
            if (
                !_pending.TryGetValue(change.CaseId, out var known)
                || known.Version < change.Version
            )
            {
                _pending[change.CaseId] = change;
            }
        }

        _more.Writer.TryWrite(true);
    }

    /// <summary>Says that something else has changed. Call it after the commit; it returns at once and never fails.</summary>
    public void Publish(Notice notice)
    {
        lock (_gate)
        {
            MakeRoom();
            _notices[notice.Id] = notice;
        }

        _more.Writer.TryWrite(true);
    }

    /// <summary>Waits until something changed on any host, at most so long. For what follows the journal.</summary>
    public async Task SignalAsync(
        TimeSpan atMost,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var heard = Volatile.Read(ref _heard).Task;
        try
        {
            await heard.WaitAsync(atMost, clock, cancellation);
        }
        catch (TimeoutException) { }
    }

    /// <summary>Takes what was published since the last time; waits while there is nothing.</summary>
    internal async Task<IReadOnlyList<LiveMessage>> TakeAsync(CancellationToken cancellation)
    {
        await _more.Reader.ReadAsync(cancellation);
        lock (_gate)
        {
            IReadOnlyList<LiveMessage> taken = _overflown
                ? [new LiveMessage.Refresh()]
                :
                [
                    .. _pending.Values.Select(change => new LiveMessage.Changed(change)),
                    .. _notices.Values.Select(notice => new LiveMessage.Noticed(notice)),
                ];
            _pending.Clear();
            _notices.Clear();
            _overflown = false;
            return taken;
        }
    }

    /// <summary>Wakes who waits in <see cref="SignalAsync"/>.</summary>
    internal void Heard() => Interlocked.Exchange(ref _heard, NewSignal()).TrySetResult();

    private void MakeRoom()
    {
        if (_pending.Count + _notices.Count >= MostPending)
        {
            _overflown = true;
            _pending.Clear();
            _notices.Clear();
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
