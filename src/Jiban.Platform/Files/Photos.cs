using System.Globalization;
using Dapper;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Platform.Files;

/// <summary>A picture that now belongs to somebody's record.</summary>
/// <param name="TakenAt">When the camera says it was taken.</param>
/// <param name="Lon">Where the camera says it was taken, WGS-84; never to be shown.</param>
/// <param name="Lat">Where the camera says it was taken, WGS-84; never to be shown.</param>
public sealed record ClaimedPhoto(
    Guid FileId,
    string MediaType,
    int Width,
    int Height,
    DateTimeOffset? TakenAt,
    double? Lon,
    double? Lat
);

/// <summary>What came of claiming pictures.</summary>
public abstract record PhotoClaim
{
    private PhotoClaim() { }

    /// <summary>All of them, in the order asked for.</summary>
    public sealed record Claimed(IReadOnlyList<ClaimedPhoto> Photos) : PhotoClaim;

    /// <summary>None of them; the problem says which one and why.</summary>
    public sealed record Refused(Problem Problem) : PhotoClaim;
}

/// <summary>
/// Pictures that were uploaded: other modules claim them when they make a record, and serve them to who may see the record. Who may see
/// what is for the caller to decide.
/// </summary>
public sealed class Photos
{
    /// <summary>So many pictures may be claimed at once.</summary>
    public const int MostAtOnce = 9;

    internal static readonly TimeSpan UnclaimedLife = TimeSpan.FromHours(24);

    private static readonly Problem Gone = new(
        StatusCodes.Status404NotFound,
        "unknown-file",
        "照片不存在或已被清理。",
        "There is no such picture, or it was removed."
    );

    private static readonly Problem UnknownSize = new(
        StatusCodes.Status400BadRequest,
        "malformed",
        "照片尺寸只能是 thumb 或 display。",
        "The size of a picture is thumb or display."
    )
    {
        Errors = new Dictionary<string, string[]> { ["size"] = ["thumb | display"] },
    };

    private readonly FileShelf _shelf;
    private readonly UnclaimedSweep _sweep;
    private readonly UploadPhoto _upload;
    private readonly TimeProvider _clock;

    internal Photos(FileShelf shelf, UnclaimedSweep sweep, UploadPhoto upload, TimeProvider clock)
    {
        _upload = upload;
        _shelf = shelf;
        _sweep = sweep;
        _clock = clock;
    }

