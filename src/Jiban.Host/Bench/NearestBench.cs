using System.Diagnostics;
using System.Globalization;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Host.Commands;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Bench;

/// <summary>The nearest of very many components from random points of a city, one after the other, beside a query of one value by the same way.</summary>
/// <param name="components">How many stand in the city; scattered over some 40 km by 40 km.</param>
internal sealed class NearestBench(int components, int questions)
{
    private const int WarmUp = 2_000;
    private const double West = 118;
    private const double South = 32.5;
    private const double Wide = 0.4;
    private const double High = 0.35;

    private const string Fill = """
        insert into city.component (component_id, version, code, class_code, name, state, location, grid_code, initial_date, data_source,
            accuracy, change, valid_from)
        select gen_random_uuid(), 1, '990101' || class_code || lpad((n / 60 + 1)::text, 6, '0'), class_code, '部件', 'intact',
            ST_SetSRID(ST_MakePoint(@West + random() * @Wide, @South + random() * @High), 4326), '990101001001001', '2025-01-01', 'survey',
            'b', 'added', '2025-01-01'
        from (select n, '01' || lpad((n % 60 + 1)::text, 3, '0') as class_code from generate_series(0, @components - 1) n) of_class
        """;

    /// <summary>Runs and prints.</summary>
    public async Task RunAsync(OpenStore store, TextWriter output, CancellationToken cancellation)
    {
        var filled = await FillAsync(store, cancellation);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{components:N0} components in {filled.TotalSeconds:N0} s"
            )
        );
        await using var database = new Database(NpgsqlDataSource.Create(store.Connections.App));
        var nearest = new NearestComponents(database);
        var chance = new Random(1);
        await MeasureAsync(
            output,
            "nearest",
            () =>
                nearest.FindAsync(
                    West + chance.NextDouble() * Wide,
                    South + chance.NextDouble() * High,
                    null,
                    NearestComponents.FarthestMetres,
                    1,
                    cancellation
                )
        );
        await MeasureAsync(
            output,
            "one value",
            async () =>
            {
                await using var connection = await database.OpenAsync(cancellation);
                await connection.ExecuteScalarAsync<int>("select 1");
            }
        );
    }

    private async Task<TimeSpan> FillAsync(OpenStore store, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        await using var owner = NpgsqlDataSource.Create(store.Connections.Owner);
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                Fill,
                new
                {
                    components,
                    West,
                    South,
                    Wide,
                    High,
                },
                commandTimeout: 3600,
                cancellationToken: cancellation
            )
        );
        await connection.ExecuteAsync("vacuum analyze city.component", commandTimeout: 3600);
        return Stopwatch.GetElapsedTime(started);
    }

    private async Task MeasureAsync(TextWriter output, string what, Func<Task> ask)
    {
        for (var n = 0; n < WarmUp; n++)
        {
            await ask();
        }

        var times = new double[questions];
        for (var n = 0; n < questions; n++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            times[n] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -10} p50 {At(0.50):N2} ms, p95 {At(0.95):N2} ms, p99 {At(0.99):N2} ms of {questions:N0}"
            )
        );

        double At(double share) => times[(int)(share * (questions - 1))];
    }
}
