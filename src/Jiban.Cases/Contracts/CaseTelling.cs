using Dapper;
using Jiban.Cases.Promises;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Cases.Contracts;

/// <summary>One entry of a case as it may be told outside, at the moment when it is told.</summary>
/// <param name="UnitId">The unit that answered for the case when it happened.</param>
/// <param name="State">The state that it led to.</param>
/// <param name="WasSigned">Whether a unit had signed it by then, now or earlier, or it was being handled again: an end without a result is reopened unsigned.</param>
/// <param name="IsErased">Whether the words and people are gone: nothing that needs them can be told any more.</param>
/// <param name="Text">What was written with it, as it is read in Chinese and in English: what each field is called differs, what was typed does not.</param>
/// <param name="Pictures">What was attached to it.</param>
/// <param name="Withheld">Whether it is about a component of which strangers are told neither where it stands nor who keeps it, so that the requester is not told the unit.</param>
public sealed record ToldEntry(
    JournalEntry Entry,
    string Number,
    Guid UnitId,
    string State,
    bool WasSigned,
    Urgency Urgency,
    bool IsErased,
    (string Zh, string En)? Text,
    IReadOnlyList<Guid> Pictures,
    Contact? Requester,
    string? QueryCode,
    bool Withheld
);

/// <summary>
/// Opens what a message needs when it is delivered, so that no outbox has to keep it. Whoever asks answers for what goes to whom: words go
/// to the city whose order it is, number and code to the requester's own telephone, neither to anybody else.
/// </summary>
public sealed class CaseTelling
{
    private readonly Database _database;
    private readonly KeyRing _keys;
    private readonly NamedComponents _components;
    private readonly TimeProvider _clock;

    internal CaseTelling(
        Database database,
        KeyRing keys,
        NamedComponents components,
        TimeProvider clock
    ) => (_database, _keys, _components, _clock) = (database, keys, components, clock);

    /// <summary>Whether the requester reads of an entry on the page: what is said to them there is said to them elsewhere, and nothing else is.</summary>
    public static bool IsForRequester(JournalEntry entry) =>
        PublicTimeline.Of(entry, CitySnapshot.Empty, english: false, text: null) is not null;

    /// <summary>Reads an entry; null when there is none.</summary>
    public async Task<ToldEntry?> ReadAsync(Guid caseId, int seq, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var entries = await Journal.ReadAsync(connection, caseId, cancellation);
        if (entries.Count < seq || seq < 1)
        {
            return null;
        }

        var file = CaseFile.Fold(entries.Take(seq));
        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        var secrets = CaseSecrets.Open(_keys, caseId, stored.Wrapped);
        var person =
            secrets is not null && stored.People is { } people
                ? secrets.OpenPeople(people).Requester
                : null;
        return new ToldEntry(
            entries[seq - 1],
            file.Number,
            file.UnitId,
            Words.Of(file.State),
            entries.Take(seq).Any(entry => entry.Kind is Happened.Signed or Happened.Reopened),
            file.Urgency,
            secrets is null,
            secrets is null
                ? null
                : await TextAsync(connection, secrets, caseId, seq, cancellation),
            await PicturesAsync(connection, caseId, seq, cancellation),
            person is null ? null : new Contact(person.Name, person.Phone),
            secrets?.QueryCode(),
            await IsWithheldAsync(_components, _clock, file, cancellation)
        );
    }

    /// <summary>Whether a case is about a component of which strangers are told today neither where it stands nor who keeps it.</summary>
    internal static async Task<bool> IsWithheldAsync(
        NamedComponents components,
        TimeProvider clock,
        CaseFile file,
        CancellationToken cancellation
    ) =>
        file.Component is { } code
        && await components.FindAsync(code, CivilTime.DayOf(clock.GetUtcNow()), cancellation)
            is { Withheld: true };

    /// <summary>What stands for the name of a unit where it is withheld.</summary>
    public static string UnnamedUnit(bool english) => english ? "the unit in charge" : "承办单位";

    private static async Task<(string Zh, string En)?> TextAsync(
        NpgsqlConnection connection,
        CaseSecrets secrets,
        Guid caseId,
        int seq,
        CancellationToken cancellation
    ) =>
        await connection.QuerySingleOrDefaultAsync<byte[]>(
            new CommandDefinition(
                "select box from cases.text where case_id = @caseId and seq = @seq",
                new { caseId, seq },
                cancellationToken: cancellation
            )
        )
            is { } box
        && secrets.OpenText(seq, box) is var text
            ? (WrittenFields.Words(text, english: false), WrittenFields.Words(text, english: true))
            : null;

    private static async Task<IReadOnlyList<Guid>> PicturesAsync(
        NpgsqlConnection connection,
        Guid caseId,
        int seq,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    "select file_id from cases.attachment where case_id = @caseId and seq = @seq and purpose <> 'recording' order by ordinal",
                    new { caseId, seq },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
}
