using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Cases.Twins;

/// <summary>
/// Joins new cases to the incident that they tell of: those whose requester or operator said so, and, from the score of the rule on, those that clearly do.
/// It follows the journal, so that the door stays fast. Each join stands in both chains with its reasons, and a person may undo it;
/// what was taken out is not joined again.
/// </summary>
internal sealed class TwinWatch(LimitsRegistry limits, KeyRing keys, TimeProvider clock)
    : IProjection
{
    /// <summary>Under which the rule stands in the journal.</summary>
    public const string ActorName = "rule";

    private static readonly Actor Rule = new(Guid.Empty, ActorName, Role.Public, null);

    /// <inheritdoc/>
    public string Name => "cases.twins";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var inForce = await limits.CurrentAsync(cancellation);
        foreach (var entry in entries.Where(entry => entry.Kind == Happened.Registered))
        {
            // Of every new case of the city: only what it names is read.
            Guid? told = entry.Data.TryGetProperty("joins", out var joins) ? joins.GetGuid() : null;
            if (told is not null || inForce.Twins.Join > 0)
            {
                await JoinAsync(connection, transaction, entry.CaseId, told, inForce, cancellation);
            }
        }
    }

    /// <summary>Nothing to empty: what was joined stands in the chains.</summary>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    private async Task JoinAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        Guid? told,
        TimeLimits inForce,
        CancellationToken cancellation
    )
    {
        var known = await Journal.ReadAsync(connection, caseId, cancellation);
        var texts = await FindTwins.TextsAsync(connection, keys, [caseId], cancellation);
        if (
            known.Any(entry => entry.Kind == Happened.JoinedIncident)
            || !texts.TryGetValue(caseId, out var text)
            || await CaseStore.LoadAsync(connection, caseId, cancellation) is not { } file
            || !IsOpenTo(file, told is not null, clock.GetUtcNow())
        )
        {
            return;
        }

        var twins = await FindTwins.FindAsync(
            connection,
            keys,
            Sought.Of(text, file),
            inForce.Twins.Offer,
            cancellation
        );
        // What was offered may have been joined to another since.
        var named =
            told is { } id && await CaseStore.LoadAsync(connection, id, cancellation) is { } offered
                ? offered.IncidentId ?? offered.CaseId
                : (Guid?)null;
        if (Choose(twins, file, named, inForce.Twins) is { } twin)
        {
            await WriteAsync(
                connection,
                transaction,
                caseId,
                twin,
                twin.Lead.CaseId == named,
                inForce,
                cancellation
            );
        }
    }

    /// <summary>
    /// Whether a case may be joined without a member of staff: never where life is in danger, nor a part of a split request, nor what lies too far back (the
    /// journal may be followed again from its beginning). A question is joined only when its writer said so.
    /// </summary>
    internal static bool IsOpenTo(CaseFile file, bool told, DateTimeOffset now) =>
        file
            is {
                IncidentId: null,
                Members: 0,
                ParentId: null,
                Danger: false,
                State: <= CaseState.Signed
            }
        && now - file.ReceivedAt <= TwinScore.Longest
        && file.Kind
            is DemandKind.Help
                or DemandKind.Complaint
                or DemandKind.Report
                or DemandKind.Consultation
        && (told || file.Kind != DemandKind.Consultation);

    /// <summary>
    /// Whoever says that it is the same is believed for what was offered, and for nothing else; the rule takes the surest from its score on. Nothing is joined to what is
    /// less urgent: it would wait longer there.
    /// </summary>
    internal static FoundTwin? Choose(
        IReadOnlyList<FoundTwin> twins,
        CaseFile file,
        Guid? named,
        TwinRule rule
    )
    {
        var fit = twins.Where(twin => twin.Lead.Urgency <= file.Urgency).ToList();
        return fit.Find(twin => twin.Lead.CaseId == named)
            ?? (rule.Join > 0 ? fit.Find(twin => twin.Score.Score >= rule.Join) : null);
    }

    private async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        FoundTwin twin,
        bool told,
        TimeLimits inForce,
        CancellationToken cancellation
    )
    {
        var now = Chain.ToMicroseconds(clock.GetUtcNow());
        var lead = await CaseStore.LoadForChangeAsync(
            connection,
            transaction,
            twin.Lead.CaseId,
            cancellation
        );
        var member = await CaseStore.LoadForChangeAsync(
            connection,
            transaction,
            caseId,
            cancellation
        );
        if (lead is null || member is null || JoinIncident.Blocks(lead) is not null)
        {
            return;
        }

        var why = new TwinFacts(
            twin.Score.Score,
            twin.Score.Words,
            twin.Score.Metres,
            twin.Score.Minutes,
            told,
            twin.Score.OtherClass
        );
        var decided = JoinIncident.Decide(lead, member, Rule, inForce, now, why);
        if (decided.Refused is not null)
        {
            return;
        }

        foreach (var happening in decided.Happenings)
        {
            member = await AppendAsync(member, happening);
        }

        await AppendAsync(
            lead,
            Handling.Happening.Of(
                Happened.MemberJoined,
                new MemberFacts(member.CaseId, member.Number, Guid.Empty)
            )
        );

        async Task<CaseFile> AppendAsync(CaseFile before, Handling.Happening happening) =>
            (
                await CaseAppend.AppendAsync(
                    connection,
                    transaction,
                    before,
                    now,
                    ActorName,
                    happening.Kind,
                    happening.Data,
                    cancellation
                )
            )!
                .Value
                .After;
    }
}
