using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Host.Commands;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Host.Import;

/// <summary>Which columns of the file mean what.</summary>
internal sealed record ImportColumns(
    string Text,
    string? Time,
    string? Label,
    string? Place,
    string? Name,
    string? Phone,
    string? Component = null
);

/// <summary>
/// Sends every row of a CSV through <see cref="CaseRegistrar"/>, many at a time. A row's idempotency key is its content and how often
/// that content came before in the file, so that a second run, or one that was cut off, doubles nothing.
/// </summary>
internal sealed class CsvImport(IServiceProvider services, ImportColumns columns, string channel)
{
    private const int InFlight = 64;

    private readonly CaseRegistrar _registrar = services.GetRequiredService<CaseRegistrar>();
    private readonly CityRegistry _city = services.GetRequiredService<CityRegistry>();
    private readonly Dispatcher _dispatcher = services.GetRequiredService<Dispatcher>();

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();

    private sealed record Row(int Line, Registration Registration, string? Label);

    /// <summary>Imports a file. Goes on after a bad row.</summary>
    /// <param name="progress">Told bytes and rows now and then.</param>
    public async Task<ImportReport> RunAsync(
        FileInfo file,
        FileInfo? decisions,
        Action<long, int> progress,
        CancellationToken cancellation
    )
    {
        TextFile.Check(file);
        var report = new ImportReport(_dispatcher);
        await using var log = decisions is null
            ? null
            : new DecisionLog(decisions, _city, _dispatcher);
        await using var stream = file.OpenRead();
        using var reader = new StreamReader(stream, TextFile.EncodingOf(file));
        using var csv = new CsvReader(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = null,
                MissingFieldFound = null,
            }
        );
        CheckHeading(csv, file);
        var pending = new List<Row>(InFlight);
        var seen = new Dictionary<string, int>();
        while (await csv.ReadAsync())
        {
            report.Rows++;
            if (Read(csv, seen, report) is { } row)
            {
                pending.Add(row);
            }

            if (pending.Count == InFlight)
            {
                await RegisterAsync(pending, report, log, cancellation);
                progress(stream.Position, report.Rows);
            }
        }

        await RegisterAsync(pending, report, log, cancellation);
        progress(file.Length, report.Rows);
        return report;
    }

    private async Task RegisterAsync(
        List<Row> pending,
        ImportReport report,
        DecisionLog? log,
        CancellationToken cancellation
    )
    {
        var results = await Task.WhenAll(
            pending.Select(row => RegisterAsync(row, report, cancellation))
        );
        foreach (var (row, result) in pending.Zip(results))
        {
            if (result?.Registered is not { } registered)
            {
                if (result is not null)
                {
                    report.Refuse(row.Line, result.Problem!.En);
                }

                continue;
            }

            report.Take(registered, result.IsRepeated, row.Label);
            log?.Write(row.Line, row.Registration.Text, registered);
        }

        pending.Clear();
    }

    /// <summary>Registers one row. What nobody foresaw is told with its line, and the run goes on; null then.</summary>
    private async Task<RegistrationResult?> RegisterAsync(
        Row row,
        ImportReport report,
        CancellationToken cancellation
    )
    {
        try
        {
            return await _registrar.RegisterAsync(row.Registration, cancellation);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or NpgsqlException))
        {
            lock (report)
            {
                report.Refuse(row.Line, fault.Message);
            }

            return null;
        }
    }

    private Row? Read(CsvReader csv, Dictionary<string, int> seen, ImportReport report)
    {
        var line = csv.Parser.RawRow;
        var text = csv.GetField(columns.Text) ?? "";
        var time = columns.Time is { } timeColumn ? csv.GetField(timeColumn) : null;
        DateTimeOffset? receivedAt = null;
        if (!string.IsNullOrWhiteSpace(time))
        {
            if (FileTime.Read(time) is not { } local)
            {
                report.Refuse(line, $"'{time}' is no time");
                return null;
            }

            receivedAt = new DateTimeOffset(local, CivilTime.Zone.GetUtcOffset(local));
            if (receivedAt < Earliest || receivedAt > _clock.GetUtcNow().AddDays(1))
            {
                report.Refuse(line, $"'{time}' is before 2000 or in the future");
                return null;
            }
        }

        var content = $"{text}\n{time}";
        var occurrence = seen[content] = seen.GetValueOrDefault(content) + 1;
        var key = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{channel}\n{occurrence}\n{content}"))
        );
        return new Row(
            line,
            new Registration
            {
                Text = text,
                Channel = channel,
                Actor = Actor.Citizen,
                Requester = new Contact(Field(csv, columns.Name), Field(csv, columns.Phone)),
                PlaceText = Field(csv, columns.Place),
                Component = Field(csv, columns.Component),
                ReceivedAt = receivedAt,
                IdempotencyKey = "import:" + key,
            },
            Field(csv, columns.Label)
        );
    }

    private static string? Field(CsvReader csv, string? column) =>
        column is null ? null : csv.GetField(column);

    private void CheckHeading(CsvReader csv, FileInfo file)
    {
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new CommandFailedException($"{file.Name} is empty.");
        }

        var missing = new[]
        {
            columns.Text,
            columns.Time,
            columns.Label,
            columns.Place,
            columns.Name,
            columns.Phone,
            columns.Component,
        }
            .OfType<string>()
            .Where(column => !csv.HeaderRecord!.Contains(column))
            .ToList();
        if (missing.Count > 0)
        {
            throw new CommandFailedException(
                $"{file.Name} has no column {string.Join(", ", missing)}; it has {string.Join(", ", csv.HeaderRecord!)}."
            );
        }
    }
}
