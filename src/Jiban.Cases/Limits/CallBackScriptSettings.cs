using System.Text.Json;
using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Limits;

/// <summary>
/// The script of the call-back as data that an administrator edits. What was read once stays: every change is a version of its own, and each call-back
/// names the one that the caller had before him.
/// </summary>
internal static class CallBackScriptSettings
{
    /// <param name="Version">Rises with every change.</param>
    /// <param name="At">When it came into force.</param>
    /// <param name="By">Who wrote it; null for the one as shipped.</param>
    public sealed record Response(
        int Version,
        DateTimeOffset At,
        string? By,
        CallBackScript Script
    );

    /// <param name="Version">The version that was looked at.</param>
    public sealed record Change(CallBackScript? Script, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/call-back-script", CurrentAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("GetCallBackScript")
            .Produces<Response>();
        routes
            .MapGet("/call-back-script/versions", VersionsAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("ListCallBackScripts")
            .Produces<IReadOnlyList<Response>>();
        routes
            .MapPut("/call-back-script", WriteAsync)
            .Needs(Operation.EditSettings)
            .WithName("PutCallBackScript")
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> CurrentAsync(
        CaseDesk desk,
        CancellationToken cancellation
    ) => TypedResults.Ok((await ReadAsync(desk, 1, cancellation))[0]);

    /// <summary>All versions, the newest first.</summary>
    private static async Task<IResult> VersionsAsync(
        CaseDesk desk,
        CancellationToken cancellation
    ) => TypedResults.Ok(await ReadAsync(desk, null, cancellation));

    private static async Task<IResult> WriteAsync(
        Change wanted,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry registry,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (CallBackScript.Check(wanted.Script) is { } problem)
        {
            return problem;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // One at a time: of two who looked at the same version the second is told.
        await connection.ExecuteAsync(
            "update cases.limits_version set version = version + 1",
            transaction: transaction
        );
        var written = await connection.ExecuteAsync(
            """
            insert into cases.call_back_script (version, at, by, body)
            select @Version + 1, @now, @by, @body::jsonb where @Version = (select max(version) from cases.call_back_script)
            """,
            new
            {
                wanted.Version,
                now = desk.Clock.GetUtcNow(),
                by = http.Actor().Id,
                body = CanonicalJson.Of(wanted.Script!).GetRawText(),
            },
            transaction
        );
        if (written == 0)
        {
            return LimitsStore.Changed;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                "editSettings",
                $"call-back-script/{wanted.Version + 1}",
                "done"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        await registry.FollowAsync(cancellation);
        return await CurrentAsync(desk, cancellation);
    }

    private static async Task<IReadOnlyList<Response>> ReadAsync(
        CaseDesk desk,
        int? most,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<(int Version, DateTimeOffset At, Guid? By, string Body)>(
                new CommandDefinition(
                    "select version, at, by, body::text from cases.call_back_script order by version desc limit @most",
                    new { most },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var names = await desk.Accounts.NamesAsync(
            rows.Select(row => row.By).OfType<Guid>(),
            cancellation
        );
        return
        [
            .. rows.Select(row => new Response(
                row.Version,
                row.At,
                row.By is { } by ? names.GetValueOrDefault(by) : null,
                CanonicalJson.Read<CallBackScript>(JsonElement.Parse(row.Body))
            )),
        ];
    }
}
