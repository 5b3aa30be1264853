using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Npgsql;

namespace Jiban.Patrol.Plans;

/// <summary>Plans as rows.</summary>
internal static class PlanStore
{
    internal const string Columns =
        "plan_id, kind, title, unit_id, made_by, made_at, class_code, of_case, of_number, starts_on, ends_on, every_days, checklist, closed_at, closed_by, conclusion, owner_id, differences_left";

    internal const string PlaceColumns =
        "plan_id, place_no, name, lon_e7, lat_e7, component, inspector_id, due_on";

    internal const string LookColumns =
        "look_id, plan_id, place_no, at, by, result, answers, note, case_id, number, seal, stood_lon_e7, stood_lat_e7, stood_metres";

    /// <summary>A plan that an operation may touch; null when there is none, or it does not concern the actor.</summary>
    /// <param name="lockFor"><c>for update</c>, <c>for share</c> or nothing.</param>
    public static async Task<Plan?> FindAsync(
        NpgsqlConnection connection,
        Guid planId,
        Actor actor,
        Operation operation,
        CitySnapshot city,
        string lockFor,
        CancellationToken cancellation
    ) =>
        await connection.QuerySingleOrDefaultAsync<Plan>(
            new CommandDefinition(
                $"select {Columns} from patrol.plan where plan_id = @planId {lockFor}",
                new { planId },
                cancellationToken: cancellation
            )
        )
            is { } plan
        && Permissions.May(
            operation,
            actor.Role,
            plan.RelationOf(actor, city.IsBelow)
                | (
                    await PlanGroup.IsMemberAsync(connection, planId, actor.UnitId, cancellation)
                        ? Relation.Assisting
                        : Relation.None
                )
        )
            ? plan
            : null;

    /// <summary>The places of a plan in their order.</summary>
    public static async Task<IReadOnlyList<Place>> PlacesAsync(
        NpgsqlConnection connection,
        Guid planId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Place>(
                new CommandDefinition(
                    $"select {PlaceColumns} from patrol.place where plan_id = @planId order by place_no",
                    new { planId },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>Everything that was seen in a plan, oldest first.</summary>
    public static async Task<IReadOnlyList<Look>> LooksAsync(
        NpgsqlConnection connection,
        Guid planId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Look>(
                new CommandDefinition(
                    $"select {LookColumns} from patrol.look where plan_id = @planId order by at, look_id",
                    new { planId },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>Of some findings, those whose case is not closed, as the read model of reports has it.</summary>
    public static Task<int> OpenFindingsAsync(
        NpgsqlConnection connection,
        Guid planId,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                """
                select count(distinct l.case_id)::int from patrol.look l left join patrol.report r using (case_id)
                where l.plan_id = @planId and l.case_id is not null and r.closed_at is null
                """,
                new { planId },
                cancellationToken: cancellation
            )
        );

    /// <summary>A place with its plan.</summary>
    /// <param name="lockPlan"><c>for share</c> until the transaction ends, so that the plan is not closed meanwhile; or nothing.</param>
    /// <param name="lockPlace"><c>for update</c>, or nothing.</param>
    public static async Task<(Plan? Plan, Place? Place)> PlaceAsync(
        NpgsqlConnection connection,
        Guid id,
        int no,
        string lockPlan,
        string lockPlace,
        CancellationToken cancellation
    ) =>
        (
            await connection.QuerySingleOrDefaultAsync<Plan>(
                new CommandDefinition(
                    $"select {Columns} from patrol.plan where plan_id = @id {lockPlan}",
                    new { id },
                    cancellationToken: cancellation
                )
            ),
            await connection.QuerySingleOrDefaultAsync<Place>(
                new CommandDefinition(
                    $"select {PlaceColumns} from patrol.place where plan_id = @id and place_no = @no {lockPlace}",
                    new { id, no },
                    cancellationToken: cancellation
                )
            )
        );

    /// <summary>The look that was sent with a key; null when there is none.</summary>
    public static Task<Look?> LookOfKeyAsync(
        NpgsqlConnection connection,
        byte[] key,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Look>(
            new CommandDefinition(
                $"select {LookColumns} from patrol.look where key_hash = @key",
                new { key },
                cancellationToken: cancellation
            )
        );

    /// <summary>Writes a look with its pictures, and the day of the next.</summary>
    public static async Task WriteLookAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Look look,
        byte[] key,
        IReadOnlyList<Guid> photos,
        IReadOnlyList<Guid> recordings,
        DateOnly? next,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into patrol.look (look_id, plan_id, place_no, at, by, result, answers, note, case_id, number, key_hash, seal,
                    stood_lon_e7, stood_lat_e7, stood_metres)
                values (@LookId, @PlanId, @PlaceNo, @At, @By, @Word, @Answers, @Note, @CaseId, @Number, @key, @Seal,
                    @StoodLonE7, @StoodLatE7, @StoodMetres);
                insert into patrol.look_photo (file_id, look_id, ordinal)
                select file_id, @LookId, n from unnest(@photos) with ordinality photo (file_id, n);
                insert into patrol.look_photo (file_id, look_id, ordinal, is_recording)
                select file_id, @LookId, n, true from unnest(@recordings) with ordinality recording (file_id, n);
                update patrol.place set due_on = @next where plan_id = @PlanId and place_no = @PlaceNo;
                """,
                new
                {
                    look.LookId,
                    look.PlanId,
                    look.PlaceNo,
                    look.At,
                    look.By,
                    Word = Words.Of(look.Result),
                    look.Answers,
                    look.Note,
                    look.CaseId,
                    look.Number,
                    look.Seal,
                    look.StoodLonE7,
                    look.StoodLatE7,
                    look.StoodMetres,
                    key,
                    photos = photos.ToArray(),
                    recordings = recordings.ToArray(),
                    next,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
