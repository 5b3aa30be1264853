using System.Globalization;
using System.Text.Json;
using Dapper;
using Jiban.Channels.Contracts;
using Jiban.Channels.Wire;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jiban.Channels.Upstream;

/// <summary>
/// Compares a day's orders with the city's list (每日对账): soon after midnight for the day before, and whenever somebody asks. What differs
/// is kept until the day is compared again. Two hosts that compare at once write the same.
/// </summary>
internal sealed partial class ReconcileDay(
    Database database,
    Destinations destinations,
    SignedClient client,
    ChannelsOptions options,
    TimeProvider clock,
    ILogger<ReconcileDay> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromHours(1);
    private static readonly TimeOnly From = new(1, 0);

    /// <summary>An order as one side has it: received | signed | resolved | closed.</summary>
    public sealed record Line(string OrderNo, string State);

    /// <summary>What differs: missingHere | missingThere | stateDiffers.</summary>
    public sealed record Difference(string Number, string What, string? Ours, string? Theirs);

    /// <summary>What differs between two lists, in order of the number. Pure.</summary>
    public static IReadOnlyList<Difference> Compare(
        IEnumerable<Line> ours,
        IEnumerable<Line> theirs
    )
    {
        var here = ours.ToDictionary(line => line.OrderNo, line => line.State);
        var there = new Dictionary<string, string>();
        foreach (var line in theirs)
        {
            there[line.OrderNo] = line.State;
        }

        return
        [
            .. here
                .Keys.Union(there.Keys)
                .Order(StringComparer.Ordinal)
                .Select(number =>
                    (
                        number,
                        Ours: here.GetValueOrDefault(number),
                        Theirs: there.GetValueOrDefault(number)
                    )
                )
                .Where(pair => pair.Ours != pair.Theirs)
                .Select(pair => new Difference(
                    pair.number,
                    pair.Ours is null ? "missingHere"
                        : pair.Theirs is null ? "missingThere"
                        : "stateDiffers",
                    pair.Ours,
                    pair.Theirs
                )),
        ];
    }

    /// <summary>Compares yesterday, when it is time and it was not compared yet, or the city could not be asked an hour ago.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (TimeOnly.FromDateTime(CivilTime.Of(now).DateTime) < From)
        {
            return;
        }

        var day = CivilTime.DayOf(now).AddDays(-1);
        await using var connection = await database.OpenAsync(cancellation);
        var isDue = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                select exists (select from channels.destination where code = 'upstream' and in_use)
                    and not exists (select from channels.reconciliation where day = @day and (fault is null or at > @before))
                """,
                new { day = day.ToDateTime(TimeOnly.MinValue), before = now - AgainAfter },
                cancellationToken: cancellation
            )
        );
        if (isDue)
        {
            await RunAsync(day, cancellation);
        }
    }

    /// <summary>Compares a day now.</summary>
    public async Task RunAsync(DateOnly day, CancellationToken cancellation)
    {
        var (theirs, fault) = await AskAsync(day, cancellation);
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var date = day.ToDateTime(TimeOnly.MinValue);
        var ours = (
            await connection.QueryAsync<Line>(
                new CommandDefinition(
                    "select number as order_no, state from channels.upstream_order where received_on = @date",
                    new { date },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into channels.reconciliation (day, at, ours, theirs, fault) values (@date, @now, @ours, @theirs, @fault)
                on conflict (day) do update set at = excluded.at, ours = excluded.ours, theirs = excluded.theirs, fault = excluded.fault
                """,
                new
                {
                    date,
                    now,
                    ours = ours.Count,
                    theirs = theirs?.Count,
                    fault,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (theirs is not null)
        {
            var differences = Compare(ours, theirs);
            await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    delete from channels.difference where day = @date;
                    insert into channels.difference (day, number, what, ours, theirs)
                    select @date, n, w, o, t from unnest(@numbers, @whats, @ours, @theirs) d (n, w, o, t)
                    """,
                    new
                    {
                        date,
                        numbers = differences.Select(one => one.Number).ToArray(),
                        whats = differences.Select(one => one.What).ToArray(),
                        ours = differences.Select(one => one.Ours).ToArray(),
                        theirs = differences.Select(one => one.Theirs).ToArray(),
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        await transaction.CommitAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.ClocksAct && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                NotCompared(log, fault);
            }

            await Task.Delay(Pause, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(IReadOnlyList<Line>? Theirs, string? Fault)> AskAsync(
        DateOnly day,
        CancellationToken cancellation
    )
    {
        if (
            await destinations.FindAsync(Destination.Upstream, cancellation)
            is not { InUse: true } to
        )
        {
            return (null, "not-connected");
        }

        var sent = await client.SendAsync(
            to,
            HttpMethod.Get,
            $"/orders?day={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
            null,
            null,
            cancellation
        );
        if (sent.As != SentAs.Arrived)
        {
            return (null, sent.Fault);
        }

        try
        {
            return (
                [
                    .. sent
                        .Answer.GetProperty("orders")
                        .EnumerateArray()
                        .Select(line => new Line(
                            line.GetProperty("orderNo").GetString() ?? "",
                            line.GetProperty("state").GetString() ?? ""
                        )),
                ],
                null
            );
        }
        catch (Exception fault)
            when (fault is KeyNotFoundException or InvalidOperationException or JsonException)
        {
            return (null, "malformed-answer");
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The day could not be compared with the city's list; it is tried again"
    )]
    private static partial void NotCompared(ILogger log, Exception fault);
}
