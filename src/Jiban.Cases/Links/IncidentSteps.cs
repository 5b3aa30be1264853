using Dapper;
using Jiban.Cases.Ends;
using Jiban.Cases.Limits;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Cases.Links;

/// <summary>
/// What happens at the lead of an incident happens to every joined case in the same transaction, in its own chain and with the words under
/// its own key: so each requester is told of each step, is called back alone, and loses nothing when the case leaves the incident.
/// </summary>
internal static partial class IncidentSteps
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
}
