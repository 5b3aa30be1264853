using System.Text.Json;
using Dapper;
using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Cases.Links;

/// <summary>
/// What happens at the lead of an incident happens to every joined case in the same transaction, in its own chain and with the words under
/// its own key: so each requester is told of each step, is called back alone, and loses nothing when the case leaves the incident.
/// </summary>
internal static class IncidentSteps
{
    /// <summary>Writes the step to the joined cases and returns them as they are now.</summary>
    /// <param name="lead">The lead as it stood before.</param>
    /// <param name="entry">What happened there.</param>
    /// <param name="text">The words that went with it.</param>
    /// <param name="limits">The limits in force.</param>
    public static async Task<IReadOnlyList<CaseFile>> TellAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        KeyRing keys,
        CaseFile lead,
        JournalEntry entry,
        string? text,
        TimeLimits limits,
        CancellationToken cancellation
    )
    {
        var corrects = entry.Kind == Happened.Corrected;
        if ((lead.Members == 0 && !corrects) || !(IsTold(entry.Kind) || TakesBack(entry)))
        {
            return [];
        }

        var told = new List<CaseFile>();
        var (members, wrong) = corrects
            ? await ToldWrongAsync(connection, transaction, entry, cancellation)
            : (await MembersAsync(connection, transaction, lead, cancellation), []);
        foreach (var member in members)
        {
            if (
                Of(lead, member, entry, limits, wrong.GetValueOrDefault(member.CaseId)) is { } step
                && await CaseAppend.AppendAsync(
                    connection,
                    transaction,
                    member,
                    entry.At,
                    entry.Actor,
                    step.Kind,
                    step.Data,
                    cancellation
                )
                    is var (written, after)
            )
            {
                told.Add(after);
                if (text is not null)
                {
                    await CaseTexts.KeepAsync(
                        connection,
                        transaction,
                        keys,
                        member.CaseId,
                        written.Entry.Seq,
                        text,
                        cancellation
                    );
                }
            }
        }

        return told;
    }

    /// <summary>The joined cases that still go the lead's way, held, in order of id.</summary>
    public static async Task<IReadOnlyList<CaseFile>> MembersAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile lead,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<CaseFile>(
                new CommandDefinition(
                    $"select {CaseColumns.Select} from cases.case_file where incident_id = @CaseId order by case_id for update",
                    new { lead.CaseId },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>
    /// Of a correction at the lead, each case that was told what is wrong while it was joined, held, with the entry of its own chain; also one that has left the
    /// incident since, whose requester has the wrong words all the same. None that joined later, and none of what corrects nothing that they are told.
    /// </summary>
    private static async Task<(
        IReadOnlyList<CaseFile> Members,
        Dictionary<Guid, int?> Wrong
    )> ToldWrongAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        JournalEntry entry,
        CancellationToken cancellation
    )
    {
        if (
            CanonicalJson.Read<CorrectedFacts>(entry.Data)
            is not { Kind: Happened.Resolved or Happened.ProgressReported } facts
        )
        {
            return ([], []);
        }

        var chain = await Journal.ReadAsync(connection, entry.CaseId, cancellation);
        var ever = chain
            .Where(one => one.Kind == Happened.MemberJoined)
            .Select(one => CanonicalJson.Read<MemberFacts>(one.Data).Case)
            .Distinct()
            .ToList();
        if (ever.Count == 0)
        {
            return ([], []);
        }

        var members = await CaseStore.LoadForChangeAsync(
            connection,
            transaction,
            ever,
            cancellation
        );
        var wrong = chain.First(one => one.Seq == facts.Seq);
        var chains = await Journal.ReadAsync(connection, ever, cancellation);
        return (
            members,
            members.ToDictionary(
                member => member.CaseId,
                member =>
                    chains[member.CaseId]
                        .FirstOrDefault(one => one.Kind == wrong.Kind && one.At == wrong.At)
                        ?.Seq
            )
        );
    }

    /// <summary>What a step of the lead is in the chain of a joined case; null where it is nothing to it.</summary>
    /// <param name="wrong">Of a correction, the entry of the joined case that it puts right; null when there is none.</param>
    internal static (string Kind, JsonElement Data)? Of(
        CaseFile lead,
        CaseFile member,
        JournalEntry entry,
        TimeLimits limits,
        int? wrong = null
    ) =>
        // What the city took back is over: the others are not its order, and go on from where they stand.
        TakesBack(entry)
            ? (
                Happened.LeftIncident,
                CanonicalJson.Of(new LeftIncidentFacts(lead.CaseId, lead.Number, Guid.Empty))
            )
        // Whoever was told the wrong words is told the right ones, wherever the case has gone since. Each chain names its own entry.
        : entry.Kind == Happened.Corrected
            ? wrong is { } seq
                    ? (
                        entry.Kind,
                        CanonicalJson.Of(
                            CanonicalJson.Read<CorrectedFacts>(entry.Data) with
                            {
                                Seq = seq,
                            }
                        )
                    )
                : null
        // A joined case that has gone on alone, such as to its call-back, is not moved any more.
        : member.State != lead.State ? null
        : entry.Kind switch
        {
            // What is kept with it was promised in the lead's chain.
            Happened.ProgressReported => (
                entry.Kind,
                CanonicalJson.Of(CanonicalJson.Read<ProgressFacts>(entry.Data) with { Kept = null })
            ),
            Happened.Dispatched => (
                entry.Kind,
                CanonicalJson.Of(
                    Dispatched(
                        member,
                        CanonicalJson.Read<DispatchedFacts>(entry.Data),
                        entry.At,
                        limits
                    )
                )
            ),
            Happened.Signed => (
                entry.Kind,
                CanonicalJson.Of(
                    CanonicalJson.Read<SignedFacts>(entry.Data) with
                    {
                        Dues = limits
                            .AtSignature(member.Urgency, entry.At)
                            ?.Within(member.LimitAt(entry.At)),
                        DueProgress = ReportProgress.Next(member, limits, entry.At),
                        ProgressDays = ReportProgress.Days(member, limits),
                    }
                )
            ),
            Happened.Resolved => (
                entry.Kind,
                CanonicalJson.Of(
                    CanonicalJson.Read<ResolvedFacts>(entry.Data) with
                    {
                        DueCallBack = limits.Due(member.Urgency, Step.CallBack, entry.At),
                        CallBackDays = limits.DaysGiven(member.Urgency, Step.CallBack),
                    }
                )
            ),
            Happened.Reinspected => (entry.Kind, entry.Data),
            Happened.ExtensionJudged => Extended(
                member,
                CanonicalJson.Read<ExtensionJudgedFacts>(entry.Data)
            )
                is { } extended
                ? (entry.Kind, CanonicalJson.Of(extended))
                : null,
            Happened.SuspensionJudged => Suspended(
                member,
                CanonicalJson.Read<SuspensionJudgedFacts>(entry.Data),
                entry,
                limits
            ),
            Happened.Resumed => (
                entry.Kind,
                CanonicalJson.Of(
                    Resumed(member, CanonicalJson.Read<ResumedFacts>(entry.Data), entry.At, limits)
                )
            ),
            _ => (
                Happened.IncidentStep,
                CanonicalJson.Of(
                    new IncidentStepFacts(lead.CaseId, entry.Seq, entry.Kind, entry.Data)
                )
            ),
        };

    private static bool TakesBack(JournalEntry entry) =>
        entry.Kind == Happened.Closed
        && CanonicalJson.Read<ClosedFacts>(entry.Data).How == ClosedHow.GivenBack;

    private static bool IsTold(string kind) =>
        kind
            is Happened.Dispatched
                or Happened.Signed
                or Happened.ProgressReported
                or Happened.Resolved
                or Happened.Reinspected
                or Happened.ExtensionJudged
                or Happened.SuspensionJudged
                or Happened.Resumed
                or Happened.Corrected
                or Happened.WhistleBlown
                or Happened.UnitSummoned
                or Happened.Arrived
                or Happened.TaskOpened
                or Happened.TaskDone
                or Happened.TaskVerified
                or Happened.TaskReturned
                or Happened.WhistleClosed;

    /// <summary>To the same unit, by the limits of its own urgency and receipt, and within a limit that somebody gave it alone. A class that was set right raises its urgency and lowers none.</summary>
    private static DispatchedFacts Dispatched(
        CaseFile member,
        DispatchedFacts facts,
        DateTimeOffset at,
        TimeLimits limits
    )
    {
        Urgency? raised = facts.Urgency is { } tier && tier < member.Urgency ? tier : null;
        var due = limits
            .DeadlinesFrom(raised ?? member.Urgency, at, member.CountsFrom(at))
            .Within(member.LimitAt(at));
        return facts with
        {
            Urgency = raised,
            DueSign = due.Sign,
            DueContact = due.Contact,
            DueResolve = due.Resolve,
            WorkingDays = due.WorkingDays,
        };
    }

    /// <summary>More time for the lead is never less for a joined case; null when it was refused.</summary>
    private static ExtensionJudgedFacts? Extended(CaseFile member, ExtensionJudgedFacts facts) =>
        facts.DueResolve is not { } due ? null
        : member.DueResolve is { } own && own > due ? facts with { DueResolve = own }
        : facts;

    /// <summary>Whether its limit stands still, and where, follows its own urgency and lateness.</summary>
    private static (string, JsonElement)? Suspended(
        CaseFile member,
        SuspensionJudgedFacts facts,
        JournalEntry entry,
        TimeLimits limits
    ) =>
        facts.Until is null
            ? null
            : (
                entry.Kind,
                CanonicalJson.Of(
                    facts with
                    {
                        PausedSeconds = JudgeTime.LeftOf(
                            member,
                            limits.PausesWithSuspension(member.Urgency),
                            entry.At
                        ),
                    }
                )
            );

    /// <summary>Each limit runs on from where it stood.</summary>
    private static ResumedFacts Resumed(
        CaseFile member,
        ResumedFacts facts,
        DateTimeOffset at,
        TimeLimits limits
    ) => facts with { DueResolve = ResumeCase.DueAfter(member, limits, at) };
}
