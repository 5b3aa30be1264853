using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>What the operations on components work with.</summary>
internal sealed class ComponentDesk(
    Database database,
    CityRegistry registry,
    TimeProvider clock,
    Ids ids,
    AuditTrail trail,
    Photos photos
)
{
    public Database Database => database;
    public CitySnapshot City => registry.Current;
    public TimeProvider Clock => clock;
    public Ids Ids => ids;
    public AuditTrail Trail => trail;
    public Photos Photos => photos;
    public DateOnly Today => CivilTime.DayOf(clock.GetUtcNow());

    /// <summary>A change of one component: its version that holds is locked until the change is disposed.</summary>
    /// <param name="to">Where it is moved: whoever else puts one of its class there waits.</param>
    public async Task<ComponentEdit> BeginAsync(
        HttpContext http,
        Guid componentId,
        CancellationToken cancellation,
        Point? to = null
    )
    {
        var connection = await database.OpenAsync(cancellation);
        var transaction = await connection.BeginTransactionAsync(cancellation);
        if (to is not null)
        {
            await ComponentNumbers.HoldSpotAsync(
                connection,
                transaction,
                City,
                componentId,
                to,
                cancellation
            );
        }

        var current = await ComponentStore.LockAsync(
            connection,
            transaction,
            componentId,
            cancellation
        );
        var duties = await ComponentStore.DutiesAsync(
            connection,
            transaction,
            [componentId],
            cancellation
        );
        return new ComponentEdit(
            this,
            connection,
            transaction,
            http.Actor(),
            current,
            [.. duties[componentId]]
        );
    }
}

/// <summary>What a change wrote.</summary>
internal sealed record ComponentWritten(Guid Id, string Code, int Version);

/// <summary>A change of one component, from its lock to its commit.</summary>
internal sealed class ComponentEdit(
    ComponentDesk desk,
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    Actor actor,
    Component? current,
    IReadOnlyList<ComponentDuty> duties
) : IAsyncDisposable
{
    /// <summary>The version that holds; null when there is no such component.</summary>
    public Component? Current => current;
    public IReadOnlyList<ComponentDuty> Duties => duties;
    public Actor Actor => actor;
    public DateTimeOffset Now { get; } = desk.Clock.GetUtcNow();

    /// <summary>Why nothing may be changed at it by this actor, who looked at some version; null when it may.</summary>
    public ComponentRefusal? Blocks(int seen) =>
        current is null ? ComponentRefusal.UnknownComponent
        : !May(Operation.KeepComponents) ? ComponentRefusal.NotYours
        : current.Version != seen ? ComponentRefusal.ChangedMeanwhile
        : current.State == ComponentState.Removed ? ComponentRefusal.Removed
        : null;

    /// <summary>Why this actor may add no photo or measurement; null when he may. The record stays, so any version will do.</summary>
    public ComponentRefusal? BlocksAdding(Operation operation) =>
        current is null ? ComponentRefusal.UnknownComponent
        : !May(operation) ? ComponentRefusal.NotYours
        : current.State == ComponentState.Removed ? ComponentRefusal.Removed
        : null;

    /// <summary>Whether this actor may do something to what these units answer for.</summary>
    public bool May(Operation operation) => Permissions.May(operation, actor.Role, Relation());

    /// <summary>Makes uploads a part of the record; why they can't be, null when they are.</summary>
    public Task<Problem?> KeepPhotosAsync(
        IReadOnlyList<Guid> uploads,
        CancellationToken cancellation,
        Guid? measurementId = null
    ) =>
        ComponentPhotos.KeepAsync(
            connection,
            transaction,
            desk,
            current!.ComponentId,
            uploads,
            actor.Id,
            cancellation,
            measurementId
        );

    /// <summary>SHA-256 of uploads as they were sent; those that are unknown are left out.</summary>
    public Task<IReadOnlyDictionary<Guid, byte[]>> HashesAsync(
        IReadOnlyList<Guid> uploads,
        CancellationToken cancellation
    ) => Photos.HashesAsync(connection, uploads, cancellation);

    /// <summary>Gives a photo up.</summary>
    public Task ReleaseAsync(Guid fileId, CancellationToken cancellation) =>
        desk.Photos.ReleaseAsync(connection, transaction, [fileId], cancellation);

    /// <summary>Writes the next version and commits.</summary>
    public async Task<Ok<ComponentWritten>> WriteAsync(
        Component next,
        CancellationToken cancellation
    )
    {
        await ComponentStore.WriteAsync(connection, transaction, next, cancellation);
        return await CommitAsync(next, cancellation);
    }

    /// <summary>Ends it after a last day, and commits.</summary>
    public async Task<Ok<ComponentWritten>> RetireAsync(
        Component retired,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        await ComponentStore.RetireAsync(connection, transaction, retired, last, cancellation);
        return await CommitAsync(retired, cancellation);
    }

    /// <summary>Runs a statement beside the version that holds.</summary>
    public Task ExecuteAsync(string sql, object parameters, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation)
        );

    /// <summary>Asks something beside the version that holds.</summary>
    public Task<T> QueryAsync<T>(string sql, object parameters, CancellationToken cancellation) =>
        connection.QuerySingleAsync<T>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation)
        );

    /// <summary>What the classes allow today.</summary>
    public Task<ClassLists> ListsAsync(CancellationToken cancellation) =>
        ClassLists.ReadAsync(connection, transaction, CivilTime.DayOf(Now), cancellation);

    /// <summary>The identifier of another of its class that stands at a point already; null when none does.</summary>
    public Task<string?> TwinAtAsync(Point at, CancellationToken cancellation) =>
        ComponentStore.TwinAtAsync(connection, transaction, current!, at, cancellation);

    /// <summary>Lets a unit answer from a day on.</summary>
    public Task HandOverAsync(ComponentDuty duty, CancellationToken cancellation) =>
        ComponentStore.HandOverAsync(connection, transaction, duty, actor.Id, cancellation);

    /// <summary>Commits what was written beside a version that stays.</summary>
    public async Task<Ok<ComponentWritten>> CommitAsync(
        Component version,
        CancellationToken cancellation
    )
    {
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(
            new ComponentWritten(version.ComponentId, version.Code, version.Version)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>The relation to whoever answers for it today, in any role.</summary>
    private Relation Relation()
    {
        var today = CivilTime.DayOf(Now);
        return duties
            .Where(duty => duty.HoldsOn(today))
            .Aggregate(
                Platform.Auth.Relation.None,
                (all, duty) => all | RelationTo.Case(actor.UnitId, duty.UnitId, desk.City.IsBelow)
            );
    }
}
