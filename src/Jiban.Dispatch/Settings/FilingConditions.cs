using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>
/// The filing conditions (立案条件) as data: shown to inspectors before they send, edited by an administrator. A class without its own has those of
/// its parent, or the general ones.
/// </summary>
internal static class FilingConditions
{
    /// <summary>Stands for every class that has none of its own.</summary>
    private const string General = "general";
    private const int LongestWords = 200;
    private const int LongestWordsEn = 300;
    private const int MostPhotos = 9;

    /// <param name="Code">Two or four digits, or <c>general</c> for every class that has none of its own.</param>
    /// <param name="Version">Rises with every change.</param>
    public sealed record Item(
        string Code,
        string Words,
        string WordsEn,
        bool NeedsPin,
        bool NeedsComponent,
        int MinPhotos,
        int MinClassPermille,
        IReadOnlyList<SizePart> Sizes,
        bool AllSizes,
        Urgency? Urgency,
        int Version
    );

    /// <param name="Value">cm², mm, degrees, percent, or how many in a row.</param>
    /// <param name="Over">Whether it must be larger; else as large is enough.</param>
    public sealed record SizePart(Dimension Dimension, int Value, bool Over);

    /// <param name="Words">The condition as the standard words it, 1 to 200 characters.</param>
    /// <param name="WordsEn">The same in English, 1 to 300 characters.</param>
    /// <param name="MinPhotos">0 to 9.</param>
    /// <param name="MinClassPermille">How sure the class must be, 0 to 1,000; one that the inspector chose is sure.</param>
    /// <param name="Sizes">What must be measured, one of each dimension at most; empty for nothing.</param>
    /// <param name="AllSizes">Whether all of the sizes must be reached; else one is enough.</param>
    /// <param name="Urgency">The tier of the limits of what is filed under it, when it is nearer than that of the class.</param>
    /// <param name="Version">The version that was looked at; 0 makes new conditions.</param>
    public sealed record Change(
        string? Words,
        string? WordsEn,
        bool NeedsPin,
        bool NeedsComponent,
        int MinPhotos,
        int MinClassPermille,
        IReadOnlyList<SizePart>? Sizes,
        bool AllSizes,
        Urgency? Urgency,
        int Version
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/filing-conditions", ListAsync)
            .WithName("ListFilingConditions")
            .Produces<Item[]>()
            .Needs(Operation.ViewReferenceData);
        routes
            .MapPut("/api/filing-conditions/{code}", SaveAsync)
            .WithName("SaveFilingCondition")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
        routes
            .MapDelete("/api/filing-conditions/{code}", RemoveAsync)
            .WithName("RemoveFilingCondition")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
    }

