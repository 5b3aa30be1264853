using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Web;

/// <summary>The words for what the framework refuses before any of our code runs, and for what nobody foresaw.</summary>
internal static class StatusProblems
{
    public static readonly Problem Internal = new(
        StatusCodes.Status500InternalServerError,
        "internal",
        "系统内部出现故障，本次操作未完成，故障已记录。请稍后重试；若仍不成功，请联系管理员并告知时间。",
        "Something failed on our side and this was not completed; the fault is recorded. Please try again later, and tell your administrator the time if it persists."
    );

    public static readonly Problem StoreAway = new(
        StatusCodes.Status503ServiceUnavailable,
        "store-unavailable",
        "数据库暂时无法访问，本次操作未完成。请稍候片刻重试，不会重复登记。",
        "The database can't be reached right now and this was not completed. Please try again in a moment."
    );

    public static readonly Problem StorageFull = new(
        StatusCodes.Status507InsufficientStorage,
        "storage-full",
        "系统存储空间不足，本次操作未完成。请稍后重试；若仍不成功，请联系管理员。",
        "There is no room left on our disk and this was not completed. Please try again later, and tell your administrator if it persists."
    );

    public static readonly Problem Malformed = new(
        StatusCodes.Status400BadRequest,
        "malformed",
        "提交的内容格式有误，未作任何处理。请按提示修改后重新提交。",
        "What was sent is not well formed and nothing was done. Please mend what is named and send it again."
    );

    /// <summary>The problem of a bare status.</summary>
    public static Problem Of(int status) =>
        status switch
        {
            400 => Malformed,
            401 => new(
                401,
                "sign-in",
                "您尚未登录，或登录已超时。请登录后再试。",
                "You are not signed in, or your session has ended. Please sign in."
            ),
            403 => new(
                403,
                "not-allowed",
                "您无权进行此项操作，操作未执行。",
                "You may not do this, and nothing was done."
            ),
            404 => new(
                404,
                "not-found",
                "没有找到您要的内容，请检查网址。",
                "There is nothing at this address. Please check it."
            ),
            405 => new(
                405,
                "method-not-allowed",
                "此网址不接受这种操作，未作任何处理。",
                "This address does not take that method, and nothing was done."
            ),
            408 => new(
                408,
                "too-slow",
                "提交的内容没有及时收完，未作任何处理。请检查网络后重试。",
                "What was sent did not arrive in time and nothing was done. Please check the connection and try again."
            ),
            413 => new(
                413,
                "too-large",
                "提交的内容过大，未作任何处理。请缩短文字，照片请单独上传。",
                "What was sent is too large and nothing was done. Please shorten the text; photos are uploaded by themselves."
            ),
            415 => new(
                415,
                "media-type",
                "不支持这种内容类型，未作任何处理。请以 JSON 提交。",
                "This content type is not taken here and nothing was done. Please send JSON."
            ),
            429 => new(
                429,
                "too-many",
                "操作过于频繁，请稍后再试。",
                "Too many requests. Please wait a little and try again."
            ),
            503 => StoreAway,
            >= 500 => Internal with { Status = status },
            _ => Malformed with { Status = status, Type = "refused" },
        };
}
