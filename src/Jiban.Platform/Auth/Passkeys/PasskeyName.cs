using Jiban.Platform.Web;

namespace Jiban.Platform.Auth.Passkeys;

/// <summary>The name by which the owner tells passkeys apart.</summary>
internal static class PasskeyName
{
    private const int Longest = 40;

    public static readonly Problem Unknown = new(
        404,
        "unknown-passkey",
        "没有这个通行密钥，未作任何更改。",
        "There is no such passkey; nothing was changed."
    );

    public static Problem? Fault(string? name) =>
        name?.Trim() is { Length: > 0 and <= Longest }
            ? null
            : StatusProblems.Malformed with
            {
                Errors = new Dictionary<string, string[]> { ["name"] = [$"1–{Longest} 个字符"] },
            };
}
