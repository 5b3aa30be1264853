using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Patrol.Shifts;

/// <summary>An inspector lets his way on duty be recorded, or takes that back; each word stays as a record (Personal Information Protection Law, art. 14 and 15).</summary>
internal static class GiveConsent
{
    /// <param name="TextVersion">Which text was shown.</param>
    public sealed record Request(bool Given, string? TextVersion);

    /// <param name="Since">When it was given or taken back last; null when nothing was ever said.</param>
    /// <param name="TextVersion">Which text is to be shown.</param>
    /// <param name="TrackDays">How long a track is kept.</param>
    public sealed record Response(
        bool Given,
        DateTimeOffset? Since,
        string TextVersion,
        int TrackDays
    );

    private sealed record Row(DateTimeOffset At, bool Given, string TextVersion);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/consent", ShowAsync).Needs(Operation.Patrol).WithName("ShowConsent");
        routes
            .MapPut("/consent", SaveAsync)
            .Needs(Operation.Patrol)
            .WithName(nameof(GiveConsent))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>Since when somebody's consent to the present text stands; null when it does not.</summary>
    public static async Task<DateTimeOffset?> SinceAsync(
        NpgsqlConnection connection,
        Guid inspector,
        CancellationToken cancellation
    ) =>
        await LastAsync(connection, inspector, cancellation) is { Given: true } last
        && last.TextVersion
            == (await ShiftSettings.ReadAsync(connection, cancellation)).ConsentVersion
            ? last.At
            : null;

    private static async Task<Ok<Response>> ShowAsync(
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(await AnswerAsync(connection, http.Actor().Id, cancellation));
    }

    private static async Task<IResult> SaveAsync(
        Request request,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var me = http.Actor().Id;
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var textVersion = (await ShiftSettings.ReadAsync(connection, cancellation)).ConsentVersion;
        // Whoever takes it back need not have read anything.
        if (request.Given && request.TextVersion != textVersion)
        {
            return ShiftRefusal.ConsentOutdated.ToProblem();
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ShiftStore.HoldInspectorAsync(connection, me, cancellation);
        var last = await LastAsync(connection, me, cancellation);
        if (last is null || last.Given != request.Given || last.TextVersion != textVersion)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into patrol.track_consent (inspector_id, at, given, text_version)
                    values (@me, greatest(@now, (select max(at) from patrol.track_consent where inspector_id = @me) + interval '1 microsecond'), @Given, @textVersion)
                    """,
                    new
                    {
                        me,
                        now = desk.Clock.GetUtcNow(),
                        request.Given,
                        textVersion,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await AnswerAsync(connection, me, cancellation));
    }

    private static async Task<Response> AnswerAsync(
        NpgsqlConnection connection,
        Guid inspector,
        CancellationToken cancellation
    )
    {
        var last = await LastAsync(connection, inspector, cancellation);
        var settings = await ShiftSettings.ReadAsync(connection, cancellation);
        return new(
            last is { Given: true } && last.TextVersion == settings.ConsentVersion,
            last?.At,
            settings.ConsentVersion,
            settings.TrackDays
        );
    }

    private static Task<Row?> LastAsync(
        NpgsqlConnection connection,
        Guid inspector,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                "select at, given, text_version from patrol.track_consent where inspector_id = @inspector order by at desc limit 1",
                new { inspector },
                cancellationToken: cancellation
            )
        );
}
