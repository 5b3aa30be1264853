using Dapper;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Host;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Simulation.City;

/// <summary>The invented city, loaded once: every run begins with a copy of its store and of its keys.</summary>
internal sealed class CityTemplate : IAsyncDisposable
{
    private const int Seed = 1;
    private static readonly DateTimeOffset Founded = new(
        2026,
        9,
        1,
        8,
        0,
        0,
        TimeSpan.FromHours(8)
    );

    private readonly TestDatabase _store;
    private readonly DirectoryInfo _data;
    private readonly SemaphoreSlim _one = new(1, 1);

    private CityTemplate(TestDatabase store, DirectoryInfo data, IReadOnlyList<Actor> inspectors)
    {
        (_store, _data, Inspectors) = (store, data, inspectors);
    }

    /// <summary>Inspectors have accounts: closing waits for the look of one who is still there.</summary>
    public IReadOnlyList<Actor> Inspectors { get; }

    /// <summary>Makes it.</summary>
    public static async Task<CityTemplate> LoadAsync()
    {
        var store = await TestDatabase.CreateAsync([.. JibanHost.Migrations]);
        var data = Directory.CreateTempSubdirectory("jiban-city-");
        var host = await RunningHost.StartAsync(
            store.Connections,
            data.FullName,
            Seed,
            new LeapingClock(Founded),
            _ => { }
        );
        try
        {
            var faults = await host.Get<CityImport>()
                .ImportAsync(GenerateCity.From(GenerateCity.Seed).Plan, CancellationToken.None);
            if (faults.Count > 0)
            {
                throw new InvalidOperationException($"The city is faulty: {faults[0]}");
            }

            var inspectors = new List<Actor>();
            var streets = host.Get<CityRegistry>()
                .Current.Units.Where(unit => unit.Kind == UnitKind.StreetOffice)
                .Take(2);
            foreach (var street in streets)
            {
                inspectors.Add(await InspectorAsync(host, street.UnitId, $"sim{inspectors.Count}"));
            }

            var city = host.Get<CityRegistry>().Current;
            await EmployAsync(store, new Staff(city, inspectors));
            return new CityTemplate(store, data, inspectors);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>A store and a data directory that begin with the city.</summary>
    public async Task<(TestDatabase Store, DirectoryInfo Data)> CopyAsync()
    {
        // Whoever copies sends others away who copy at the same time.
        await _one.WaitAsync();
        try
        {
            var data = Directory.CreateTempSubdirectory("jiban-town-");
            foreach (var file in _data.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(
                    data.FullName,
                    Path.GetRelativePath(_data.FullName, file.FullName)
                );
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                file.CopyTo(to);
            }

            return (await _store.CopyAsync(), data);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _data.Delete(recursive: true);
        _one.Dispose();
    }

    /// <summary>
    /// Two who handle and one who leads in every unit get an account that nobody signs in with: a case is handed over to an account, and a joint inspection
    /// is led by one. And a telephone asks too often with three requests,
    /// four of ten call-backs are controlled, and whatever citizens ask for on the web is looked at first, so that all of it happens within two days.
    /// </summary>
    private static async Task EmployAsync(TestDatabase store, Staff staff)
    {
        var people = staff
            .Units.SelectMany(unit =>
                new[]
                {
                    staff.Of(Role.Handler, unit.UnitId),
                    staff.Of(Role.Handler, unit.UnitId, 1),
                    staff.Of(Role.Leader, unit.UnitId),
                }
            )
            .ToList();
        await using var connection = await store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into platform.account (account_id, login, name, role, unit_id, security_stamp, created_at)
            select id, 'sim-' || id, name, role, unit, '', @Founded from unnest(@ids, @names, @roles, @units) a (id, name, role, unit);
            update cases.setting set value = case name
                when 'abuse' then '3/72' when 'control_percent' then '40'
                when 'verification' then 'on/90' when 'verification_channels' then 'web' else @classes end
            where name in ('abuse', 'control_percent', 'verification', 'verification_channels', 'verification_classes')
            """,
            new
            {
                Founded = Founded.ToUniversalTime(),
                ids = people.Select(one => one.Id).ToArray(),
                names = people.Select(one => one.Name).ToArray(),
                roles = people.Select(one => $"{one.Role}").ToArray(),
                units = people.Select(one => one.UnitId!.Value).ToArray(),
                classes = string.Join(',', Enumerable.Range(1, 99).Select(n => $"{n:d2}")),
            }
        );
    }

    private static async Task<Actor> InspectorAsync(RunningHost host, Guid unit, string login)
    {
        var made = await host.Get<Accounts>()
            .CreateAsync(
                new NewAccount(login, "巡查员" + login, Role.Inspector, unit, "Test-password-1"),
                CancellationToken.None
            );
        return made is AccountResult.Done(var id)
            ? new Actor(id, "巡查员" + login, Role.Inspector, unit)
            : throw new InvalidOperationException($"No account: {made}.");
    }
}
