using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Jiban.Host.Commands;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Bench;

/// <summary>
/// The reference: PostgreSQL's own load tool with the rows of one registration, one prepared transaction a case. The rows are those of cases that
/// the host has just registered, in every table that its transaction wrote to, so that both always write the same.
/// </summary>
internal static partial class PgBench
{
    /// <summary>So many cases lend their rows: what the host registered last is a mixture, and the reference has to be the same.</summary>
    private const int Samples = 32;

    private sealed record Column(string Name, string Type, bool IsUnique);

    private sealed record Sample(
        Guid CaseId,
        string Number,
        DateTimeOffset At,
        string Transaction,
        bool Dispatched
    );

    private sealed record Registration(
        bool Dispatched,
        IReadOnlyList<(string Table, string Sql)> Inserts
    );

    /// <summary>What the reference came to.</summary>
    /// <param name="PerSecond">Transactions per second without the time of connecting.</param>
    /// <param name="Rows">Rows that one writes, on average.</param>
    /// <param name="Tables">Tables that are written to.</param>
    /// <param name="Dispatched">The share of the cases that had a unit at once, 0 to 1; the others wait for a person and are fewer rows.</param>
    internal sealed record Result(double PerSecond, double Rows, int Tables, double Dispatched);

    /// <summary>Runs it.</summary>
    /// <exception cref="CommandFailedException">No case has been registered yet, or the tool failed.</exception>
    public static async Task<Result> RunAsync(
        OpenStore store,
        int clients,
        TimeSpan time,
        CancellationToken cancellation
    )
    {
        var cases = await RegistrationsAsync(store.Connections.Owner, cancellation);
        var scripts = new List<string>();
        foreach (var (n, registration) in cases.Index())
        {
            var script = Path.Combine(store.DataDirectory, $"pgbench-{n}.sql");
            await File.WriteAllLinesAsync(
                script,
                [
                    // The time in front, as our own ids have it: their indexes grow at one end.
                    @"select (substr(platform.floor_id(clock_timestamp())::text, 1, 14) || '7' || substr(gen_random_uuid()::text, 16))::text as id \gset",
                    "begin;",
                    .. registration.Inserts.Select(insert => insert.Sql + ";"),
                    "commit;",
                ],
                cancellation
            );
            scripts.Add(script);
        }

        return new Result(
            await RunAsync(store, scripts, clients, time, cancellation),
            cases.Average(one => one.Inserts.Count),
            cases.SelectMany(one => one.Inserts).DistinctBy(insert => insert.Table).Count(),
            cases.Average(one => one.Dispatched ? 1d : 0)
        );
    }

    private static async Task<double> RunAsync(
        OpenStore store,
        IEnumerable<string> scripts,
        int clients,
        TimeSpan time,
        CancellationToken cancellation
    )
    {
        var connection = new NpgsqlConnectionStringBuilder(store.Connections.App);
        var start = new ProcessStartInfo(
            await EmbeddedPostgres.ProgramAsync("pgbench", cancellation)
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] words =
        [
            "--no-vacuum",
            "--protocol=prepared",
            $"--client={clients}",
            "--jobs=2",
            $"--time={(int)time.TotalSeconds}",
            .. scripts.Select(script => $"--file={script}"),
            $"--host={connection.Host}",
            $"--username={connection.Username}",
            connection.Database!,
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(cancellation);
        var faults = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var match = PerSecond().Match(await said);
        return match.Success && process.ExitCode == 0
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new CommandFailedException($"pgbench failed: {faults}");
    }

    /// <summary>Every row that the registration of each of some of the last cases wrote, as the statements that write it for another.</summary>
    private static async Task<IReadOnlyList<Registration>> RegistrationsAsync(
        string owner,
        CancellationToken cancellation
    )
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancellation);
        var tables = new List<(string Name, List<Column> Columns)>();
        foreach (var table in await connection.QueryAsync<string>(TablesOfCases))
        {
            tables.Add(
                (table, (await connection.QueryAsync<Column>(Columns, new { table })).AsList())
            );
        }

        var cases = new List<Registration>();
        foreach (var sample in await connection.QueryAsync<Sample>(LastCases, new { Samples }))
        {
            var inserts = new List<(string Table, string Sql)>();
            foreach (var (table, columns) in tables)
            {
                var values = string.Join(", ", columns.Select(ValueOf));
                var rows = await connection.QueryAsync<string?[]>(
                    $"select array[{values}] from {table} where case_id = @caseId and xmin::text = @transaction",
                    sample
                );
                foreach (var row in rows)
                {
                    var given = columns.Zip(row).Where(one => one.Second is not null).ToList();
                    var names = string.Join(", ", given.Select(one => one.First.Name));
                    inserts.Add(
                        (
                            table,
                            $"insert into {table} ({names}) values ({string.Join(", ", given.Select(one => one.Second))})"
                        )
                    );
                }
            }

            // The case itself before what refers to it.
            cases.Add(
                new Registration(
                    sample.Dispatched,
                    [.. inserts.OrderBy(insert => insert.Table != "cases.case_file")]
                )
            );
        }

        return cases.Count > 0
            ? cases
            : throw new CommandFailedException("No case was registered to measure by.");
    }

    /// <summary>Those that stand as they were registered: what was changed since has lost rows of its registration.</summary>
    private const string LastCases = """
        select f.case_id, f.number, f.received_at as at, n.xmin::text as transaction, f.state = 'dispatched' as dispatched
        from cases.case_file f join cases.case_number n on n.case_id = f.case_id
        where f.xmin = n.xmin order by f.case_id desc limit @Samples
        """;

    /// <summary>SQL that gives the SQL of a value for another case: what names the case names the other, times keep their distance from now.</summary>
    private static string ValueOf(Column column) =>
        column switch
        {
            { Type: "uuid" } =>
                $"case when {column.Name} = @caseId then ':id::uuid' else quote_literal({column.Name}) end",
            { Type: "timestamp with time zone" } =>
                $"'now() + interval ''' || extract(epoch from {column.Name} - @at) || ' seconds'''",
            { Name: "number", Type: "text" } =>
                $"case when {column.Name} = @number then ':id' else quote_literal({column.Name}) end",
            { Type: "bytea", IsUnique: true } =>
                $"case when {column.Name} is not null then 'sha256(:id::bytea)' end",
            // A colon before a letter would begin a name of the tool's own.
            _ => $"""
                case when {column.Name}::text ~ ':[^0-9 ]'
                then '(' || replace(quote_literal({column.Name}::text), ':', ''' || chr(58) || ''') || ')::{column.Type}'
                else quote_literal({column.Name}::text) end
                """,
        };

    private const string TablesOfCases = """
        select format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id'
        where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('cases', 'platform') order by 1
        """;

    /// <summary>Those that an insert gives: what the store itself makes (serial numbers, the transaction) it makes again.</summary>
    private const string Columns = """
        select quote_ident(a.attname) as name, format_type(a.atttypid, null) as type,
            exists (
                select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any (i.indkey)
            ) as is_unique
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = @table::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
            and coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like '%(%'
        order by a.attnum
        """;

    [GeneratedRegex(@"tps = ([0-9.]+) \(without initial connection time\)")]
    private static partial Regex PerSecond();
}
