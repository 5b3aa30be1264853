using Jiban.Platform.Auth.Administration;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Auth.Passkeys;
using Jiban.Platform.Auth.SecondFactors;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Auth.Trail;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jiban.Platform.Auth;

/// <summary>Composes accounts, sessions and the trail.</summary>
internal static class AuthSetup
{
    public static void AddAuth(this IServiceCollection services, PlatformOptions options)
    {
        services.AddHttpContextAccessor();
        services
            .AddDataProtection()
            .SetApplicationName("jiban")
            .PersistKeysToFileSystem(
                Directory.CreateDirectory(
                    Path.Combine(options.DataDirectory, "keys", "cookies"),
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                )
            );
        services
            .AddAuthentication(SessionCookie.Scheme)
            .AddCookie(SessionCookie.Scheme, SessionCookie.Configure)
            .AddCookie(PasskeyCookie.Scheme, PasskeyCookie.Configure);
        AddIdentity(services);
        services.AddSingleton<UnknownLogins>();
        services.AddScoped<PasswordTry>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<SecondFactorTry>();
        services.AddSingleton<SecondFactorRule>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<TotpBox>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<Accounts>();
        // A host without the module of the units still signs people in.
        services.TryAddSingleton(new UnitTree(_ => null, (_, _) => false));
        // So does one without the module of the patrol.
        services.TryAddSingleton(new FieldSession(_ => Task.FromResult(SessionCookie.Longest)));
    }

    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        PasskeySignIn.Map(routes);
        OwnSession.Map(routes);
        routes.MapAdministration();
        ReadAuditTrail.Map(routes);
    }

    private static void AddIdentity(IServiceCollection services)
    {
        // PBKDF2-HMAC-SHA512 as OWASP asks for it (Password Storage Cheat Sheet, 2023).
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        // Before Identity adds its own: ours are the only ones.
        services.AddScoped<IPasswordValidator<Account>, PasswordRule>();
        services.AddScoped<IPasswordValidator<Account>, PasswordHistory>();
        services.AddSingleton<PasswordAge>();
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(provider =>
            provider.GetRequiredService<AccountStore>()
        );
        services.AddScoped<AccountPrincipal>();
        services.AddScoped<IUserClaimsPrincipalFactory<Account>>(provider =>
            provider.GetRequiredService<AccountPrincipal>()
        );
        services.Configure<IdentityPasskeyOptions>(PasskeyCookie.Configure);
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddUserManager<StaffUsers>()
            .AddSignInManager();
    }
}
