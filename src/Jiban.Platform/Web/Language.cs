using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Web;

/// <summary>The language of an answer: Chinese, unless English is asked for first.</summary>
public static class Language
{
    /// <summary>Whether the request asks for English first (Accept-Language).</summary>
    public static bool IsEnglish(HttpContext http) =>
        http
            .Request.Headers.AcceptLanguage.ToString()
            .StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
