using System.Security.Cryptography;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Demo;

/// <summary>
/// Makes the accounts of the staff. The first of each role gets a password, drawn anew in every store; the others exist, and nobody can
/// sign in as them until an administrator sets one.
/// </summary>
internal static class Recruit
{
    /// <summary>Without what is read wrongly: 0 O, 1 l I.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyz";
    private const string Capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    public static async Task<IReadOnlyList<DemoLogin>> AllAsync(
        Accounts accounts,
        DemoWorld world,
        CitySnapshot city,
        StaffBook staff,
        CancellationToken cancellation
    )
    {
        var units = city.Units.ToDictionary(unit => unit.Code, unit => unit.UnitId);
        var before = (await accounts.ListAsync(null, null, cancellation)).ToDictionary(
            account => account.Login,
            StringComparer.OrdinalIgnoreCase
        );
        var logins = new List<DemoLogin>();
        var seen = new HashSet<Role>();
        foreach (var person in world.People)
        {
            var password = seen.Add(person.Role) ? NewPassword() : null;
            var unit = units[person.UnitCode];
            var id = before.TryGetValue(person.Login, out var account)
                ? await AgainAsync(accounts, account.AccountId, password, cancellation)
                : await NewAsync(accounts, person, unit, password, cancellation);
            staff.Add(new Actor(id, person.Name, person.Role, unit));
            if (password is not null)
            {
                logins.Add(
                    new DemoLogin(
                        JsonNamingPolicy.CamelCase.ConvertName(person.Role.ToString()),
                        person.Login,
                        password
                    )
                );
            }
        }

        return logins;
    }

    private static async Task<Guid> NewAsync(
        Accounts accounts,
        DemoPerson person,
        Guid unit,
        string? password,
        CancellationToken cancellation
    ) =>
        await accounts.CreateAsync(
            new NewAccount(person.Login, person.Name, person.Role, unit, password),
            cancellation
        )
            is AccountResult.Done done
            ? done.AccountId
            : throw new InvalidOperationException($"No account could be made for {person.Login}.");

    /// <summary>The process died after the account was made: the password that it drew was never told to anybody.</summary>
    private static async Task<Guid> AgainAsync(
        Accounts accounts,
        Guid id,
        string? password,
        CancellationToken cancellation
    )
    {
        if (password is not null)
        {
            await accounts.SetPasswordAsync(id, password, mustChange: false, cancellation);
        }

        return id;
    }

    /// <summary>Four groups of four with every kind of character: 68 bits of chance.</summary>
    private static string NewPassword() =>
        string.Join('-', Some(Letters), Some(Digits), Some(Capitals), Some(Letters + Digits));

    private static string Some(string characters) => RandomNumberGenerator.GetString(characters, 4);
}
