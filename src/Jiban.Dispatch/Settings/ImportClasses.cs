using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Drafts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Dispatch.Settings;

/// <summary>
/// Takes classes and listed words in as an XLSX: looked at first, then put in force as they were looked at. A class that is not in the sheet
/// stays, for cases carry its code; a word that is not in it goes.
/// </summary>
internal static class ImportClasses
{
    private const long MostBytes = 8 * 1024 * 1024;
    private const int MostFaults = 500;

    /// <summary>What a workbook would change. Pure.</summary>
    internal sealed record Changes(
        IReadOnlyList<DemandClass> NewClasses,
        IReadOnlyList<DemandClass> ChangedClasses,
        IReadOnlyList<Term> NewTerms,
        IReadOnlyList<Term> ChangedTerms,
        IReadOnlyList<Term> RemovedTerms
    )
    {
        public static Changes Of(
            CatalogueRows there,
            IReadOnlyList<DemandClass> classes,
            IReadOnlyList<Term> terms
        )
        {
            var known = there.Classes.ToDictionary(one => one.Code);
            var heard = there.Terms.ToDictionary(Key);
            var kept = terms.Select(Key).ToHashSet();
            return new Changes(
                [.. classes.Where(one => !known.ContainsKey(one.Code))],
                [.. classes.Where(one => known.TryGetValue(one.Code, out var was) && was != one)],
                [.. terms.Where(term => !heard.ContainsKey(Key(term)))],
                [.. terms.Where(term => heard.TryGetValue(Key(term), out var was) && was != term)],
                [.. there.Terms.Where(term => !kept.Contains(Key(term)))]
            );
        }

        private static (string, TermUse, string) Key(Term term) =>
            (term.Text, term.Use, term.Target);
    }

    /// <param name="Row">Of its sheet; 0 when it is about several.</param>
    public sealed record Fault(int Row, string Column, string Value, string Text);

    /// <param name="Version">Of the catalogue that it was compared with: to be sent back to put it in force.</param>
    /// <param name="RemovedWords">The first hundred words that would go.</param>
    public sealed record Report(
        long Version,
        bool Applied,
        int NewClasses,
        int ChangedClasses,
        int NewTerms,
        int ChangedTerms,
        int RemovedTerms,
        IReadOnlyList<string> RemovedWords,
        int FaultCount,
        IReadOnlyList<Fault> Faults
    );

    private static readonly Problem Unreadable = new(
        StatusCodes.Status422UnprocessableEntity,
        "catalogue-unreadable",
        "文件无法读取：不是 XLSX、没有数据或缺少工作表、列。请从“导出”的表格改起。没有导入任何内容。",
        "The file can't be read: it is no XLSX, empty, or lacks a sheet or a column. Begin with what the export gives. Nothing was imported."
    );

    private const int MostWords = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/classes/import", HandleAsync)
            .WithName(nameof(ImportClasses))
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(Operation.EditSettings);

    /// <param name="version">The version that was looked at, to put it in force; left out to look.</param>
    private static async Task<IResult> HandleAsync(
        long? version,
        HttpContext http,
        DraftDesk desk,
        CatalogueEdit edit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        // Compared with the store, not with what this process remembers of it.
        var (there, rows, _) = await CatalogueStore.ReadAsync(desk.Database, cancellation);
        IReadOnlyList<DemandClass> classes;
        IReadOnlyList<Term> terms;
        List<SheetFault> faults;
        try
        {
            (classes, terms, faults) = ClassSheet.Read(body.ToArray(), rows);
        }
        catch (InvalidDataException)
        {
            return Unreadable;
        }

        var changes = Changes.Of(
            rows,
            faults.Count == 0 ? classes : [],
            faults.Count == 0 ? terms : rows.Terms
        );
        var applies = version is not null && faults.Count == 0;
        if (
            applies
            && await edit.SaveAsync(
                http,
                "classes",
                (connection, transaction) =>
                    WriteAsync(
                        connection,
                        transaction,
                        changes,
                        version!.Value,
                        clock.GetUtcNow(),
                        http.Actor().Id
                    ),
                cancellation
            )
                is { } refused
        )
        {
            return refused;
        }

        var english = Language.IsEnglish(http);
        return TypedResults.Ok(
            new Report(
                there,
                applies,
                changes.NewClasses.Count,
                changes.ChangedClasses.Count,
                changes.NewTerms.Count,
                changes.ChangedTerms.Count,
                changes.RemovedTerms.Count,
                [.. changes.RemovedTerms.Select(term => term.Text).Take(MostWords)],
                faults.Count,
                [
                    .. faults
                        .OrderBy(fault => fault.Row)
                        .Take(MostFaults)
                        .Select(fault => new Fault(
                            fault.Row,
                            fault.Column,
                            fault.Value,
                            english ? fault.En : fault.Zh
                        )),
                ]
            )
        );
    }

    /// <summary>Writes the changes; 0 when the catalogue is not the one that was looked at.</summary>
    private static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Changes changes,
        long version,
        DateTimeOffset at,
        Guid by
    )
    {
        if (
            await connection.ExecuteScalarAsync<long>(
                "select version from dispatch.catalogue_version for update",
                transaction: transaction
            ) != version
        )
        {
            return 0;
        }

        await connection.ExecuteAsync(
            """
            with changed as (
                insert into dispatch.class (code, name, name_en, urgency) values (@Code, @Name, @NameEn, @Urgency)
                on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, urgency = excluded.urgency,
                    version = dispatch.class.version + 1
                returning *)
            """ + ClassVersions.Keep,
            changes
                .NewClasses.Concat(changes.ChangedClasses)
                .Select(one => new
                {
                    one.Code,
                    one.Name,
                    one.NameEn,
                    Urgency = one.Urgency.ToString(),
                    at,
                    by,
                }),
            transaction
        );
        await connection.ExecuteAsync(
            "delete from dispatch.term where text = @Text and use = @Use and target = @Target",
            changes.RemovedTerms.Select(Row),
            transaction
        );
        await connection.ExecuteAsync(
            """
            insert into dispatch.term (text, use, target, permille) values (@Text, @Use, @Target, @Permille)
            on conflict (text, use, target) do update set permille = excluded.permille
            """,
            changes.NewTerms.Concat(changes.ChangedTerms).Select(Row),
            transaction
        );
        return 1;

        static object Row(Term term) =>
            new
            {
                term.Text,
                Use = term.Use.ToString(),
                term.Target,
                term.Permille,
            };
    }
}
