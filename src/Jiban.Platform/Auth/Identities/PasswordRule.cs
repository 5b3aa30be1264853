using Microsoft.AspNetCore.Identity;

namespace Jiban.Platform.Auth.Identities;

/// <summary>
/// What a password must be: 10 to 128 characters, three of the four kinds (small letters, capitals, digits, others), and not the login
/// within it (GB/T 22239-2019 8.1.4.1; rules.md §8.2).
/// </summary>
internal sealed class PasswordRule : IPasswordValidator<Account>
{
    public const int Shortest = 10;
    public const int Longest = 128;
    private const int Kinds = 3;

    public Task<IdentityResult> ValidateAsync(
        UserManager<Account> manager,
        Account user,
        string? password
    )
    {
        var faults = Faults(user.Login, password ?? "")
            .Select(code => new IdentityError { Code = code, Description = code })
            .ToArray();
        return Task.FromResult(
            faults.Length == 0 ? IdentityResult.Success : IdentityResult.Failed(faults)
        );
    }

    /// <summary>Codes of what is wrong: <c>tooShort</c>, <c>tooLong</c>, <c>tooFewKinds</c>, <c>containsLogin</c>.</summary>
    public static IEnumerable<string> Faults(string login, string password)
    {
        if (password.Length < Shortest)
        {
            yield return "tooShort";
        }

        if (password.Length > Longest)
        {
            yield return "tooLong";
        }

        bool[] kinds =
        [
            password.Any(char.IsAsciiLetterLower),
            password.Any(char.IsAsciiLetterUpper),
            password.Any(char.IsAsciiDigit),
            password.Any(c => !char.IsAsciiLetterOrDigit(c)),
        ];
        if (kinds.Count(has => has) < Kinds)
        {
            yield return "tooFewKinds";
        }

        // A login of one or two letters stands in many a good password by chance.
        if (login.Length > 2 && password.Contains(login, StringComparison.OrdinalIgnoreCase))
        {
            yield return "containsLogin";
        }
    }
}