    /// <summary>
    /// Makes uploaded pictures part of a record, in the caller's transaction: all of them or none. A picture is claimed once, within 24
    /// hours of its upload.
    /// </summary>
    public async Task<PhotoClaim> ClaimAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<Guid> fileIds,
        CancellationToken cancellation
    )
    {
        const string lockThem = """
            select file_id, media_type, width, height, exif_at as taken_at, exif_lon as lon, exif_lat as lat,
                   claimed_at is not null as claimed
            from platform.file
            where file_id = any(@Ids) and (claimed_at is not null or uploaded_at > @Since)
            order by file_id
            for update
            """;
        var ids = fileIds.Distinct().ToArray();
        if (ids.Length > MostAtOnce)
        {
            return new PhotoClaim.Refused(TooMany);
        }

        var now = _clock.GetUtcNow();
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    lockThem,
                    new { Ids = ids, Since = now - UnclaimedLife },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.FileId);
        foreach (var id in ids)
        {
            if (!rows.TryGetValue(id, out var row))
            {
                return new PhotoClaim.Refused(Unknown(id));
            }

            if (row.Claimed)
            {
                return new PhotoClaim.Refused(AlreadyUsed(id));
            }

            if (!PictureType.IsTaken(row.MediaType))
            {
                return new PhotoClaim.Refused(Recordings.NotOfKind(id));
            }
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                "update platform.file set claimed_at = @Now where file_id = any(@Ids)",
                new { Ids = ids, Now = now },
                transaction,
                cancellationToken: cancellation
            )
        );
        return new PhotoClaim.Claimed([.. ids.Select(id => rows[id].Photo)]);
    }

    /// <summary>
    /// Gives pictures up, in the caller's transaction: what the camera told is forgotten, nobody can claim them any more, and they are
    /// removed as soon as <see cref="RemoveReleasedAsync"/> or the sweep comes by.
    /// </summary>
    public async Task ReleaseAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<Guid> fileIds,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update platform.file
                set claimed_at = null, uploaded_at = @Expired, exif_lon = null, exif_lat = null, exif_at = null
                where file_id = any(@Ids)
                """,
                new { Ids = fileIds.ToArray(), Expired = _clock.GetUtcNow() - UnclaimedLife },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>
    /// Deletes pictures that were released, after the commit. Safe to repeat; what it does not reach (the process dies, the disk refuses)
    /// the sweep does.
    /// </summary>
    public Task RemoveReleasedAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> fileIds,
        CancellationToken cancellation
    ) => _sweep.RemoveAsync(connection, fileIds, cancellation);

    /// <summary>
    /// Takes a picture that came inside a message, by the rules of an upload. It waits to be claimed like any other.
    /// </summary>
    public Task<(Guid? FileId, Problem? Refusal)> TakeAsync(
        byte[] picture,
        CancellationToken cancellation
    ) => _upload.TakeAsync(picture, cancellation);

    /// <summary>SHA-256 of pictures as they were sent; those that are unknown are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, byte[]>> HashesAsync(
        NpgsqlConnection connection,
        IEnumerable<Guid> fileIds,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(Guid FileId, byte[] Sha256)>(
                new CommandDefinition(
                    "select file_id, sha256 from platform.file where file_id = any(@ids)",
                    new { ids = fileIds.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.FileId, row => row.Sha256);

    /// <summary>The bytes of a picture as it is shown (WebP, without metadata); null when it is gone.</summary>
    public async Task<byte[]?> ReadAsync(Guid fileId, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(
                FileShelf.Served(_shelf.Kept(fileId), PhotoSize.Display),
                cancellation
            );
        }
        catch (IOException fault)
            when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// The picture as an answer: re-encoded, without metadata, for this browser's cache alone. The caller has checked that whoever asks may
    /// see it.
    /// </summary>
    /// <param name="size"><c>thumb</c> (at most 320 pixels a side) or <c>display</c> (at most 1600, the default), as the query says it.</param>
    public IResult Serve(Guid fileId, string? size)
    {
        PhotoSize? wanted = size switch
        {
            null or "display" => PhotoSize.Display,
            "thumb" => PhotoSize.Thumb,
            _ => null,
        };
        if (wanted is not { } known)
        {
            return UnknownSize;
        }

        var path = FileShelf.Served(_shelf.Kept(fileId), known);
        return File.Exists(path) ? new Picture(path, fileId, known) : Gone;
    }

    private static Problem TooMany =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "too-many-photos",
            string.Create(
                CultureInfo.InvariantCulture,
                $"一次最多附{MostAtOnce}张照片，请删去几张后再提交。"
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"At most {MostAtOnce} pictures at once; please take some away."
            )
        );

    private static Problem Unknown(Guid id) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "unknown-upload",
            "有照片未上传成功或已超过24小时，请重新选择照片后再提交；其余内容已保留。",
            "A picture was not uploaded, or more than 24 hours ago. Please choose it again; the rest is kept."
        )
        {
            Facts = new Dictionary<string, object?> { ["fileId"] = id },
        };

    private static Problem AlreadyUsed(Guid id) =>
        new(
            StatusCodes.Status409Conflict,
            "upload-already-used",
            "有照片已用于另一条记录，请重新上传后再提交；其余内容已保留。",
            "A picture is part of another record already. Please upload it again; the rest is kept."
        )
        {
            Facts = new Dictionary<string, object?> { ["fileId"] = id },
        };

    private sealed record Row(
        Guid FileId,
        string MediaType,
        int Width,
        int Height,
        DateTimeOffset? TakenAt,
        double? Lon,
        double? Lat,
        bool Claimed
    )
    {
        public ClaimedPhoto Photo => new(FileId, MediaType, Width, Height, TakenAt, Lon, Lat);
    }

    /// <summary>A file that never changes, in an answer that can do nothing but be looked at.</summary>
    private sealed class Picture(string path, Guid fileId, PhotoSize size) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "private, max-age=31536000, immutable";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return TypedResults
                .PhysicalFile(path, PictureType.WebP, entityTag: new($"\"{fileId:N}-{(int)size}\""))
                .ExecuteAsync(httpContext);
        }
    }
}
