using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Jiban.Platform.Live;

/// <summary>Who listens on this host.</summary>
internal sealed class LiveAudience
{
    /// <summary>Who is so many messages behind is sent away, and looks again when back.</summary>
    private const int MostBehind = 256;

    private readonly ConcurrentDictionary<Listener, bool> _listeners = new();

    /// <summary>How many listen.</summary>
    public int Count => _listeners.Count;

    /// <summary>Begins to listen to what <paramref name="wants"/> says; dispose it to end.</summary>
    public Listener Join(Func<LiveMessage, bool> wants)
    {
        var listener = new Listener(this, wants);
        _listeners[listener] = true;
        return listener;
    }

    /// <summary>Hands messages to all who want them, without waiting for anybody.</summary>
    public void Tell(IReadOnlyList<LiveMessage> messages)
    {
        foreach (var listener in _listeners.Keys)
        {
            foreach (var message in messages.Where(listener.Wants))
            {
                listener.Hear(message);
            }
        }
    }

    /// <summary>One open page.</summary>
    internal sealed class Listener(LiveAudience audience, Func<LiveMessage, bool> wants)
        : IDisposable
    {
        private readonly CancellationTokenSource _dropped = new();
        private readonly Channel<LiveMessage> _channel = Channel.CreateBounded<LiveMessage>(
            new BoundedChannelOptions(MostBehind) { SingleReader = true }
        );

        public Func<LiveMessage, bool> Wants => wants;

        public ChannelReader<LiveMessage> Messages => _channel.Reader;

        /// <summary>Cancelled when the listener is too slow.</summary>
        public CancellationToken Dropped => _dropped.Token;

        public void Hear(LiveMessage message)
        {
            if (!_channel.Writer.TryWrite(message))
            {
                audience._listeners.TryRemove(this, out _);
                _dropped.Cancel();
            }
        }

        /// <summary>The source of <see cref="Dropped"/> is left to the collector: a message may still be on its way to it.</summary>
        public void Dispose() => audience._listeners.TryRemove(this, out _);
    }
}
