using System.Globalization;
using Dapper;
using Jiban.Platform.Store;

namespace Jiban.Platform.Auth.Identities;

/// <summary>A password is changed every so many days, 90 as shipped (GB/T 22239-2019 8.1.4.1; rules.md §8.2). Asked for at the next sign-in.</summary>
internal sealed class PasswordAge(Database database, TimeProvider clock)
{
    /// <summary>The setting's name. Its value is a number of days; 0: never.</summary>
    public const string Setting = "password_days";

    public const int MostDays = 3_650;

    /// <summary>Whether the password of an account is older than it may be.</summary>
    public async Task<bool> IsOverAsync(Account account, CancellationToken cancellation)
    {
        if (account.PasswordSetAt is not { } since)
        {
            return false;
        }

        await using var connection = await database.OpenAsync(cancellation);
        var days = int.Parse(
            await connection.QuerySingleAsync<string>(
                new CommandDefinition(
                    "select value from platform.setting where name = @Setting",
                    new { Setting },
                    cancellationToken: cancellation
                )
            ),
            CultureInfo.InvariantCulture
        );
        return days > 0 && clock.GetUtcNow() - since >= TimeSpan.FromDays(days);
    }
}
