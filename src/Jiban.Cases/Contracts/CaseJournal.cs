using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Web;
using Npgsql;

namespace Jiban.Cases.Contracts;

/// <summary>
/// The door by which another module writes into the journal of a case, inside its own transaction, so that the chain tells everything
/// that happened to the case.
/// </summary>
public sealed class CaseJournal
{
    private readonly CaseDesk _desk;

    internal CaseJournal(CaseDesk desk) => _desk = desk;

    /// <summary>
    /// Loads cases and holds them until the transaction ends. They are taken in order of id, so that two who hold the same cases can't
    /// lock each other out. An unknown case is left out.
    /// </summary>
    public async Task<IReadOnlyList<HeldCase>> HoldAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await CaseStore.LoadForChangeAsync(connection, transaction, cases, cancellation)
            ).Select(file => new HeldCase(_desk, connection, transaction, file)),
        ];

    /// <summary>Those of some cases that an actor may see.</summary>
    public async Task<IReadOnlySet<Guid>> VisibleAsync(
        NpgsqlConnection connection,
        Actor actor,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        (await CaseStore.LoadAsync(connection, cases, cancellation))
            .Where(file => _desk.Refuse(file, actor, Operation.ViewCases) is null)
            .Select(file => file.CaseId)
            .ToHashSet();
}

/// <summary>A case that is held by a transaction of another module.</summary>
public sealed class HeldCase
{
    private readonly CaseDesk _desk;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private CaseFile _file;

    internal HeldCase(
        CaseDesk desk,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile file
    ) => (_desk, _connection, _transaction, _file) = (desk, connection, transaction, file);

    public Guid CaseId => _file.CaseId;

    public string Number => _file.Number;

    /// <summary>Where it is, in words.</summary>
    public string? PlaceName => _file.PlaceName;

    /// <summary>1e-7 degrees, WGS-84.</summary>
    public int? LonE7 => _file.LonE7;

    /// <inheritdoc cref="LonE7"/>
    public int? LatE7 => _file.LatE7;

    /// <summary>The narrowest region in which it is.</summary>
    public Guid? RegionId => _file.CommunityId ?? _file.StreetId ?? _file.DistrictId;

    /// <summary>What is to be told of it after the commit.</summary>
    public CaseChanged Changed =>
        new(_file.CaseId, _file.Number, Words.Of(_file.State), _file.UnitId, _file.HeadSeq);

    /// <summary>Why an actor may not do this to the case now; null when he may.</summary>
    public Problem? Refuse(Actor actor, Operation operation) =>
        (
            _desk.Refuse(_file, actor, operation)
            ?? Incident.Blocks(_file, operation)
            ?? (_file.State == CaseState.Closed ? new Refused(Refusal.AlreadyClosed) : null)
        )?.ToProblem();

    /// <summary>Appends an entry and writes the fold.</summary>
    /// <param name="actor">Who; null for the platform itself.</param>
    public async Task AppendAsync(
        CaseNote note,
        Actor? actor,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var entry = Chain.Append(
            _file.CaseId,
            _file.Head,
            at,
            actor?.JournalName ?? "system",
            note.EntryKind,
            CanonicalJson.Of<object>(note)
        );
        var after = _file.Apply(entry);
        await CaseStore.UpdateAsync(_connection, _transaction, after, _file.HeadSeq, cancellation);
        await Journal.AppendAsync(_connection, _transaction, [entry], cancellation);
        await IncidentSteps.TellAsync(
            _connection,
            _transaction,
            _desk.Keys,
            _file,
            entry.Entry,
            null,
            await _desk.Limits.CurrentAsync(cancellation),
            cancellation
        );
        _file = after;
    }
}
