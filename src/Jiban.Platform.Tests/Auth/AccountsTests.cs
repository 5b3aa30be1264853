using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Identities;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Auth;

public sealed class AccountsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_is_given_once_whatever_the_case_of_its_letters()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("Li.Ming");
        var results = await Task.WhenAll(
            Create(host, "li.ming"),
            Create(host, "wang.fang"),
            Create(host, "WANG.FANG")
        );
        Assert.Equal(new AccountResult.LoginTaken("li.ming"), results[0]);
        Assert.Single(results, result => result is AccountResult.Done);
        Assert.Equal(2, (await host.Accounts.ListAsync(null, null, Cancellation)).Count);
    }

    [Fact]
    public async Task Accounts_are_listed_by_unit_and_role_and_stay_after_they_are_disabled()
    {
        await using var host = await PlatformHost.StartAsync();
        var a = await host.AccountAsync("a", Role.Handler, Some.Id(1));
        var b = await host.AccountAsync("b", Role.Secretary, Some.Id(1));
        var c = await host.AccountAsync("c", Role.Handler, Some.Id(2));
        await host.Accounts.DisableAsync(c, Cancellation);

        Assert.Equal([a, b], await IdsAsync(host, Some.Id(1), null));
        Assert.Equal([a, c], await IdsAsync(host, null, Role.Handler));
        Assert.Equal([b], await IdsAsync(host, Some.Id(1), Role.Secretary));
        Assert.True(
            (await host.Accounts.ListAsync(Some.Id(2), null, Cancellation)).Single().Disabled
        );
        Assert.Equal(
            new AccountResult.Unknown(),
            await host.Accounts.DisableAsync(Some.Id(9), Cancellation)
        );
    }

    [Fact]
    public async Task The_role_is_told_of_an_account_that_is_open()
    {
        await using var host = await PlatformHost.StartAsync();
        var inspector = await host.AccountAsync("a", Role.Inspector, Some.Id(1));

        Assert.Equal(Role.Inspector, await host.Accounts.RoleAsync(inspector, Cancellation));
        Assert.Null(await host.Accounts.RoleAsync(Some.Id(9), Cancellation));
        await host.Accounts.DisableAsync(inspector, Cancellation);
        Assert.Null(await host.Accounts.RoleAsync(inspector, Cancellation));
    }

    [Fact]
    public async Task Names_are_told_for_known_accounts_and_left_out_for_others()
    {
        await using var host = await PlatformHost.StartAsync();
        var known = await host.AccountAsync("a");
        for (var i = 0; i < 2; i++)
        {
            var names = await host.Accounts.NamesAsync([known, Some.Id(9), known], Cancellation);
            Assert.Equal(new Dictionary<Guid, string> { [known] = "李明" }, names);
        }
    }

    [Theory]
    [InlineData("li.ming", "Rain-over-7-bridges", "")]
    [InlineData("li.ming", "rain over 7", "")]
    [InlineData("li.ming", "雨过天晴二十五个汉字abcA", "")]
    [InlineData("li.ming", "Rain-7", "tooShort")]
    [InlineData("li.ming", "rainoverbridges", "tooFewKinds")]
    [InlineData("li.ming", "12345678901", "tooFewKinds")]
    [InlineData("li.ming", "Xx-LI.MING-99", "containsLogin")]
    [InlineData("li.ming", "", "tooShort tooFewKinds")]
    public void A_password_has_ten_characters_of_three_kinds_and_not_the_login(
        string login,
        string password,
        string faults
    ) => Assert.Equal(faults, string.Join(' ', PasswordRule.Faults(login, password)));

    [Fact]
    public async Task A_weak_password_makes_no_account()
    {
        await using var host = await PlatformHost.StartAsync();
        var result = await host.Accounts.CreateAsync(
            new NewAccount("a", "李明", Role.Handler, null, "password"),
            Cancellation
        );
        Assert.Equal(
            ["tooShort", "tooFewKinds"],
            Assert.IsType<AccountResult.Refused>(result).Faults
        );
        Assert.Empty(await host.Accounts.ListAsync(null, null, Cancellation));
    }

    private static Task<AccountResult> Create(PlatformHost host, string login) =>
        host.Accounts.CreateAsync(
            new NewAccount(login, "李明", Role.Handler, null, PlatformHost.Password),
            Cancellation
        );

    private static async Task<IEnumerable<Guid>> IdsAsync(
        PlatformHost host,
        Guid? unit,
        Role? role
    ) => (await host.Accounts.ListAsync(unit, role, Cancellation)).Select(entry => entry.AccountId);
}
