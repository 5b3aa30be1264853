using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Drafts;

/// <summary>The catalogue as an XLSX, every rule, past ones too: to be read, or mended and imported as a draft.</summary>
internal static class ExportCatalogue
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/dispatch/rules/export", Handle)
            .WithName(nameof(ExportCatalogue))
            .Produces<byte[]>(contentType: Xlsx)
            .Needs(Operation.ViewReferenceData);

    private static IResult Handle(DraftDesk desk)
    {
        var file = new MemoryStream();
        CatalogueSheet.Write(
            file,
            Rules.InOrder(desk.Dispatcher.Current.Rows.Rules),
            code => code == "" ? "全部分类" : desk.Dispatcher.Class(code)?.Name ?? ""
        );
        return TypedResults.File(
            file.ToArray(),
            Xlsx,
            $"dispatch-catalogue-{desk.Today:yyyyMMdd}.xlsx"
        );
    }
}
