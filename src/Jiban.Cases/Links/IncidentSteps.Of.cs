using System.Text.Json;
using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Links;

// What each step of the lead is in the chain of a joined case: by its own urgency, receipt and limits.
internal static partial class IncidentSteps
{
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
