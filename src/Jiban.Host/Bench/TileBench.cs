using System.Diagnostics;
using System.Globalization;
using Dapper;
using Jiban.Host.Commands;
using Jiban.Platform.Auth;
using Npgsql;

namespace Jiban.Host.Bench;

/// <summary>
/// A vector tile of so many components over HTTP, drawn and from memory, beside a plain <c>select</c> of the same rows on the same store
/// in the same run.
/// </summary>
internal sealed class TileBench(int components, int rounds)
{
    private const string Login = "reader";
    private const string Password = "Bench-password-1";

    /// <summary>Tiles drawn before it is measured: the runtime compiles what runs often.</summary>
    private const int WarmUp = 10;

    /// <summary>A tile of zoom 14, about 2 km wide, near the middle of the demo city.</summary>
    private const string Tile = "14/13487/6211";

    /// <summary>Of each draw its own day, so that none is in memory yet; every component is older than all of them.</summary>
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    /// <summary>Runs and prints.</summary>
    public async Task RunAsync(OpenStore store, TextWriter output, CancellationToken cancellation)
    {
        await FillAsync(store, cancellation);
        await using var host = await BenchHost.StartAsync(store, cancellation);
        using var client = await host.SignInAsync(Login, Password, cancellation);
        var bytes = 0;
        async Task AskAsync(string query)
        {
            bytes = (
                await client.GetByteArrayAsync(
                    $"/api/city/tiles/components/{Tile}.mvt{query}",
                    cancellation
                )
            ).Length;
        }

        for (var round = 0; round < WarmUp; round++)
        {
            await AskAsync($"?day={FirstDay.AddDays(-1 - round):yyyy-MM-dd}");
        }

        var server = MachineTime.ServerOf(store);
        var before = MachineTime.Now(server, host.ProcessId);
        var drawn = await MeasureAsync(round =>
            AskAsync($"?day={FirstDay.AddDays(round):yyyy-MM-dd}")
        );
        var used = MachineTime.Now(server, host.ProcessId).Since(before);
        await AskAsync("?day=2025-01-01");
        var kept = await MeasureAsync(_ => AskAsync("?day=2025-01-01"));
        await using var reading = await NpgsqlDataSource
            .Create(store.Connections.App)
            .OpenConnectionAsync(cancellation);
        var plain = await MeasureAsync(async _ =>
            (
                await reading.QueryAsync<(string, string, string, double, double)>(
                    "select code, class_code, state, ST_X(location), ST_Y(location) from city.component where valid_to is null"
                )
            ).AsList()
        );
        Print(output, $"tile of {components:N0} components, {bytes:N0} bytes, {rounds} rounds");
        Print(output, $"drawn        {Told(drawn)}");
        Print(
            output,
            $"             processor time a tile: database {used.Database / rounds * 1e3:N1} ms, host {used.Host / rounds * 1e3:N1} ms"
        );
        Print(output, $"from memory  {Told(kept)}");
        Print(output, $"plain select {Told(plain)}, the same rows, read by the client");
        Print(output, $"ratio drawn / plain {At(drawn, 0.5) / At(plain, 0.5):N2}");
    }

    /// <summary>Components on a grid inside the tile, none of it personal or of a real place; and an account that may see them.</summary>
    private async Task FillAsync(OpenStore store, CancellationToken cancellation)
    {
        await using var owner = NpgsqlDataSource.Create(store.Connections.Owner);
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            insert into city.component (component_id, version, code, class_code, name, state, location, grid_code, initial_date, data_source,
                accuracy, change, valid_from)
            select gen_random_uuid(), 1, '990101' || class || lpad(i::text, 6, '0'), class, '部件',
                case i % 50 when 0 then 'damaged' else 'intact' end,
                ST_Transform(ST_SetSRID(ST_MakePoint(
                    ST_XMin(box) + (i % 250 + 0.5) / 250 * (ST_XMax(box) - ST_XMin(box)),
                    ST_YMin(box) + (i / 250 + 0.5) / (@components / 250 + 1) * (ST_YMax(box) - ST_YMin(box))), 3857), 4326),
                '990101001001001', '2020-01-01', 'survey', 'a', 'added', '2020-01-01'
            from (select ST_TileEnvelope(14, 13487, 6211) as box) tile, generate_series(0, @components - 1) i,
                lateral (select lpad((1 + i % 6)::text, 2, '0') || lpad((1 + i / 6 % 11)::text, 3, '0') as class) classes
            """,
            new { components }
        );
        // As autovacuum leaves a table a minute after it was filled: the index alone can answer then.
        await connection.ExecuteAsync("vacuum (analyze) city.component");
        await using var making = JibanHost.Build(store.Host);
        var made = await making
            .Services.GetRequiredService<Accounts>()
            .CreateAsync(new NewAccount(Login, Login, Role.Operator, null, Password), cancellation);
        if (made is not AccountResult.Done)
        {
            throw new CommandFailedException($"The account of the bench is not made: {made}");
        }
    }

    private async Task<List<double>> MeasureAsync(Func<int, Task> once)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await once(round);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static FormattableString Told(List<double> times) =>
        $"p50 {At(times, 0.50):N1} ms, p95 {At(times, 0.95):N1} ms, least {times[0]:N1} ms";

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static void Print(TextWriter output, FormattableString text) =>
        output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
