using System.Text.Json;
using Dapper;
using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
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
    public static async Task<IReadOnlyList<CaseFile>> TellAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        KeyRing keys,
        CaseFile lead,
        JournalEntry entry,
        string? text,
        CancellationToken cancellation
    )
    {
        if (lead.Members == 0 || !(IsTold(entry.Kind) || TakesBack(entry)))
        {
            return [];
        }

        var told = new List<CaseFile>();
        foreach (var member in await MembersAsync(connection, transaction, lead, cancellation))
        {
            if (
                Of(lead, member, entry) is { } step
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

    /// <summary>What a step of the lead is in the chain of a joined case; null where it is nothing to it.</summary>
    internal static (string Kind, JsonElement Data)? Of(
        CaseFile lead,
        CaseFile member,
        JournalEntry entry
    ) =>
        // What the city took back is over: the others are not its order, and go on from where they stand.
        TakesBack(entry)
            ? (
                Happened.LeftIncident,
                CanonicalJson.Of(new LeftIncidentFacts(lead.CaseId, lead.Number, Guid.Empty))
            )
        // A joined case that has gone on alone, such as to its call-back, is not moved any more.
        : member.State != lead.State ? null
        : entry.Kind switch
        {
            // What is kept with it was promised in the lead's chain.
            Happened.ProgressReported => (
                entry.Kind,
                CanonicalJson.Of(CanonicalJson.Read<ProgressFacts>(entry.Data) with { Kept = null })
            ),
            Happened.Dispatched or Happened.Signed or Happened.Resolved or Happened.Reinspected => (
                entry.Kind,
                entry.Data
            ),
            Happened.ExtensionJudged => CanonicalJson
                .Read<ExtensionJudgedFacts>(entry.Data)
                .DueResolve
                is null
                ? null
                : (entry.Kind, entry.Data),
            Happened.SuspensionJudged => Suspended(
                member,
                CanonicalJson.Read<SuspensionJudgedFacts>(entry.Data),
                entry
            ),
            Happened.Resumed => (
                entry.Kind,
                CanonicalJson.Of(
                    Resumed(member, CanonicalJson.Read<ResumedFacts>(entry.Data), entry)
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
                or Happened.WhistleBlown
                or Happened.UnitSummoned
                or Happened.Arrived
                or Happened.TaskOpened
                or Happened.TaskDone
                or Happened.TaskVerified
                or Happened.TaskReturned
                or Happened.WhistleClosed;

    private static (string, JsonElement)? Suspended(
        CaseFile member,
        SuspensionJudgedFacts facts,
        JournalEntry entry
    ) =>
        facts.Until is null
            ? null
            : (
                entry.Kind,
                CanonicalJson.Of(
                    facts with
                    {
                        PausedSeconds =
                            facts.PausedSeconds is null ? null
                            : member.DueResolve is { } due
                                ? Math.Max(0, (int)(due - entry.At).TotalSeconds)
                            : 0,
                    }
                )
            );

    /// <summary>Each limit runs on from where it stood.</summary>
    private static ResumedFacts Resumed(CaseFile member, ResumedFacts facts, JournalEntry entry)
    {
        var due = member.PausedSeconds is { } left ? entry.At.AddSeconds(left) : member.DueResolve;
        return facts with { DueResolve = due > facts.DueResolve ? due.Value : facts.DueResolve };
    }
}
