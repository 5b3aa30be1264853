using Jiban.Dispatch.Drafts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>Classes and listed words as an XLSX: to be read, or mended and taken in again.</summary>
internal static class ExportClasses
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/classes/export", Handle)
            .WithName(nameof(ExportClasses))
            .Produces<byte[]>(contentType: ExportCatalogue.Xlsx)
            .Needs(Operation.ViewReferenceData);

    private static IResult Handle(DraftDesk desk)
    {
        var file = new MemoryStream();
        ClassSheet.Write(file, desk.Dispatcher.Current.Rows);
        return TypedResults.File(
            file.ToArray(),
            ExportCatalogue.Xlsx,
            $"classes-{desk.Today:yyyyMMdd}.xlsx"
        );
    }
}
