using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Http;

namespace Jiban.Cases.Contracts;

/// <summary>An open case near a point, as one who stands there may know it: nothing of who asked, nor in which words.</summary>
/// <param name="Component">Identifier of the component that it names.</param>
public sealed record OpenCase(
    Guid CaseId,
    string Number,
    string ClassCode,
    string? Component,
    Guid UnitId,
    DateTimeOffset ReceivedAt,
    double Metres
);

/// <summary>An open case on the map of one who walks about there; as little of it as of an <see cref="OpenCase"/>.</summary>
public sealed record PlacedCase(
    Guid CaseId,
    string Number,
    string ClassCode,
    Guid UnitId,
    DateTimeOffset ReceivedAt,
    int LonE7,
    int LatE7
);

/// <summary>What became of joining: the case that was meant, and whether it is joined to it now.</summary>
public sealed record JoinedTo(Guid CaseId, string Number, bool IsJoined);

/// <summary>Open cases that may be the same matter, and joining what a person recognised as such (并案).</summary>
public sealed class CaseTwins
{
    private const int Most = 50;

    /// <summary>More than these no phone tells apart.</summary>
    private const int MostWithin = 500;

    private readonly CaseDesk _desk;

    internal CaseTwins(CaseDesk desk) => _desk = desk;

    /// <summary>The cases within some metres that could lead an incident, nearest first; thanks, questions and suggestions are no matter of a place.</summary>
    public async Task<IReadOnlyList<OpenCase>> NearAsync(
        double lon,
        double lat,
        double metres,
        CancellationToken cancellation
    )
    {
        await using var connection = await _desk.Database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<OpenCase>(
                new CommandDefinition(
                    """
                    select case_id, number, class_code, component, unit_id, received_at, metres
                    from (select f.*, st_distancesphere(location, st_setsrid(st_makepoint(@lon, @lat), 4326)) as metres from cases.case_file f
                        -- the box lets the index choose; a degree east is shorter than one north, and half as long at 60 degrees
                        where location && st_expand(st_setsrid(st_makepoint(@lon, @lat), 4326), @metres / 111320 * 2, @metres / 111320)
                            and state in ('queued', 'dispatched', 'signed') and incident_id is null
                            and kind in ('help', 'complaint', 'report')) near
                    where metres <= @metres
                    order by metres, case_id limit @Most
                    """,
                    new
                    {
                        lon,
                        lat,
                        metres,
                        Most,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>The same cases of a box in degrees, the newest first.</summary>
    public async Task<IReadOnlyList<PlacedCase>> WithinAsync(
        double west,
        double south,
        double east,
        double north,
        CancellationToken cancellation
    )
    {
        await using var connection = await _desk.Database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<PlacedCase>(
                new CommandDefinition(
                    """
                    select case_id, number, class_code, unit_id, received_at, lon_e7, lat_e7 from cases.case_file
                    where location && st_makeenvelope(@west, @south, @east, @north, 4326)
                        and state in ('queued', 'dispatched', 'signed') and incident_id is null
                        and kind in ('help', 'complaint', 'report') and not confidential
                    order by case_id desc limit @MostWithin
                    """,
                    new
                    {
                        west,
                        south,
                        east,
                        north,
                        MostWithin,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>
    /// Joins what an inspector reported to the case in which he recognised it. Where that can't be (it is over by now, or it still waits for
    /// a person while the report is dispatched), the report stays a case of its own. Null for a case that is not there. Done twice, it is done once.
    /// </summary>
    public async Task<JoinedTo?> JoinAsync(
        HttpContext http,
        Guid lead,
        Guid report,
        CancellationToken cancellation
    )
    {
        await using var change = await _desk.BeginAsync(http, lead, Operation.Patrol, cancellation);
        if (
            change.Refused is not null
            || await change.HoldAsync(report, cancellation) is not { } member
        )
        {
            return null;
        }

        if (member.IncidentId == lead)
        {
            return new(lead, change.File.Number, IsJoined: true);
        }

        Decided decided =
            JoinIncident.Blocks(change.File) is { } over ? over
            : change.Refuse(member, Operation.Patrol) is { } foreign ? foreign
            : JoinIncident.Decide(change.File, member, change.Actor, change.Limits, change.Now);
        if (decided.Refused is not null)
        {
            return new(lead, change.File.Number, IsJoined: false);
        }

        await change.AppendAsync(member, decided.Happenings, cancellation);
        await change.AppendAsync(
            change.File,
            [
                Happening.Of(
                    Happened.MemberJoined,
                    new MemberFacts(report, member.Number, change.Actor.Id)
                ),
            ],
            cancellation
        );
        await change.CommitAsync(cancellation);
        return new(lead, change.File.Number, IsJoined: true);
    }
}
