using Jiban.Dispatch.Drafts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>Classes and listed words as an XLSX: to be read, or mended and taken in again.</summary>
internal static class ExportClasses
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/classes/export", HandleAsync)
            .WithName(nameof(ExportClasses))
            .Produces<byte[]>(contentType: SheetBook.MediaType)
            .Needs(Operation.ViewReferenceData);

    private static async Task<IResult> HandleAsync(DraftDesk desk, CancellationToken cancellation)
    {
        var file = new MemoryStream();
        await ClassSheet.WriteAsync(file, desk.Dispatcher.Current.Rows, cancellation);
        return TypedResults.File(
            file.ToArray(),
            SheetBook.MediaType,
            $"classes-{desk.Today:yyyyMMdd}.xlsx"
        );
    }
}
