using Jiban.Platform.Web;

namespace Jiban.Platform.Auth.Administration;

/// <summary>What a security administrator may fill in of an account.</summary>
/// <param name="Name">The name that colleagues see, 1 to 40 characters.</param>
/// <param name="UnitId">Needed by every role but the three administrators.</param>
internal sealed record AccountForm(string Name, Role Role, Guid? UnitId, string? Phone)
{
    private const int LongestName = 40;
    private const int LongestPhone = 20;

    /// <summary>What is wrong with it; null when it may stand.</summary>
    public Problem? Fault(UnitTree units) =>
        Errors() is { Count: > 0 } errors ? StatusProblems.Malformed with { Errors = errors }
        : UnitId is { } unit && units.NameOf(unit) is null ? AccountRefusals.UnknownUnit
        : null;

    /// <summary>Without blanks at the ends; no telephone is null.</summary>
    public AccountForm Tidy() =>
        this with
        {
            Name = Name.Trim(),
            Phone = string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim(),
        };

    private Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        if (Name.Length is 0 or > LongestName)
        {
            errors["name"] = [$"1–{LongestName} 个字符"];
        }

        // A citizen and a program have no account.
        if (Role is Role.Public or Role.Upstream or Role.MapProgram)
        {
            errors["role"] = ["请选择岗位"];
        }

        if (UnitId is null && Role != Role.Public && !ThreeAdministrators.Hold(Role))
        {
            errors["unitId"] = ["请选择单位"];
        }

        if (
            Phone is { } phone
            && (
                phone.Length > LongestPhone
                || phone.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or '-' or ' '))
            )
        )
        {
            errors["phone"] = ["只能填写数字、空格、+、-"];
        }

        return errors;
    }
}
