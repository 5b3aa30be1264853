using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Drafts;

/// <summary>Takes an XLSX of rules in as a draft. Every fault is told by its row; with one, nothing is kept.</summary>
internal static class ImportCatalogue
{
    private const long MostBytes = 8 * 1024 * 1024;
    private const int MostFaults = 500;

    public sealed record Fault(int Row, string Column, string Value, string Text);

    /// <param name="Id">The draft; null when the sheet has a fault.</param>
    /// <param name="Rows">Rules that were read.</param>
    /// <param name="FaultCount">How many faults there are; of them at most 500 are told.</param>
    public sealed record Report(Guid? Id, int Rows, int FaultCount, IReadOnlyList<Fault> Faults);

    private static readonly Problem Unreadable = new(
        StatusCodes.Status422UnprocessableEntity,
        "catalogue-unreadable",
        "文件无法读取：不是 XLSX、没有数据或缺少列。请从“导出”的表格改起。没有导入任何内容。",
        "The file can't be read: it is no XLSX, empty, or lacks a column. Begin with what the export gives. Nothing was imported."
    );

    /// <summary>Where a field of a rule stands in the sheet, and what is wrong with it in English.</summary>
    private static readonly Dictionary<string, (string Column, string En)> Columns = new()
    {
        ["code"] = (CatalogueSheet.Code, "A code has 1 to 60 characters."),
        ["classCode"] = (CatalogueSheet.ClassCode, "There is no such class."),
        ["mode"] = (CatalogueSheet.Mode, "A rule is directed, by place or by kind."),
        ["units"] = (CatalogueSheet.Units, "Write one kind of unit at least, none twice."),
        ["confidence"] = (CatalogueSheet.Confidence, "Confidence is 1 to 1000 permille."),
        ["assisting"] = (
            CatalogueSheet.Assisting,
            "Kinds that help stand once, and are none of those responsible."
        ),
        ["until"] = (CatalogueSheet.Until, "The last day can't be before the first."),
    };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/dispatch/drafts/import", HandleAsync)
            .WithName(nameof(ImportCatalogue))
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(Operation.EditSettings);

    private static async Task<IResult> HandleAsync(
        string? name,
        DateOnly? from,
        HttpContext http,
        DraftDesk desk,
        CancellationToken cancellation
    )
    {
        if (desk.Malformed(name, from) is { } malformed)
        {
            return malformed;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        IReadOnlyList<(int Row, DispatchRule Rule)> rules;
        List<SheetFault> faults;
        try
        {
            (rules, faults) = CatalogueSheet.Read(body.ToArray());
        }
        catch (InvalidDataException)
        {
            return Unreadable;
        }

        faults.AddRange(rules.SelectMany(read => FaultsOf(read.Row, read.Rule, desk.Dispatcher)));
        faults.AddRange(
            rules
                .GroupBy(read => read.Rule.Code)
                .SelectMany(same => same.Skip(1))
                .Select(read => new SheetFault(
                    read.Row,
                    CatalogueSheet.Code,
                    read.Rule.Code,
                    "这个编码前面已经用过。",
                    "This code stands above already."
                ))
        );
        var draft =
            faults.Count > 0
                ? null
                : await desk.MakeAsync(
                    http,
                    name!,
                    from!.Value,
                    rules.Select(read => read.Rule),
                    cancellation
                );
        var english = Language.IsEnglish(http);
        return TypedResults.Ok(
            new Report(
                draft?.DraftId,
                rules.Count,
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

    internal static IEnumerable<SheetFault> FaultsOf(
        int row,
        DispatchRule rule,
        Dispatcher dispatcher
    ) =>
        Rules
            .Faults(rule, dispatcher)
            .Where(fault => fault.Wrong)
            .Select(fault => new SheetFault(
                row,
                Columns[fault.Field].Column,
                fault.Field == "classCode" ? rule.ClassCode : rule.Code,
                fault.Fault,
                Columns[fault.Field].En
            ));
}
