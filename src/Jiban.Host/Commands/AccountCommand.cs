using System.CommandLine;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;

namespace Jiban.Host.Commands;

/// <summary>
/// <c>jiban account</c>: makes, lists, opens anew and closes the accounts of staff: how the first one comes into a store without a demo, and
/// how an administrator helps who has lost a password. Each change leaves a trace.
/// </summary>
internal static class AccountCommand
{
    public static Command Make() =>
        new("account", "Make, list, open anew and close accounts of staff.")
        {
            Add(),
            Password(),
            Disable(),
            List(),
        };

    private static Command Add()
    {
        var store = new StoreOptions();
        var login = Login();
        var name = TableOptions.Needed<string>("--name", "The name that colleagues see.", "NAME");
        var role = new Option<Role>("--role")
        {
            Description =
                "One of: operator, dispatcher, handler, secretary, inspector, caller, leader, auditor, administrator, securityAdministrator.",
            Required = true,
            HelpName = "ROLE",
        };
        var unit = new Option<string?>("--unit")
        {
            Description =
                "Code or name of the unit; none for an administrator or auditor of the whole platform.",
            HelpName = "UNIT",
        };
        var command = new Command("add", "Make an account; its first password is printed once.")
        {
            login,
            name,
            role,
            unit,
        };
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.OnHostAsync(
                    parsed,
                    async (services, token) =>
                    {
                        var password = OneTimePassword.New();
                        var made = await services
                            .GetRequiredService<Accounts>()
                            .CreateAsync(
                                new NewAccount(
                                    parsed.GetValue(login)!,
                                    parsed.GetValue(name)!,
                                    parsed.GetValue(role) is var wanted
                                    && wanted
                                        is not (Role.Public or Role.Upstream or Role.MapProgram)
                                        ? wanted
                                        : throw new CommandFailedException(
                                            "nobody signs in as the public, as the city's line or as a map program."
                                        ),
                                    UnitOf(services, parsed.GetValue(unit)),
                                    password,
                                    MustChange: true
                                ),
                                token
                            );
                        await ToldAsync(
                            services,
                            made,
                            "addAccount",
                            parsed.GetValue(login)!,
                            token
                        );
                        Console.WriteLine(
                            $"{parsed.GetValue(login)}  {password}  (to be changed at the first sign-in)"
                        );
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Password()
    {
        var store = new StoreOptions();
        var login = Login();
        var command = new Command(
            "password",
            "Set a new password, printed once; every session of the account ends."
        )
        {
            login,
        };
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.OnHostAsync(
                    parsed,
                    async (services, token) =>
                    {
                        var password = OneTimePassword.New();
                        var accounts = services.GetRequiredService<Accounts>();
                        var known = await FindAsync(accounts, parsed.GetValue(login)!, token);
                        var set = await accounts.SetPasswordAsync(
                            known.AccountId,
                            password,
                            mustChange: true,
                            token
                        );
                        await ToldAsync(services, set, "setPassword", known.Login, token);
                        Console.WriteLine(
                            $"{known.Login}  {password}  (to be changed at the next sign-in)"
                        );
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Disable()
    {
        var store = new StoreOptions();
        var login = Login();
        var command = new Command("disable", "Close an account; its name stays where it stands.")
        {
            login,
        };
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.OnHostAsync(
                    parsed,
                    async (services, token) =>
                    {
                        var accounts = services.GetRequiredService<Accounts>();
                        var known = await FindAsync(accounts, parsed.GetValue(login)!, token);
                        var closed = await accounts.DisableAsync(known.AccountId, token);
                        await ToldAsync(services, closed, "disableAccount", known.Login, token);
                        Console.WriteLine($"{known.Login} is closed.");
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command List()
    {
        var store = new StoreOptions();
        var command = new Command("list", "List the accounts.");
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.OnHostAsync(
                    parsed,
                    async (services, token) =>
                    {
                        var city = services.GetRequiredService<CityRegistry>().Current;
                        foreach (
                            var account in await services
                                .GetRequiredService<Accounts>()
                                .ListAsync(null, null, token)
                        )
                        {
                            var unit = account.UnitId is { } id ? city.Unit(id)?.Name : null;
                            Console.WriteLine(
                                $"{account.Login}\t{account.Role}\t{account.Name}\t{unit}{(account.Disabled ? "\tclosed" : "")}"
                            );
                        }
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Guid? UnitOf(IServiceProvider services, string? named) =>
        named is null
            ? null
            : services
                .GetRequiredService<CityRegistry>()
                .Current.Units.FirstOrDefault(unit => unit.Code == named || unit.Name == named)
                ?.UnitId
                ?? throw new CommandFailedException($"there is no unit {named}.");

    private static async Task<AccountEntry> FindAsync(
        Accounts accounts,
        string login,
        CancellationToken cancellation
    ) =>
        (await accounts.ListAsync(null, null, cancellation)).FirstOrDefault(account =>
            string.Equals(account.Login, login, StringComparison.OrdinalIgnoreCase)
        ) ?? throw new CommandFailedException($"there is no account {login}.");

    /// <summary>A refusal in words, or the trace of what was done.</summary>
    private static async Task ToldAsync(
        IServiceProvider services,
        AccountResult result,
        string what,
        string login,
        CancellationToken cancellation
    )
    {
        switch (result)
        {
            case AccountResult.Done:
                break;
            case AccountResult.LoginTaken:
                throw new CommandFailedException($"somebody has the login {login} already.");
            case AccountResult.Refused { Faults: var faults }:
                throw new CommandFailedException($"refused: {string.Join(", ", faults)}.");
            default:
                throw new CommandFailedException($"there is no account {login}.");
        }

        await using var connection = await services
            .GetRequiredService<Database>()
            .OpenAsync(cancellation);
        await services
            .GetRequiredService<AuditTrail>()
            .WriteAsync(
                connection,
                null,
                new AuditEntry(null, what, login, "done", "command line"),
                cancellation
            );
    }

    private static Argument<string> Login() =>
        new("LOGIN") { Description = "ASCII letters, digits and -._@+." };
}
