using System.Text.Json;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Channels.Outbox;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Channels.Notices;

/// <summary>
/// Who is to be told of what at the moment: the templates in use, and since when there is a gateway or a webhook at all. Without one nothing
/// is written down for it, so nothing piles up.
/// </summary>
internal sealed record Audience(
    IReadOnlyDictionary<(string Kind, string Audience), string> Templates,
    DateTimeOffset? RequestersSince,
    DateTimeOffset? UnitsSince,
    DateTimeOffset News,
    IReadOnlySet<string> BySms,
    DateTimeOffset? DutySince
)
{
    private const string Requester = "requester";
    public const string Unit = "unit";
    public const string Above = "above";
    public const string Leader = "leader";
    public const string Named = "named";

    // These are told otherwise than the rest of their kind.
    public const string Convened = "convened";
    public const string Raised = "raised";
    public const string ExtensionRefused = "extensionRefused";
    public const string SuspensionRefused = "suspensionRefused";
    public const string ReportMissed = "reportMissed";
    public const string ContactByAbove = "contactByAbove";
    private const string Rests = "rests";
    private const string TakenUp = "takenUp";

    // The rungs of the ladder of Cases.
    private const int LevelOfAbove = 2;
    private const int LevelOfLeader = 3;

    /// <param name="news">What happened before is told to nobody.</param>
    public static async Task<Audience> LoadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        DateTimeOffset news,
        CancellationToken cancellation
    )
    {
        var (sms, units, duty) = await connection.QuerySingleAsync<(
            DateTimeOffset? Sms,
            DateTimeOffset? Units,
            DateTimeOffset? Duty
        )>(
            new CommandDefinition(
                """
                select min(since) filter (where code = 'sms') as sms, min(since) filter (where code like 'unit:%') as units,
                    (select min(since) from channels.duty_phone) as duty
                from channels.destination where in_use
                """,
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        if (sms is null && units is null)
        {
            return new(
                new Dictionary<(string, string), string>(),
                null,
                null,
                news,
                new HashSet<string>(),
                null
            );
        }

        var rows = (
            await connection.QueryAsync<(string Kind, string Audience, string Code, string BySms)>(
                new CommandDefinition(
                    "select kind, audience, code, by_sms from channels.template where in_use",
                    transaction: transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        return new(
            rows.ToDictionary(row => (row.Kind, row.Audience), row => row.Code),
            sms,
            units,
            news,
            rows.Where(row => row.BySms != Template.Never).Select(row => row.Code).ToHashSet(),
                // By the gateway, and since there is somebody to be told by it.
                sms > duty
                    ? sms
                : sms is null ? null
                : duty
        );
    }

    /// <summary>The template by which the requester is told of an entry; null when it is none of theirs.</summary>
    public string? RequesterTemplate(JournalEntry entry) =>
        RequestersSince is null
        || HasNoPerson(entry)
        || EndsWhatWasTold(entry)
        || OccasionOfRequester(entry) is not { } occasion
            ? null
            : Of(entry, occasion, Requester, RequestersSince);

    /// <summary>Which units are told of an entry, each with the template.</summary>
    public IEnumerable<(string Destination, string Template)> Units(JournalEntry entry) =>
        from told in Addressed(entry)
        let template = Of(entry, Occasion(entry), told.Audience, UnitsSince)
        where template is not null
        select (told.Destination, template);

    /// <summary>Whose duty telephones may be told of an entry, each with the template: which of them can't wait, it says when it is delivered.</summary>
    public IEnumerable<(string Destination, string Template)> Duties(JournalEntry entry) =>
        from told in Addressed(entry)
        let template = Of(entry, Occasion(entry), told.Audience, DutySince)
        where template is not null && BySms.Contains(template)
        select (Message.Duty + told.Destination, template);

    /// <summary>
    /// The unit that answers for the case; of an alarm also the one above it and at last the leader's (催办、超时上报), of what was asked for the one that
    /// judges, of what was raised the leader's alone (提级督办), and whom an entry names: helpers, who is summoned, who is called together about a return
    /// (会商), to whom was escalated.
    /// </summary>
    public static IEnumerable<(string Audience, string Destination)> Addressed(JournalEntry entry)
    {
        var occasion = Occasion(entry);
        // Whoever is called together is named, the unit that has the case among them; of what only a leader can go on with, it has nothing to do; and what
        // somebody of its own has taken up, it knows.
        if (occasion is not (Convened or Raised or Rests or TakenUp or ContactByAbove))
        {
            yield return (Unit, Message.ToUnit);
        }

        if (
            occasion == ContactByAbove
            || entry.Kind is "returnAsked" or "extensionAsked" or "suspensionAsked"
            || (entry.Kind == "alarmed" && Level(entry) >= LevelOfAbove)
        )
        {
            yield return (Above, Message.ToAbove);
        }

        if (occasion == Raised || (entry.Kind == "alarmed" && Level(entry) >= LevelOfLeader))
        {
            yield return (Leader, Message.ToLeader);
        }

        foreach (var unit in NamedIn(entry).Distinct())
        {
            yield return (Named, Message.ToNamed(unit));
        }
    }

    /// <summary>Where an entry goes by a template in use: whoever is addressed without one hears nothing.</summary>
    public static Task<IEnumerable<string>> ToldAsync(
        Database database,
        JournalEntry entry,
        CancellationToken cancellation
    ) =>
        ToldAsync(
            database,
            entry,
            [Template.Never, Template.WhenUrgent, Template.Always],
            cancellation
        );

    /// <summary>The same by SMS, of a case that is urgent or not.</summary>
    public static Task<IEnumerable<string>> ToldBySmsAsync(
        Database database,
        JournalEntry entry,
        bool isUrgent,
        CancellationToken cancellation
    ) =>
        ToldAsync(
            database,
            entry,
            isUrgent ? [Template.WhenUrgent, Template.Always] : [Template.Always],
            cancellation
        );

    private static async Task<IEnumerable<string>> ToldAsync(
        Database database,
        JournalEntry entry,
        string[] bySms,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var audiences = await connection.QueryAsync<string>(
            new CommandDefinition(
                "select audience from channels.template where kind = @kind and in_use and by_sms = any(@bySms)",
                new { kind = Occasion(entry), bySms },
                cancellationToken: cancellation
            )
        );
        return Addressed(entry)
            .Where(one => audiences.Contains(one.Audience))
            .Select(one => one.Destination);
    }

    /// <summary>What an entry is to those who are told: its kind, or what of it is told otherwise than the rest.</summary>
    public static string Occasion(JournalEntry entry) =>
        entry.Kind switch
        {
            "returnJudged" when Word(entry, "verdict") == Convened => Convened,
            "alarmed" when Says(entry, "ofAbove") => ContactByAbove,
            "supervised" when Says(entry, Raised) => Raised,
            "supervised" when Says(entry, Rests) => Rests,
            "extensionJudged" when !Has(entry, "dueResolve") => ExtensionRefused,
            "suspensionJudged" when !Has(entry, "until") => SuspensionRefused,
            "resumed" when Says(entry, ReportMissed) => ReportMissed,
            "resumed" when Has(entry, "by") => TakenUp,
            _ => entry.Kind,
        };

    /// <summary>
    /// What an entry is to the requester: its kind, or what of it is told to them; null for what is none of theirs (<see cref="CaseTelling.IsForRequester"/>). A step
    /// of the lead of their incident is to them what it is to the requester of the lead.
    /// </summary>
    public static string? OccasionOfRequester(JournalEntry entry) =>
        !CaseTelling.IsForRequester(entry)
            ? null
            : entry.Kind switch
            {
                "incidentStep" => entry.Data.GetProperty("kind").GetString(),
                "contacted" => Says(entry, "reached") ? null : "contactMissed",
                "calledBack" => Says(entry, "reached") ? null : "callBackMissed",
                "followedUp" => null,
                "reinspected" => Says(entry, "passed") ? null : "reinspectionFailed",
                "returnJudged" => "unitChanged",
                "returnDecided" => "takenBack",
                "resumed" when Says(entry, ReportMissed) => ReportMissed,
                // What they said or did themselves, and what is told with the entry beside it.
                "meetingAnswered" or "met" => null,
                _ => entry.Kind,
            };

    private static IEnumerable<Guid> NamedIn(JournalEntry entry) =>
        Occasion(entry) switch
        {
            "assistanceAsked" => Guids(entry, "units"),
            "whistleBlown" => Guids(entry, "summoned"),
            "unitSummoned" => [entry.Data.GetProperty("summoned").GetGuid()],
            "taskAlarmed" => Guids(entry, "told"),
            "escalated" => [entry.Data.GetProperty("to").GetGuid()],
            // Nobody in entries from before the units were named.
            Convened when entry.Data.TryGetProperty("units", out _) => Guids(entry, "units"),
            _ => [],
        };

    private static string? Word(JournalEntry entry, string fact) =>
        entry.Data.TryGetProperty(fact, out var value) ? value.GetString() : null;

    private static bool Has(JournalEntry entry, string fact) =>
        entry.Data.TryGetProperty(fact, out var value) && value.ValueKind != JsonValueKind.Null;

    private static bool Says(JournalEntry entry, string fact) =>
        entry.Data.TryGetProperty(fact, out var value) && value.GetBoolean();

    private static IEnumerable<Guid> Guids(JournalEntry entry, string name) =>
        entry.Data.GetProperty(name).EnumerateArray().Select(unit => unit.GetGuid());

    private static int Level(JournalEntry entry) => entry.Data.GetProperty("level").GetInt32();

    /// <summary>Whoever was told of the legal path, why nothing is done, or that the city took the order back need not hear that it is closed as well.</summary>
    private bool EndsWhatWasTold(JournalEntry entry) =>
        entry.Kind == "closed"
        && (
            (entry.Data.TryGetProperty("how", out var how) ? how.GetString() : null) switch
            {
                "legalPath" => "legalPathTold",
                "declined" => "declined",
                "givenBack" => "takenBack",
                _ => null,
            }
        )
            is { } kind
        && Templates.ContainsKey((kind, Requester));

    private string? Of(
        JournalEntry entry,
        string occasion,
        string audience,
        DateTimeOffset? since
    ) =>
        entry.At >= since && entry.At >= News
            ? Templates.GetValueOrDefault((occasion, audience))
            : null;

    /// <summary>What a patrol or a device found has nobody who could be told.</summary>
    private static bool HasNoPerson(JournalEntry entry) =>
        entry.Kind == "registered"
        && entry.Data.TryGetProperty("hasPerson", out var has)
        && !has.GetBoolean();
}
