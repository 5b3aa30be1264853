using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// A busy line: citizens come at a steady rate, whether the others have an answer or not, and whoever gets none tries again with the same key
/// until there is one. By a signed-in operator, because the public door counts.
/// </summary>
internal sealed class Load(HttpClient client)
{
    /// <summary>How many come in a second.</summary>
    public const int PerSecond = 200;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Lock _gate = new();
    private long _answeredAt = Stopwatch.GetTimestamp();
    private TimeSpan _longestSilence;
    private int _unanswered;
    private int _came;

    /// <summary>Under each key the number that its citizen was told.</summary>
    public ConcurrentDictionary<string, string> Told { get; } = new();

    /// <summary>Every answer that was no 201: its status, and whether it said when to come back.</summary>
    public ConcurrentBag<(HttpStatusCode Status, bool SaysWhen)> Refused { get; } = [];

    /// <summary>How often there was no answer at all.</summary>
    public int Unanswered => _unanswered;

    /// <summary>How many citizens came.</summary>
    public int Came => _came;

    /// <summary>The longest time in which nobody got an answer of any kind.</summary>
    public TimeSpan LongestSilence
    {
        get
        {
            lock (_gate)
            {
                return _longestSilence;
            }
        }
    }

    /// <summary>Registers until it is told to stop; returns when everybody is registered.</summary>
    /// <exception cref="OperationCanceledException">Somebody was not within five minutes of coming.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var began = Stopwatch.StartNew();
        var all = new List<Task>();
        using var beat = new PeriodicTimer(Beat, TimeProvider.System);
        while (await NextAsync(beat, stop))
        {
            for (var due = (int)(began.Elapsed.TotalSeconds * PerSecond); all.Count < due; )
            {
                all.Add(RegisterAsync($"load-{all.Count}"));
                Interlocked.Increment(ref _came);
            }
        }

        await Task.WhenAll(all);
    }

    /// <summary>Waits until somebody is told to come back later who was not when this began.</summary>
    public async Task UntilRefusedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var before = Refused.Count; Refused.Count == before; )
        {
            await Task.Delay(Beat, TimeProvider.System, patience.Token);
        }
    }

    /// <summary>What was told and what is in the store are the same, each once.</summary>
    public async Task IsStoredAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        var stored = await connection.QueryAsync<string>("select number from cases.case_file");
        Assert.Equal(Told.Values.Order(), stored.Order());
        Assert.Equal(Came, Told.Count);
    }

    private static async Task<bool> NextAsync(PeriodicTimer beat, CancellationToken stop)
    {
        try
        {
            return await beat.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RegisterAsync(string key)
    {
        using var patience = new CancellationTokenSource(Patience);
        // Not all at one moment, as people do.
        var beforeTryingAgain = TimeSpan.FromMilliseconds(300 + key[^1] * 20);
        while (!await IsTakenAsync(key, patience.Token))
        {
            await Task.Delay(beforeTryingAgain, TimeProvider.System, patience.Token);
        }
    }

    private async Task<bool> IsTakenAsync(string key, CancellationToken patience)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/cases")
        {
            Content = JsonContent.Create(
                new { text = "潞湾街道小区门口的路灯坏了三天。", channel = "walkIn" }
            ),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await client.SendAsync(request, patience);
            Answered();
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                Refused.Add((answer.StatusCode, answer.Headers.RetryAfter is not null));
                return false;
            }

            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(patience);
            Told[key] = body.GetProperty("answer").GetProperty("number").GetString()!;
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException)
        {
            Interlocked.Increment(ref _unanswered);
            return false;
        }
    }

    private void Answered()
    {
        lock (_gate)
        {
            var silence = Stopwatch.GetElapsedTime(_answeredAt);
            _answeredAt = Stopwatch.GetTimestamp();
            _longestSilence = silence > _longestSilence ? silence : _longestSilence;
        }
    }
}
