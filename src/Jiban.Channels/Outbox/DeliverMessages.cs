using Dapper;
using Jiban.Channels.Contracts;
using Jiban.Channels.Notices;
using Jiban.Channels.Upstream;
using Jiban.Platform.Auth;
using Jiban.Platform.Notices;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jiban.Channels.Outbox;

/// <summary>
/// Delivers what is due. Safe on several hosts: the head of a queue (a destination and a case) is leased in a short transaction, and none is
/// held open while the other side is waited for, because projections wait for open transactions. A lease that runs out is tried again with
/// the same key, so a message arrives at least once, and by its key once.
/// </summary>
internal sealed partial class DeliverMessages(
    Database database,
    TellCity city,
    TellRequester requester,
    TellUnit unit,
    TellDuty duty,
    Accounts accounts,
    WhistleMessages whistles,
    Ids ids,
    ChannelsOptions options,
    TimeProvider clock,
    ILogger<DeliverMessages> log
) : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    /// <summary>Longer than a try can take, so that two hosts never speak of one message at once.</summary>
    private TimeSpan Lease => options.Patience * 2 + TimeSpan.FromMinutes(1);

    /// <summary>Tries everything that is due; returns how many messages arrived.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellation)
    {
        try
        {
            await whistles.AddAsync(cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // What can't be told of whistles stops no message that waits; the notices are read again the next time.
            NotAdded(log, fault);
        }

        var arrived = 0;
        while (true)
        {
            var lease = ids.New();
            var heads = await LeaseAsync(lease, cancellation);
            if (heads.Count == 0)
            {
                return arrived;
            }

            var fates = await Task.WhenAll(
                heads.Select(message => TryAsync(message, lease, cancellation))
            );
            arrived += fates.Count(fate => fate is Fate.Delivered);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.ClocksAct && !stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await DeliverDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // What can't be delivered now must stop neither the host nor the rest; the leases run out.
                NotDelivered(log, fault);
                pause = PauseAfterFault;
            }

            await Task.Delay(pause, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Leases heads that are due. A message waits for the one before it, and to the city also for one that a person must look at: what
    /// happened later is not told before.
    /// </summary>
    private async Task<IReadOnlyList<Message>> LeaseAsync(
        Guid lease,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Message>(
                new CommandDefinition(
                    """
                    with head as (
                        select case_id, seq, destination from channels.outbox h
                        where state = 'waiting' and next_at <= @now and (lease_until is null or lease_until <= @now)
                            and not exists (
                                select from channels.outbox e
                                where e.case_id = h.case_id and e.destination = h.destination and e.seq < h.seq
                                    and (e.state = 'waiting' or (e.state = 'dead' and e.destination = 'upstream')))
                        order by next_at, case_id limit @AtOnce for update skip locked
                    )
                    update channels.outbox o set lease = @lease, lease_until = @until, tries = o.tries + 1
                    from head where (o.case_id, o.seq, o.destination) = (head.case_id, head.seq, head.destination)
                    returning o.case_id, o.seq, o.destination, o.what, o.at, o.tries, o.subject, o.due_at
                    """,
                    new
                    {
                        now,
                        lease,
                        until = now + Lease,
                        AtOnce,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    private async Task<Fate> TryAsync(Message message, Guid lease, CancellationToken cancellation)
    {
        Fate fate;
        try
        {
            fate = message.Destination switch
            {
                Message.ToUpstream => await city.TellAsync(message, cancellation),
                Message.ToRequester => await requester.TellAsync(message, cancellation),
                var to when to.StartsWith(Message.Duty, StringComparison.Ordinal) =>
                    await duty.TellAsync(message, cancellation),
                _ => await unit.TellAsync(message, cancellation),
            };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A fault of our own is tried again like one of the link, and ends at a person's desk like it.
            Failed(log, message.CaseId, message.Seq, message.Destination, fault);
            fate = new Fate.Failed("own-fault");
        }

        await SettleAsync(message, lease, fate, cancellation);
        return fate;
    }

    private async Task SettleAsync(
        Message message,
        Guid lease,
        Fate fate,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var (state, fault, next, tries) = fate switch
        {
            Fate.Delivered => ("delivered", null, now, message.Tries),
            Fate.Dropped dropped => ("dropped", dropped.Why, now, message.Tries),
            Fate.Dead dead => ("dead", dead.Fault, now, message.Tries),
            Fate.Deferred deferred => ("waiting", null, deferred.Until, message.Tries - 1),
            Fate.Failed failed when message.Tries >= Backoff.MostTries => (
                "dead",
                failed.Fault,
                now,
                message.Tries
            ),
            Fate.Failed failed => (
                "waiting",
                (string?)failed.Fault,
                now + Backoff.After(message),
                message.Tries
            ),
            _ => throw new InvalidOperationException($"No state for {fate.GetType().Name}."),
        };
        // Read before the transaction: none is open while another connection is waited for.
        var administrators =
            state == "dead" ? await accounts.ListAsync(null, Role.Administrator, cancellation) : [];
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var settled = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update channels.outbox set state = @state, fault = @fault, next_at = @next, tries = @tries, lease = null,
                    lease_until = null, done_at = case when @state = 'waiting' then null else @now end
                where case_id = @CaseId and seq = @Seq and destination = @Destination and lease = @lease
                """,
                new
                {
                    state,
                    fault,
                    next,
                    tries,
                    now,
                    message.CaseId,
                    message.Seq,
                    message.Destination,
                    lease,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (settled > 0)
        {
            await NoticeBoard.AddAsync(
                connection,
                transaction,
                [
                    .. administrators
                        .Where(account => !account.Disabled)
                        .Select(account => Unsent(account.AccountId, message, now)),
                ],
                cancellation
            );
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>That something was not delivered and waits for a person: once an hour for each way, however much it is. The page has the list.</summary>
    private static DeskNotice Unsent(Guid administrator, Message message, DateTimeOffset now) =>
        new(
            administrator,
            true,
            $"dead:{message.Destination}/{now.ToUnixTimeSeconds() / 3_600}",
            Operation.MendExchange,
            "deadLetter",
            null,
            NoticeSubject.List,
            message.CaseId,
            null,
            now
        );

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What is told of whistles could not be put into the outbox; it is tried again"
    )]
    private static partial void NotAdded(ILogger log, Exception fault);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The outbox could not be delivered; it is tried again"
    )]
    private static partial void NotDelivered(ILogger log, Exception fault);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Message {Seq} of case {CaseId} to {Destination} could not be made"
    )]
    private static partial void Failed(
        ILogger log,
        Guid caseId,
        int seq,
        string destination,
        Exception fault
    );
}
