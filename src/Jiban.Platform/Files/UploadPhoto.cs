using System.ComponentModel;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Files;

/// <summary>
/// Takes one picture: streamed to disk, told by its content, measured by its header, re-encoded by a bounded process, and written down. It
/// waits a day to be claimed by the record it belongs to. From somebody who is signed in it takes a recording too, kept as it was sent.
/// </summary>
internal sealed class UploadPhoto(
    Database database,
    FileShelf shelf,
    PictureTool tool,
    TimeProvider clock,
    Ids ids
)
{
    private const int MostPixels = 60_000_000;
    private const int LongestSide = 20_000;
    private const int DisplaySide = 1600;
    private const int ThumbSide = 320;

    /// <param name="Width">Pixels; 0 of a recording.</param>
    /// <param name="Seconds">How long a recording plays, rounded up; null of a picture.</param>
    public sealed record Response(
        Guid Id,
        string MediaType,
        int Width,
        int Height,
        long Bytes,
        int? Seconds = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/uploads", Handle)
            .WithName(nameof(UploadPhoto))
            .WithTags("Files")
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadBody.MostBytes + UploadBody.FormBytes)
            )
            .Produces<Response>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage)
            .RequireRateLimiting(RateLimits.Uploads)
            .Needs(Operation.UsePublicDoor);

    /// <summary>Uploads one picture (form field <c>file</c>, or the body itself): JPEG, PNG, WebP or HEIC, at most 10 MB; or a recording of staff, at most 2 minutes.</summary>
    private static async Task<IResult> Handle(
        HttpContext context,
        UploadPhoto upload,
        CancellationToken cancellation
    )
    {
        if (context.Request.ContentLength > UploadBody.MostBytes + UploadBody.FormBytes)
        {
            return UploadRefusals.TooLarge;
        }

        var (kept, refusal) = await upload.TakeAsync(
            () => UploadBody.FindAsync(context.Request, cancellation),
            context.Actor(),
            cancellation
        );
        return refusal is null ? TypedResults.Created((string?)null, kept!) : refusal;
    }

    /// <summary>Takes a picture that came inside a message of a program.</summary>
    public async Task<(Guid? FileId, Problem? Refusal)> TakeAsync(
        byte[] picture,
        CancellationToken cancellation
    )
    {
        using var content = new MemoryStream(picture, writable: false);
        var (kept, refusal) = await TakeAsync(
            () => Task.FromResult<UploadBody?>(new UploadBody(content, null)),
            Actor.Citizen,
            cancellation
        );
        return (kept?.Id, refusal);
    }

    private async Task<(Response? Kept, Problem? Refusal)> TakeAsync(
        Func<Task<UploadBody?>> find,
        Actor uploader,
        CancellationToken cancellation
    )
    {
        try
        {
            return await TakeWholeAsync(find, uploader, cancellation);
        }
        catch (BadHttpRequestException fault)
            when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, UploadRefusals.TooLarge);
        }
        catch (IOException fault) when (StoreFaults.SaysFull(fault))
        {
            return (null, UploadRefusals.Full);
        }
        catch (Win32Exception fault) when (PictureTool.SaysCrowded(fault))
        {
            return (null, UploadRefusals.Busy);
        }
        catch (TimeoutException)
        {
            return (null, UploadRefusals.Busy);
        }
        catch (InvalidDataException)
        {
            return (null, UploadRefusals.NoFile);
        }
    }

    private async Task<(Response? Kept, Problem? Refusal)> TakeWholeAsync(
        Func<Task<UploadBody?>> find,
        Actor uploader,
        CancellationToken cancellation
    )
    {
        if (shelf.IsFull)
        {
            return (null, UploadRefusals.Full);
        }

        var fileId = ids.New();
        var folder = shelf.OpenIncoming(fileId);
        try
        {
            if (await find() is not { } body)
            {
                return (null, UploadRefusals.NoFile);
            }

            var path = FileShelf.Original(folder);
            if (await body.SaveAsync(path, cancellation) is not var (bytes, sha256, head))
            {
                return (null, UploadRefusals.TooLarge);
            }

            if (bytes == 0)
            {
                return (null, UploadRefusals.NoFile);
            }

            // Of whoever is signed in: what a stranger says can't be looked through before it is heard.
            if (uploader.Id != Guid.Empty && SoundType.MayBe(head) && !IsPicture(head))
            {
                var (sound, fault) = await ReadSoundAsync(path, bytes, body, head, cancellation);
                if (sound is null)
                {
                    return (null, fault);
                }

                var heard = new Response(
                    fileId,
                    sound.MediaType,
                    0,
                    0,
                    bytes,
                    (int)Math.Ceiling(sound.Length.TotalSeconds)
                );
                await KeepAsync(folder, heard, sha256, Exif.None, uploader, cancellation);
                return (heard, null);
            }

            var found = PictureType.Of(head);
            if (!PictureType.IsTaken(found) || (body.DeclaredType ?? found) != found)
            {
                return (null, UploadRefusals.WrongType(body.DeclaredType, found));
            }

            var (header, exif, refusal) = await RenderAsync(folder, path, found, cancellation);
            if (refusal is not null)
            {
                return (null, refusal);
            }

            var facts = new Response(fileId, found, header!.Width, header.Height, bytes);
            await KeepAsync(folder, facts, sha256, exif, uploader, cancellation);
            return (facts, null);
        }
        finally
        {
            FileShelf.Remove(folder);
        }
    }

    private static bool IsPicture(byte[] head) => PictureType.IsTaken(PictureType.Of(head));

    private static async Task<(Sound? Sound, Problem? Refusal)> ReadSoundAsync(
        string path,
        long bytes,
        UploadBody body,
        byte[] head,
        CancellationToken cancellation
    )
    {
        if (bytes > Recordings.MostBytes)
        {
            return (null, UploadRefusals.RecordingTooLarge);
        }

        return SoundType.Read(await File.ReadAllBytesAsync(path, cancellation)) switch
        {
            null => (null, UploadRefusals.WrongType(body.DeclaredType, PictureType.Of(head))),
            var sound when (body.DeclaredType ?? sound.MediaType) != sound.MediaType => (
                null,
                UploadRefusals.WrongType(body.DeclaredType, sound.MediaType)
            ),
            var sound when sound.Length > Recordings.Longest + Recordings.Slack => (
                null,
                UploadRefusals.RecordingTooLong
            ),
            var sound => (sound, null),
        };
    }

    private async Task<(PictureHeader? Header, Exif Exif, Problem? Refusal)> RenderAsync(
        string folder,
        string path,
        string mediaType,
        CancellationToken cancellation
    )
    {
        using var turn = await tool.TakeTurnAsync(cancellation);
        if (turn is null)
        {
            return (null, Exif.None, UploadRefusals.Busy);
        }

        // Measured by its header: a picture that unfolds beyond measure is sent away before a pixel is decoded.
        if (await tool.ReadHeaderAsync(path, cancellation) is not { } header)
        {
            return (null, Exif.None, UploadRefusals.Unreadable(mediaType));
        }

        if (
            header.Width > LongestSide
            || header.Height > LongestSide
            || (long)header.Width * header.Height > MostPixels
        )
        {
            return (header, Exif.None, UploadRefusals.PictureTooLarge);
        }

        var exif =
            header.HasExif && await tool.ReadExifAsync(path, cancellation) is { } block
                ? Exif.Read(block)
                : Exif.None;
        var display = FileShelf.Served(folder, PhotoSize.Display);
        var thumb = FileShelf.Served(folder, PhotoSize.Thumb);
        var made =
            await tool.ShrinkAsync(path, display, DisplaySide, cancellation)
            && await tool.ShrinkAsync(display, thumb, ThumbSide, cancellation)
            && await StripAsync(display, cancellation)
            && await StripAsync(thumb, cancellation);
        return (
            header,
            exif,
            made ? null
            : shelf.IsFull ? UploadRefusals.Full
            : UploadRefusals.Unreadable(mediaType)
        );
    }

    /// <summary>False when the tool has not written a whole picture, as happens on a disk that fills meanwhile.</summary>
    private static async Task<bool> StripAsync(string served, CancellationToken cancellation)
    {
        try
        {
            var stripped = WebP.Strip(await File.ReadAllBytesAsync(served, cancellation));
            await File.WriteAllBytesAsync(served, stripped, cancellation);
            return true;
        }
        catch (Exception torn) when (torn is InvalidDataException or FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>First the row, then the move: a picture whose sender got an answer has both, and what a crash leaves goes with the sweep.</summary>
    private async Task KeepAsync(
        string folder,
        Response facts,
        byte[] sha256,
        Exif exif,
        Actor uploader,
        CancellationToken cancellation
    )
    {
        const string sql = """
            insert into platform.file (file_id, sha256, media_type, width, height, bytes, exif_lon, exif_lat, exif_at, uploader_id, uploaded_at)
            values (@Id, @Sha256, @MediaType, @Width, @Height, @Bytes, @Lon, @Lat, @TakenAt, @Uploader, @At)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    facts.Id,
                    Sha256 = sha256,
                    facts.MediaType,
                    facts.Width,
                    facts.Height,
                    facts.Bytes,
                    exif.Lon,
                    exif.Lat,
                    TakenAt = exif.At,
                    Uploader = uploader.Id == Guid.Empty ? (Guid?)null : uploader.Id,
                    At = clock.GetUtcNow(),
                },
                cancellationToken: cancellation
            )
        );
        shelf.Keep(facts.Id, folder);
    }
}
