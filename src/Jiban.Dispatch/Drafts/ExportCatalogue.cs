using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Drafts;

/// <summary>The catalogue as an XLSX, every rule, past ones too: to be read, or mended and imported as a draft.</summary>
internal static class ExportCatalogue
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/dispatch/rules/export", HandleAsync)
            .WithName(nameof(ExportCatalogue))
            .Produces<byte[]>(contentType: SheetBook.MediaType)
            .Needs(Operation.ViewReferenceData);

    private static async Task<IResult> HandleAsync(DraftDesk desk, CancellationToken cancellation)
    {
        var file = new MemoryStream();
        await CatalogueSheet.WriteAsync(
            file,
            Rules.InOrder(desk.Dispatcher.Current.Rows.Rules),
            code => code == "" ? "全部分类" : desk.Dispatcher.Class(code)?.Name ?? "",
            cancellation
        );
        return TypedResults.File(
            file.ToArray(),
            SheetBook.MediaType,
            $"dispatch-catalogue-{desk.Today:yyyyMMdd}.xlsx"
        );
    }
}
