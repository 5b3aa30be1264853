using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.City.Contracts;
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
internal sealed class TwinWatch(
    LimitsRegistry limits,
    CityRegistry city,
    KeyRing keys,
    TimeProvider clock
) : IProjection
{
    /// <summary>Under which the rule stands in the journal.</summary>
    public const string ActorName = "rule";

    private static readonly Actor Rule = new(Guid.Empty, ActorName, Role.Public, null);

    /// <inheritdoc/>
    public string Name => "cases.twins";

    /// <summary>It writes in the chains.</summary>
    public bool IsDerived => false;

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var inForce = await limits.CurrentAsync(cancellation);
        var registered = entries
            .Where(entry => entry.Kind == Happened.Registered)
            .Select(entry => (entry.CaseId, Told: Told(entry)))
            .Where(one => one.Told is not null || inForce.Twins.Join > 0)
            .ToList();
        if (registered.Count == 0)
        {
            return;
        }

        var ids = registered.ConvertAll(one => one.CaseId);
        var offered = registered.Select(one => one.Told).OfType<Guid>();
        var known = await Journal.ReadAsync(connection, ids, cancellation);
        var texts = await CaseTexts.FirstAsync(connection, keys, ids, cancellation);
        var files = (
            await CaseStore.LoadAsync(connection, ids.Concat(offered), cancellation)
        ).ToDictionary(file => file.CaseId);
        foreach (var (caseId, told) in registered)
        {
            if (
                known[caseId].Any(entry => entry.Kind == Happened.JoinedIncident)
                || !texts.TryGetValue(caseId, out var text)
                || !files.TryGetValue(caseId, out var file)
                || !IsOpenTo(file, told is not null, clock.GetUtcNow())
            )
            {
                continue;
            }

            // What was offered may have been joined to another since, in this stretch too.
            var named = told is { } id ? files.GetValueOrDefault(id) : null;
            var changed = await JoinAsync(
                connection,
                transaction,
                file,
                text,
                named?.IncidentId ?? named?.CaseId,
                DenyTwin.Of(known[caseId]),
                inForce,
                cancellation
            );
            changed.ForEach(after => files[after.CaseId] = after);
        }
    }

    /// <summary>Nothing to empty: what was joined stands in the chains.</summary>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    /// <summary>Of which open case a new one was said to tell. Of every new case of the city: nothing else of the entry is read.</summary>
    private static Guid? Told(JournalEntry entry) =>
        entry.Data.TryGetProperty("joins", out var joins) ? joins.GetGuid() : null;

    /// <summary>Joins a case to what it tells of; gives back both as they stand then, or nothing.</summary>
    private async Task<List<CaseFile>> JoinAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile file,
        string text,
        Guid? named,
        HashSet<Guid> denied,
        TimeLimits inForce,
        CancellationToken cancellation
    )
    {
        var twins = await FindTwins.FindAsync(
            connection,
            keys,
            city.Current,
            Sought.Of(text, file),
            inForce.Twins.Offer,
            cancellation
        );
        return
            Choose(
                [.. twins.Where(twin => !denied.Contains(twin.Lead.CaseId))],
                file,
                named,
                inForce.Twins
            )
                is { } twin
            ? await WriteAsync(
                connection,
                transaction,
                file.CaseId,
                twin,
                twin.Lead.CaseId == named,
                inForce,
                cancellation
            )
            : [];
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

    private async Task<List<CaseFile>> WriteAsync(
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
            return [];
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
            return [];
        }

        foreach (var happening in decided.Happenings)
        {
            member = await AppendAsync(member, happening);
        }

        lead = await AppendAsync(
            lead,
            Handling.Happening.Of(
                Happened.MemberJoined,
                new MemberFacts(member.CaseId, member.Number, Guid.Empty)
            )
        );
        return [member, lead];

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
