using System.Net;
using Dapper;
using Jiban.Platform.Auth;
using Npgsql;

namespace Jiban.Host.Tests;

/// <summary>A case that somebody else holds, and people who do not wait until he is done.</summary>
public sealed class HeldCaseTests : IAsyncLifetime
{
    private const int Connections = 12;
    private const int AtOnce = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly CityHost _host = CityHost.WithConnections(Connections);

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Whoever_goes_while_waiting_for_a_case_gives_the_connection_back()
    {
        var id = await CaseAsync();
        var dispatcher = _host.As(Role.Dispatcher, _host.City.CityCentre!.Name);
        await using (var holding = await _host.Store.Owner.OpenConnectionAsync())
        await using (var transaction = await holding.BeginTransactionAsync())
        {
            await holding.ExecuteAsync(
                "select from cases.case_file where case_id = @id for update",
                new { id },
                transaction
            );
            for (var left = 0; left <= Connections; left += AtOnce)
            {
                using var going = new CancellationTokenSource();
                var waiting = Enumerable
                    .Range(0, AtOnce)
                    .Select(_ => dispatcher.PostAsync($"/api/cases/{id}/close", null, going.Token))
                    .ToList();
                await WaitersAsync(AtOnce);
                await going.CancelAsync();
                foreach (var request in waiting)
                {
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
                }

                await WaitersAsync(0);
            }
        }

        (await dispatcher.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
    }

    private async Task<Guid> CaseAsync()
    {
        (
            await _host.Citizen.Post("/api/requests", new { text = "潞湾街道路灯坏了三天没人修" })
        ).Expect(HttpStatusCode.Created);
        await using var connection = await _host.Store.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<Guid>("select case_id from cases.case_file");
    }

    /// <summary>Comes back when so many connections wait for a lock.</summary>
    private async Task WaitersAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var connection = await _host.Store.Owner.OpenConnectionAsync(patience.Token);
        while (await CountAsync(connection) != count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    private static Task<int> CountAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<int>(
            """
            select count(distinct pid)::int from pg_locks join pg_stat_activity using (pid)
            where not granted and datname = current_database()
            """
        );
}