    /// <summary>All of them, the general ones first.</summary>
    private static async Task<IResult> ListAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select class_code, words, words_en, needs_pin, needs_component, min_photos, min_class_permille, sizes, urgency, version
                from dispatch.filing_condition order by class_code
                """,
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(rows.Select(row => row.ToItem()).ToArray());
    }

    /// <summary>The fault of every field; null when there is none.</summary>
    internal static Problem? Check(
        string code,
        Change wanted,
        Func<string, DemandClass?> classOf
    ) =>
        Problem.IfMalformed(
            ("code", code != General && classOf(code) is null, "没有这个类别。"),
            ("words", IsBadText(wanted.Words, LongestWords), $"立案条件为1到{LongestWords}个字。"),
            (
                "wordsEn",
                IsBadText(wanted.WordsEn, LongestWordsEn),
                $"英文为1到{LongestWordsEn}个字符。"
            ),
            ("minPhotos", wanted.MinPhotos is < 0 or > MostPhotos, $"照片为0到{MostPhotos}张。"),
            ("minClassPermille", wanted.MinClassPermille is < 0 or > 1000, "把握为0到1000。"),
            ("sizes", AreBad(wanted.Sizes ?? []), "每种尺寸最多一项，数值为正且不超出可能的范围。")
        );

    private static bool AreBad(IReadOnlyList<SizePart> sizes) =>
        sizes.Any(size =>
            !Enum.IsDefined(size.Dimension)
            || size.Value < 1
            || size.Value > Dimensions.Largest(size.Dimension)
        )
        || sizes.DistinctBy(size => size.Dimension).Count() < sizes.Count;

    private static bool IsBadText(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) || text.Length > longest || StoredText.IsUnfit(text);

    private static async Task<IResult> SaveAsync(
        string code,
        Change wanted,
        HttpContext http,
        Dispatcher dispatcher,
        CatalogueEdit edit,
        CancellationToken cancellation
    ) =>
        Check(code, wanted, dispatcher.Class)
        ?? await edit.SaveAsync(
            http,
            "filing/" + code,
            (connection, transaction) =>
                connection.ExecuteAsync(
                    wanted.Version == 0
                        ? """
                        insert into dispatch.filing_condition
                            (class_code, words, words_en, needs_pin, needs_component, min_photos, min_class_permille, sizes, urgency)
                        values (@Code, @Words, @WordsEn, @NeedsPin, @NeedsComponent, @MinPhotos, @MinClassPermille, @Sizes, @Urgency)
                        on conflict do nothing
                        """
                        : """
                        update dispatch.filing_condition set words = @Words, words_en = @WordsEn, needs_pin = @NeedsPin,
                            needs_component = @NeedsComponent, min_photos = @MinPhotos, min_class_permille = @MinClassPermille, sizes = @Sizes,
                            urgency = @Urgency, version = version + 1
                        where class_code = @Code and version = @Version
                        """,
                    new
                    {
                        Code = Stored(code),
                        Words = wanted.Words!.Trim(),
                        WordsEn = wanted.WordsEn!.Trim(),
                        wanted.NeedsPin,
                        wanted.NeedsComponent,
                        wanted.MinPhotos,
                        wanted.MinClassPermille,
                        Sizes = new LeastSizes(
                            [
                                .. (wanted.Sizes ?? []).Select(size => new LeastSize(
                                    size.Dimension,
                                    size.Value,
                                    size.Over
                                )),
                            ],
                            wanted.AllSizes
                        ).Write(),
                        Urgency = wanted.Urgency?.ToString(),
                        wanted.Version,
                    },
                    transaction
                ),
            cancellation
        )
        ?? (IResult)TypedResults.NoContent();

    /// <summary>Takes the conditions of a class away: those of its parent hold again, or the general ones, which stay.</summary>
    /// <param name="version">The version that was looked at.</param>
    private static async Task<IResult> RemoveAsync(
        string code,
        int version,
        HttpContext http,
        CatalogueEdit edit,
        CancellationToken cancellation
    ) =>
        Problem.IfMalformed(
            ("code", code == General || Classes.IsBadCode(code), "通用条件不能删除。")
        )
        ?? await edit.SaveAsync(
            http,
            "filing/" + code,
            (connection, transaction) =>
                connection.ExecuteAsync(
                    "delete from dispatch.filing_condition where class_code = @code and version = @version",
                    new { code, version },
                    transaction
                ),
            cancellation
        )
        ?? (IResult)TypedResults.NoContent();

    private static string Stored(string code) => code == General ? "" : code;

    private sealed record Row : FilingRow
    {
        public required int Version { get; init; }

        public Item ToItem()
        {
            var condition = ToCondition();
            return new(
                ClassCode.Length == 0 ? General : ClassCode,
                Words,
                WordsEn,
                NeedsPin,
                NeedsComponent,
                MinPhotos,
                MinClassPermille,
                [
                    .. condition.Least.Sizes.Select(size => new SizePart(
                        size.Dimension,
                        size.Value,
                        size.Over
                    )),
                ],
                condition.Least.All,
                condition.Urgency,
                Version
            );
        }
    }
}
