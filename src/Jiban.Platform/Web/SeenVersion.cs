using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Web;

/// <summary>Which version of a thing a caller looked at before changing it (If-Match).</summary>
public static class SeenVersion
{
    /// <summary>
    /// Whether the request names versions, and not this one. A proxy that compresses makes our tags weak (W/"3"); they name the version all
    /// the same.
    /// </summary>
    public static bool IsStale(HttpRequest request, int version)
    {
        var seen = request.Headers.IfMatch.ToString();
        return seen.Length > 0
            && !seen.Split(',', StringSplitOptions.TrimEntries)
                .Select(tag => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag)
                .Any(tag => tag == "*" || tag.Trim('"') == $"{version}");
    }

    /// <summary>Says which version an answer shows (ETag).</summary>
    public static void Tell(HttpResponse response, int version) =>
        response.Headers.ETag = $"\"{version}\"";
}
