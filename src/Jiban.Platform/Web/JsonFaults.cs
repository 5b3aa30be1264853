using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jiban.Platform.Web;

/// <summary>What in a body of JSON did not fit, by field. The framework's own words name types of the program, so they stay inside.</summary>
internal static partial class JsonFaults
{
    public static Dictionary<string, string[]> Of(JsonException fault)
    {
        if (fault.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            return Missing()
                .Matches(
                    fault.Message[fault.Message.IndexOf("including", StringComparison.Ordinal)..]
                )
                .ToDictionary(
                    name => Under(fault.Path, name.Groups[1].Value),
                    _ => (string[])["is missing"]
                );
        }

        var what = fault switch
        {
            UnfitTextException => fault.Message,
            // The reader's own exception inside: the text is no JSON at all.
            { InnerException: JsonException } => "is not well-formed JSON",
            _ => "does not fit this field",
        };
        var where = $"(line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})";
        return new() { [Under(fault.Path, null)] = [$"{what} {where}"] };
    }

    /// <summary>A path as <c>$.inner.note</c> is the field <c>inner.note</c>; the whole body is <c>body</c>.</summary>
    private static string Under(string? path, string? name)
    {
        var parts = new[] { (path ?? "").TrimStart('$').TrimStart('.'), name };
        var field = string.Join('.', parts.Where(part => !string.IsNullOrEmpty(part)));
        return field.Length == 0 ? "body" : field;
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Missing();
}
