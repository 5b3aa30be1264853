using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Patrol.Shifts;

/// <summary>After how many minutes somebody is late, how many days a track is kept and a finding may wait, how long a sign-in in the field lasts, which consent is in force, and how near a known case may be the same matter.</summary>
internal static class ShiftSettings
{
    /// <param name="LateAfterMinutes">0 to 120; as many before the end, who leaves has left early.</param>
    /// <param name="TrackDays">1 to 366.</param>
    /// <param name="TwinMetres">0 to 500; so near an open case of like class is shown before a report is sent, and with 0 none is.</param>
    /// <param name="FindingDays">1 to 30; so long after it was made a finding may be sent.</param>
    /// <param name="SessionHours">1 to 24; so long a sign-in of the field app lasts, from the next one on.</param>
    /// <param name="ConsentVersion">Of the text by which inspectors agree to tracks, 1 to 20 characters; another one must be agreed to anew.</param>
    /// <param name="Version">Rises with every change; give back the one that was looked at.</param>
    public sealed record Settings(
        int LateAfterMinutes,
        int TrackDays,
        int TwinMetres,
        int FindingDays,
        int SessionHours,
        string ConsentVersion,
        int Version
    )
    {
        internal TimeSpan Grace => TimeSpan.FromMinutes(LateAfterMinutes);
        internal TimeSpan OldestFinding => TimeSpan.FromDays(FindingDays);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/settings/patrol", ShowAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("ShowPatrolSettings")
            .WithTags("settings")
            .Produces<Settings>();
        routes
            .MapPut("/api/settings/patrol", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SavePatrolSettings")
            .WithTags("settings")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The settings as they are now.</summary>
    public static Task<Settings> ReadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<Settings>(
            new CommandDefinition(
                "select late_after_minutes, track_days, twin_metres, finding_days, session_hours, consent_version, version from patrol.shift_setting",
                cancellationToken: cancellation
            )
        );

    /// <summary>The same, for one who has no connection open.</summary>
    public static async Task<Settings> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ReadAsync(connection, cancellation);
    }

    /// <summary>The fault of every field; null when there is none.</summary>
    public static Problem? Check(Settings wanted) =>
        Problem.IfMalformed(
            ("lateAfterMinutes", wanted.LateAfterMinutes is < 0 or > 120, "0 至 120 分钟。"),
            ("trackDays", wanted.TrackDays is < 1 or > 366, "1 至 366 天。"),
            ("twinMetres", wanted.TwinMetres is < 0 or > 500, "0 至 500 米，0 表示不查重。"),
            ("findingDays", wanted.FindingDays is < 1 or > 30, "1 至 30 天。"),
            ("sessionHours", wanted.SessionHours is < 1 or > 24, "1 至 24 小时。"),
            (
                "consentVersion",
                string.IsNullOrWhiteSpace(wanted.ConsentVersion)
                    || wanted.ConsentVersion.Length > 20
                    || StoredText.IsUnfit(wanted.ConsentVersion),
                "1 至 20 个字符。"
            )
        );

    private static async Task<IResult> ShowAsync(PlanDesk desk, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(await ReadAsync(connection, cancellation));
    }

    private static async Task<IResult> SaveAsync(
        Settings wanted,
        HttpContext http,
        PlanDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (Check(wanted) is { } malformed)
        {
            return malformed;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var saved = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update patrol.shift_setting
                set late_after_minutes = @LateAfterMinutes, track_days = @TrackDays,
                    twin_metres = @TwinMetres,
                    finding_days = @FindingDays, session_hours = @SessionHours, consent_version = @ConsentVersion, version = version + 1 where version = @Version
                """,
                wanted,
                transaction,
                cancellationToken: cancellation
            )
        );
        if (saved == 0)
        {
            return new Problem(
                StatusCodes.Status409Conflict,
                "changed-meanwhile",
                "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
                "Somebody changed this meanwhile; your change was not saved. Reload and try again."
            );
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", "patrol", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
