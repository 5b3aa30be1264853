using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// A busy line: requests are registered at a steady rate, and whoever gets no answer tries again with the same key until there is one. By a
/// signed-in operator, because the public door counts.
/// </summary>
internal sealed class Load(HttpClient client)
{
    private const int Workers = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BeforeTryingAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>Under each key the number that its citizen was told.</summary>
    public ConcurrentDictionary<string, string> Told { get; } = new();

    /// <summary>Every answer that was no 201: its status, and whether it said when to come back.</summary>
    public ConcurrentBag<(HttpStatusCode Status, bool SaysWhen)> Refused { get; } = [];

    /// <summary>How often there was no answer at all.</summary>
    public int Unanswered => _unanswered;

    private int _unanswered;
    private int _keys;

    /// <summary>Registers until it is told to stop; returns when everybody has an answer.</summary>
    public Task RunAsync(int perSecond, CancellationToken stop) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(_ => WorkAsync(TimeSpan.FromSeconds((double)Workers / perSecond), stop))
        );

    /// <summary>Waits until somebody is told to come back later who was not when this began.</summary>
    public async Task UntilRefusedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var before = Refused.Count; Refused.Count == before; )
        {
            await Task.Delay(BeforeTryingAgain, TimeProvider.System, patience.Token);
        }
    }

    /// <summary>What was told and what is in the store are the same, each once.</summary>
    public async Task IsStoredAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        var stored = await connection.QueryAsync<string>("select number from cases.case_file");
        Assert.Equal(Told.Values.Order(), stored.Order());
    }

    private async Task WorkAsync(TimeSpan every, CancellationToken stop)
    {
        using var beat = new PeriodicTimer(every, TimeProvider.System);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (await beat.WaitForNextTickAsync(stop))
            {
                await RegisterAsync($"load-{Interlocked.Increment(ref _keys)}", patience.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Enough.
        }
    }

    private async Task RegisterAsync(string key, CancellationToken patience)
    {
        while (!await IsTakenAsync(key, patience))
        {
            await Task.Delay(BeforeTryingAgain, TimeProvider.System, patience);
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
}
