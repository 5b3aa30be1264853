using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Files;

/// <summary>Why a file is not taken. Nothing of it is kept then.</summary>
internal static class UploadRefusals
{
    public static readonly Problem NoFile = new(
        StatusCodes.Status400BadRequest,
        "no-file",
        "没有收到照片，请重新选择后上传。",
        "No file was sent. Please choose one and send it again."
    );

    public static readonly Problem TooLarge = new(
        StatusCodes.Status413PayloadTooLarge,
        "file-too-large",
        "照片超过 10 MB，未上传。请压缩或改用较小的照片。",
        "The picture has more than 10 MB and was not taken. Please send a smaller one."
    );

    public static readonly Problem PictureTooLarge = new(
        StatusCodes.Status422UnprocessableEntity,
        "picture-too-large",
        "照片尺寸过大（最多 6000 万像素，每边最多 20000 像素），未上传。请缩小后重试。",
        "The picture is too large (60 megapixels and 20,000 pixels a side at most) and was not taken. Please send a smaller one."
    );

    public static readonly Problem RecordingTooLarge = new(
        StatusCodes.Status413PayloadTooLarge,
        "file-too-large",
        "录音超过 5 MB，未上传。请分成几段，重新录制。",
        "The recording has more than 5 MB and was not taken. Please record it in shorter pieces."
    );

    public static readonly Problem RecordingTooLong = new(
        StatusCodes.Status422UnprocessableEntity,
        "recording-too-long",
        "录音超过 2 分钟，未上传。请分成几段，重新录制。",
        "The recording is longer than 2 minutes and was not taken. Please record it in shorter pieces."
    );

    private static readonly Problem Damaged = new(
        StatusCodes.Status422UnprocessableEntity,
        "picture-unreadable",
        "照片已损坏或无法读取，未上传。请重新拍摄或另选一张。",
        "The picture is damaged or can't be read and was not taken. Please take or choose another."
    );

    private static readonly Problem UnreadableHeic = Damaged with
    {
        Zh =
            "这张 HEIC 照片已损坏或无法读取，未上传。请改用 JPEG 再拍一张（iPhone：“设置→相机→格式”选“兼容性最佳”），或先把它转存为 JPEG。",
        En =
            "This HEIC picture is damaged or can't be read and was not taken. Please let the camera take JPEG (iPhone: Settings → Camera → Formats → Most Compatible), or save it as JPEG first.",
    };

    /// <param name="mediaType">What it is by its first bytes. Cameras write HEIC in forms that not every reader knows, and its owner can choose another.</param>
    public static Problem Unreadable(string mediaType) =>
        mediaType == PictureType.Heic ? UnreadableHeic : Damaged;

    public static readonly Problem Full = new(
        StatusCodes.Status507InsufficientStorage,
        "storage-full",
        "系统存储空间不足，照片未保存。您仍可不附照片提交诉求。",
        "There is no room for pictures at the moment; it was not saved. You can send your request without it."
    );

    public static readonly Problem Busy = new(
        StatusCodes.Status503ServiceUnavailable,
        "pictures-busy",
        "照片处理繁忙，未保存。请稍后重试，或不附照片先行提交。",
        "Too many pictures at the moment; it was not saved. Please try again soon, or send your request without it."
    );

    /// <param name="declared">What the sender said; null when nothing.</param>
    /// <param name="found">What it is.</param>
    public static Problem WrongType(string? declared, string found) =>
        new(
            StatusCodes.Status415UnsupportedMediaType,
            "file-type",
            declared is null || declared == found
                ? $"文件类型为 {found}，不支持。请上传 JPEG、PNG、WebP 或 HEIC 照片；工作人员也可上传 WebM、MP4、Ogg 或 WAV 录音。"
                : $"文件标明为 {declared}，实际内容为 {found}，未上传。请上传拍摄或录制的原件：JPEG、PNG、WebP 或 HEIC 照片，或者 WebM、MP4、Ogg、WAV 录音。",
            declared is null || declared == found
                ? $"The file is {found}. Please send a JPEG, PNG, WebP or HEIC picture; staff may also send a recording (WebM, MP4, Ogg or WAV)."
                : $"The file says that it is {declared}, but it is {found}. Please send it as it was taken: a picture (JPEG, PNG, WebP or HEIC) or a recording (WebM, MP4, Ogg or WAV)."
        )
        {
            Facts = new Dictionary<string, object?> { ["declared"] = declared, ["found"] = found },
        };
}
