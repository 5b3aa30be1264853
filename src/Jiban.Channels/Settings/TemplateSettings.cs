using Dapper;
using Jiban.Channels.Notices;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Settings;

/// <summary>The texts of notices, in both languages, and how each looks when it is filled.</summary>
internal static class TemplateSettings
{
    /// <param name="BySms">never | urgent | always: whether it also goes to the duty telephone of the unit.</param>
    /// <param name="Placeholders">What its texts may name.</param>
    public sealed record Item(
        string Code,
        string Kind,
        string Audience,
        string Zh,
        string En,
        bool InUse,
        int Version,
        string BySms,
        IReadOnlyCollection<string> Placeholders
    );

    /// <param name="BySms">never | urgent | always; left out, it stays. For requesters only never: they are told by SMS anyway.</param>
    public sealed record Request(
        string Zh,
        string En,
        bool InUse,
        int Version,
        string? BySms = null
    );

    public sealed record Words(string Zh, string En);

    /// <param name="Segments">How many SMS it is: one of 70 characters, several of 67.</param>
    /// <param name="Unknown">Placeholders that mean nothing here: they would be refused.</param>
    public sealed record Preview(
        string Text,
        int Length,
        int Segments,
        IReadOnlyList<string> Unknown
    );

    public sealed record Previews(Preview Zh, Preview En);

    private static readonly Problem UnknownTemplate = new(
        StatusCodes.Status404NotFound,
        "unknown-template",
        "没有这个模板。",
        "There is no such template."
    );

    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/", ListAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("ListNoticeTemplates");
        routes
            .MapPut("/{code}", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveNoticeTemplate")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        routes
            .MapPost("/{code}/preview", PreviewAsync)
            .Needs(Operation.EditSettings)
            .WithName("PreviewNoticeTemplate")
            .Produces<Previews>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The faults of the texts, by field. Pure.</summary>
    public static Dictionary<string, string[]> Check(string zh, string en, string audience)
    {
        var faults = new Dictionary<string, string[]>();
        foreach (var (field, text) in new[] { ("zh", zh), ("en", en) })
        {
            if (
                string.IsNullOrWhiteSpace(text)
                || text.Length > TemplateText.Longest
                || text.Any(char.IsControl)
            )
            {
                faults[field] = [$"1至{TemplateText.Longest}个字，不换行。"];
            }
            else if (TemplateText.Unknown(text, audience) is { Count: > 0 } unknown)
            {
                faults[field] = [$"没有这个占位符：{string.Join("、", unknown)}"];
            }
        }

        return faults;
    }

    private static bool IsWay(string bySms, string audience) =>
        bySms == Template.Never
        || (audience != "requester" && bySms is (Template.WhenUrgent or Template.Always));

    private static Preview Show(string text, string audience, bool english = false)
    {
        var filled = TemplateText.Fill(text, TemplateText.Examples(audience, english));
        return new(
            filled,
            filled.Length,
            TemplateText.Segments(filled),
            TemplateText.Unknown(text, audience)
        );
    }

    private static async Task<Ok<IReadOnlyList<Item>>> ListAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var templates = await connection.QueryAsync<Template>(
            new CommandDefinition(
                $"select {Template.Columns} from channels.template order by audience, code",
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok<IReadOnlyList<Item>>([
            .. templates.Select(one => new Item(
                one.Code,
                one.Kind,
                one.Audience,
                one.Zh,
                one.En,
                one.InUse,
                one.Version,
                one.BySms,
                [.. TemplateText.Of(one.Audience).Keys]
            )),
        ]);
    }

    private static async Task<IResult> SaveAsync(
        string code,
        Request wanted,
        HttpContext http,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        if (await AudienceAsync(connection, code, cancellation) is not { } audience)
        {
            return UnknownTemplate;
        }

        var faults = Check(wanted.Zh, wanted.En, audience);
        if (wanted.BySms is { } bySms && !IsWay(bySms, audience))
        {
            faults["bySms"] = ["应为 never、urgent 或 always；告诉诉求人的只能是 never。"];
        }

        if (faults.Count > 0)
        {
            return Problem.Malformed(faults);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var saved = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update channels.template set zh = @Zh, en = @En, in_use = @InUse, by_sms = coalesce(@BySms, by_sms), version = version + 1
                where code = @code and version = @Version
                """,
                new
                {
                    code,
                    Zh = wanted.Zh.Trim(),
                    En = wanted.En.Trim(),
                    wanted.InUse,
                    wanted.BySms,
                    wanted.Version,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (saved == 0)
        {
            return Changed;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"notice-template {code}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> PreviewAsync(
        string code,
        Words words,
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await AudienceAsync(connection, code, cancellation) is { } audience
            ? TypedResults.Ok(
                new Previews(Show(words.Zh, audience), Show(words.En, audience, english: true))
            )
            : UnknownTemplate;
    }

    private static Task<string?> AudienceAsync(
        Npgsql.NpgsqlConnection connection,
        string code,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(
                "select audience from channels.template where code = @code",
                new { code },
                cancellationToken: cancellation
            )
        );
}
