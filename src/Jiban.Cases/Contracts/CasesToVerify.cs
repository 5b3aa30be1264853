using Dapper;
using Jiban.Platform.Store;

namespace Jiban.Cases.Contracts;

/// <summary>A request that waits for an inspector's look.</summary>
/// <param name="LonE7">1e-7 degrees, WGS-84.</param>
/// <param name="LatE7">1e-7 degrees, WGS-84.</param>
public sealed record CaseToVerify(
    Guid CaseId,
    string Number,
    string ClassCode,
    string? PlaceName,
    int? LonE7,
    int? LatE7,
    DateTimeOffset DueAt
);

/// <summary>What came of an inspector's look, as the indicators ask of it.</summary>
/// <param name="VerifiedAt">When he said what he saw; null when he did not in time, and it was dispatched without.</param>
/// <param name="Found">Whether it was as reported.</param>
public sealed record CaseVerified(
    Guid InspectorId,
    Guid UnitId,
    string ClassCode,
    DateTimeOffset DueAt,
    DateTimeOffset? VerifiedAt,
    bool Found
);

/// <summary>The requests that inspectors look at before a unit is sent (核实).</summary>
public sealed class CasesToVerify(Database database)
{
    /// <summary>Those that wait for an inspector, soonest due first.</summary>
    public async Task<IReadOnlyList<CaseToVerify>> OfAsync(
        Guid inspector,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<CaseToVerify>(
                new CommandDefinition(
                    """
                    select case_id, number, class_code, place_name, lon_e7, lat_e7, due_verify as due_at from cases.case_file
                    where verifier = @inspector and verified is null and state = 'queued' and incident_id is null
                    order by due_verify, case_id
                    """,
                    new { inspector },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>How many wait for each of some inspectors; who has none is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountAsync(
        IEnumerable<Guid> inspectors,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<(Guid Inspector, int Waiting)>(
                new CommandDefinition(
                    """
                    select verifier, count(*)::int from cases.case_file
                    where verifier = any(@inspectors) and verified is null and state = 'queued' and incident_id is null
                    group by verifier
                    """,
                    new { inspectors = inspectors.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.Inspector, row => row.Waiting);
    }

    /// <summary>Those whose limit falls into a span and that are settled. What a person dispatched before the look was nobody's duty any more.</summary>
    public async Task<IReadOnlyList<CaseVerified>> SettledAsync(
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<CaseVerified>(
                new CommandDefinition(
                    """
                    select verifier as inspector_id, unit_id, class_code, due_verify as due_at,
                        case when verified <> 'notLooked' then verified_at end as verified_at, verified = 'found' as found
                    from cases.case_file
                    where verifier is not null and verified is not null and due_verify >= @from and due_verify < @until
                    """,
                    new { from = from.ToUniversalTime(), until = until.ToUniversalTime() },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }
}
