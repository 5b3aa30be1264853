using Dapper;
using Jiban.Demo.Tests;

[assembly: AssemblyFixture(typeof(LoadedDemo))]

namespace Jiban.Demo.Tests;

/// <summary>
/// One demo for all the questions that are asked of it. The load takes most of the suite's time, so this one is also the load that dies on the
/// way and is finished by the next start, a day later.
/// </summary>
public sealed class LoadedDemo : IAsyncLifetime
{
    internal DemoStore Store { get; private set; } = null!;
    internal DemoOutcome Outcome { get; private set; }

    /// <summary>How the first load ended.</summary>
    internal Exception? Death { get; private set; }

    /// <summary>How many cases it left, and how many logins it had handed out.</summary>
    internal (int Cases, int Logins) Half { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Store = await DemoStore.CreateAsync();
        using var death = new CancellationTokenSource();
        var dying = Store.Setup() with
        {
            Tell = line =>
            {
                if (line.StartsWith("Month: 2026-11-0", StringComparison.Ordinal))
                {
                    death.Cancel();
                }
            },
        };
        Death = await Record.ExceptionAsync(() => DemoCity.LoadAsync(dying, death.Token));
        Half = (await CasesAsync(), Store.Logins.Count);
        // The next start is a day later: the month is still the one that was begun.
        var later = Store.Setup() with
        {
            Now = DemoStore.Now.AddDays(1),
        };
        Outcome = await DemoCity.LoadAsync(later, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>The cases that somebody asked for; parts of a split are not.</summary>
    internal async Task<int> CasesAsync()
    {
        await using var connection = await Store.Database.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from cases.case_file where parent_id is null"
        );
    }
}
