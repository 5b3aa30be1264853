using Dapper;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Platform.Files;

/// <summary>
/// Recordings (录音) that staff uploaded: what was said on the spot, where writing takes too long. Other modules claim them with a record and serve
/// them to who may see it, like <see cref="Photos"/>, which also gives them up and removes them.
/// </summary>
public sealed class Recordings
{
    /// <summary>So many may be claimed at once.</summary>
    public const int MostAtOnce = 3;

    /// <summary>A recording plays at most so long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>A recorder that is stopped at the limit writes a little more.</summary>
    internal static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>A recording has at most so many bytes.</summary>
    internal const int MostBytes = 5 * 1024 * 1024;

    private static readonly Problem Gone = new(
        StatusCodes.Status404NotFound,
        "unknown-file",
        "录音不存在或已被清理。",
        "There is no such recording, or it was removed."
    );

    private readonly FileShelf _shelf;
    private readonly TimeProvider _clock;

    internal Recordings(FileShelf shelf, TimeProvider clock)
    {
        _shelf = shelf;
        _clock = clock;
    }

    /// <summary>
    /// Makes uploaded recordings part of a record, in the caller's transaction: all of them or none. Each is claimed once, within 24 hours of its upload.
    /// </summary>
    /// <returns>Which one can't be claimed and why; null when all are.</returns>
    public async Task<Problem?> ClaimAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<Guid> fileIds,
        CancellationToken cancellation
    )
    {
        if (fileIds.Count == 0)
        {
            return null;
        }

        if (fileIds.Count > MostAtOnce || fileIds.Distinct().Count() < fileIds.Count)
        {
            return TooMany;
        }

        var now = _clock.GetUtcNow();
        var types = (
            await connection.QueryAsync<(Guid FileId, string MediaType)>(
                new CommandDefinition(
                    """
                    update platform.file set claimed_at = @now
                    where file_id = any(@ids) and claimed_at is null and uploaded_at > @since and media_type like 'audio/%'
                    returning file_id, media_type
                    """,
                    new
                    {
                        ids = fileIds.ToArray(),
                        now,
                        since = now - Photos.UnclaimedLife,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.FileId, row => row.MediaType);
        return
            fileIds.FirstOrDefault(id => !types.ContainsKey(id)) is var missing
            && missing != Guid.Empty
            ? await WhyAsync(connection, missing, cancellation)
            : null;
    }

    /// <summary>
    /// The recording as an answer: as it was sent, for this browser's cache alone, in pieces when it asks for them. The caller has checked that whoever
    /// asks may hear it.
    /// </summary>
    public async Task<IResult> ServeAsync(Guid fileId, CancellationToken cancellation)
    {
        var path = FileShelf.Original(_shelf.Kept(fileId));
        if (!File.Exists(path))
        {
            return Gone;
        }

        // Looked at again: the original of a picture lies under the same name and holds what its camera told.
        var sound = SoundType.Read(await File.ReadAllBytesAsync(path, cancellation));
        return sound is null ? Gone : new Played(path, fileId, sound.MediaType);
    }

    internal static Problem NotOfKind(Guid id) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "wrong-attachment",
            "这里只能附照片，录音请放在录音栏；尚未提交。",
            "Pictures only here; a recording goes where recordings go. Nothing was filed."
        )
        {
            Facts = new Dictionary<string, object?> { ["fileId"] = id },
        };

    private static Problem TooMany =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "too-many-recordings",
            $"一次最多附{MostAtOnce}段录音，每段一次，请删去几段后再提交。",
            $"At most {MostAtOnce} recordings at once, each once; please take some away."
        );

    private static async Task<Problem> WhyAsync(
        NpgsqlConnection connection,
        Guid id,
        CancellationToken cancellation
    )
    {
        var (mediaType, claimed) = await connection.QuerySingleOrDefaultAsync<(
            string? MediaType,
            bool Claimed
        )>(
            new CommandDefinition(
                "select media_type, claimed_at is not null from platform.file where file_id = @id",
                new { id },
                cancellationToken: cancellation
            )
        );
        var facts = new Dictionary<string, object?> { ["fileId"] = id };
        return SoundType.IsTaken(mediaType)
            ? claimed
                ? new Problem(
                    StatusCodes.Status409Conflict,
                    "upload-already-used",
                    "有录音已用于另一条记录，请重新上传后再提交；其余内容已保留。",
                    "A recording is part of another record already. Please upload it again; the rest is kept."
                )
                {
                    Facts = facts,
                }
                : Missing(facts)
            : mediaType is null
                ? Missing(facts)
                : new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "wrong-attachment",
                    "录音栏里有不是录音的文件，尚未提交。",
                    "Among the recordings is a file that is none. Nothing was filed."
                )
                {
                    Facts = facts,
                };
    }

    private static Problem Missing(Dictionary<string, object?> facts) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "unknown-upload",
            "有录音未上传成功或已超过24小时，请重新上传后再提交；其余内容已保留。",
            "A recording was not uploaded, or more than 24 hours ago. Please send it again; the rest is kept."
        )
        {
            Facts = facts,
        };

    /// <summary>A file that never changes, in an answer that can do nothing but be heard.</summary>
    private sealed class Played(string path, Guid fileId, string mediaType) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "private, max-age=31536000, immutable";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return TypedResults
                .PhysicalFile(
                    path,
                    mediaType,
                    entityTag: new($"\"{fileId:N}\""),
                    enableRangeProcessing: true
                )
                .ExecuteAsync(httpContext);
        }
    }
}
