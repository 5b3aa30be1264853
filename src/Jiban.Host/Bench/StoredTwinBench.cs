using System.Diagnostics;
using System.Globalization;
using System.Text;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Dispatch.Contracts;
using Jiban.Host.Commands;
using Jiban.Platform.Crypto;
using Jiban.Platform.Time;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Host.Bench;

/// <summary>
/// Who told the same, among very many open cases of the last three days in the store: what a citizen is offered while he is still writing, over HTTP
/// from a host in its own process, beside a question too short to be looked up and one value by its key. Half of the questions are asked where a case with such words is,
/// half where chance will have it.
/// </summary>
/// <param name="cases">All of eight classes, scattered over some 40 km by 40 km around the demo city.</param>
internal sealed class StoredTwinBench(int cases, int questions)
{
    private const int Seed = 5;
    private const int WarmUp = 300;
    private const double Wide = 0.4;
    private const double High = 0.35;

    /// <summary>The commonest names of places stand in so many cases of a hundred; each other name in a few.</summary>
    private const int NamedPercent = 3;
    private const int RareNames = 20_000;

    private const string Copied =
        "copy cases.case_file (case_id, number, state, channel, own, has_person, kind, class_code, class_confidence, urgency, place_name, lon_e7, lat_e7, danger, "
        + "unit_id, mode, confidence, received_at, dispatched_at, call_back_tries, head_seq, head_hash) from stdin (format binary)";

    private readonly Random _chance = new(Seed);
    private readonly List<Question> _known = [];
    private readonly List<Guid> _ids = [];

    private sealed record Question(string Text, double Lon, double Lat);

    private sealed record Case(
        Guid Id,
        DateTimeOffset At,
        string Text,
        string ClassCode,
        string? Place,
        double Lon,
        double Lat
    );

    /// <summary>Runs and prints.</summary>
    public async Task RunAsync(OpenStore store, TextWriter output, CancellationToken cancellation)
    {
        var plan = GenerateCity.From(GenerateCity.Seed).Plan;
        await using (var importer = JibanHost.Build(store.Host))
        {
            await importer
                .Services.GetRequiredService<CityImport>()
                .ImportAsync(plan, cancellation);
        }

        var city = plan.ToSnapshot();
        var inside = city.City!.Boundary;
        var started = Stopwatch.GetTimestamp();
        var models = new Jiban.Dispatch.DispatchOptions
        {
            ModelsDirectory = Path.Combine(store.DataDirectory, "models"),
        };
        await FillAsync(
            store,
            city,
            inside,
            await Dispatcher.ShippedAsync(models, cancellation),
            cancellation
        );
        Tell(
            output,
            $"{cases:N0} open cases of three days in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s"
        );
        await ByKeyAsync(store, output, cancellation);
        await using var host = await BenchHost.StartAsync(store, cancellation);
        using var client = new HttpClient { BaseAddress = host.Address };
        await MeasureAsync("too short", host, _ => new Question("路灯", 0, 0));
        await MeasureAsync(
            "lookup",
            host,
            n => n % 2 == 0 ? _known[n % _known.Count] : Anywhere(inside, n)
        );

        async Task MeasureAsync(string what, BenchHost measured, Func<int, Question> ask)
        {
            var found = 0;
            for (var n = 0; n < WarmUp; n++)
            {
                await AskAsync(ask(n));
            }

            var server = MachineTime.ServerOf(store);
            var before = MachineTime.Now(server, measured.ProcessId);
            var times = new double[questions];
            for (var n = 0; n < questions; n++)
            {
                var question = ask(n);
                var asked = Stopwatch.GetTimestamp();
                found += await AskAsync(question) > 2 ? 1 : 0;
                times[n] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }

            var used = MachineTime.Now(server, measured.ProcessId).Since(before);
            Array.Sort(times);
            Tell(
                output,
                $"{what, -10} p50 {times[questions / 2]:N2} ms, p95 {times[questions * 95 / 100]:N2} ms, p99 {times[questions * 99 / 100]:N2} ms, longest {times[^1]:N1} ms of {questions:N0}, {found:N0} found one; processor time each: database {used.Database / questions * 1e3:N2} ms, host {used.Host / questions * 1e3:N2} ms"
            );
        }

        async Task<int> AskAsync(Question question)
        {
            using var answer = await client.PostAsJsonAsync(
                "/api/requests/like",
                new
                {
                    text = question.Text,
                    place = new { lon = question.Lon, lat = question.Lat },
                },
                cancellation
            );
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadAsStringAsync(cancellation)).Length;
        }
    }

    /// <summary>What the machine itself takes: one value of one case by its key, over one connection.</summary>
    private async Task ByKeyAsync(
        OpenStore store,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        await using var source = NpgsqlDataSource.Create(store.Connections.Owner);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var ask = new NpgsqlCommand(
            "select state from cases.case_file where case_id = $1",
            connection
        );
        var key = new NpgsqlParameter<Guid>();
        ask.Parameters.Add(key);
        await ask.PrepareAsync(cancellation);
        var times = new double[questions];
        for (var n = -WarmUp; n < questions; n++)
        {
            key.TypedValue = _ids[_chance.Next(_ids.Count)];
            var asked = Stopwatch.GetTimestamp();
            await ask.ExecuteScalarAsync(cancellation);
            times[Math.Max(0, n)] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        }

        Array.Sort(times);
        Tell(
            output,
            $"{"by key", -10} p50 {times[questions / 2]:N2} ms, p95 {times[questions * 95 / 100]:N2} ms, p99 {times[questions * 99 / 100]:N2} ms, longest {times[^1]:N1} ms of {questions:N0}"
        );
    }

    private Question Anywhere(Geometry inside, int n)
    {
        var box = inside.EnvelopeInternal;
        return new Question(
            BenchMessages.Words(n),
            box.MinX + (_chance.NextDouble() * box.Width),
            box.MinY + (_chance.NextDouble() * box.Height)
        );
    }

    private async Task FillAsync(
        OpenStore store,
        CitySnapshot city,
        Geometry inside,
        Dispatcher dispatcher,
        CancellationToken cancellation
    )
    {
        var ids = new Ids(TimeProvider.System, _chance);
        var now = TimeProvider.System.GetUtcNow();
        var first = now - TimeSpan.FromHours(71);
        var decided = Enumerable
            .Range(0, BenchMessages.Count)
            .Select(n =>
                dispatcher.Decide(
                    new Message(
                        BenchMessages.Words(n),
                        null,
                        null,
                        null,
                        inside.InteriorPoint,
                        "web",
                        null,
                        now
                    ),
                    city
                )
            )
            .ToArray();
        await using var owner = NpgsqlDataSource.Create(store.Connections.Owner);
        await using var files = await owner.OpenConnectionAsync(cancellation);
        await using var keys = await owner.OpenConnectionAsync(cancellation);
        await using var texts = await owner.OpenConnectionAsync(cancellation);
        foreach (var at in new[] { first, now })
        {
            foreach (var table in new[] { "case_file", "case_key", "text" })
            {
                await using var month = new NpgsqlCommand(
                    "select platform.ensure_month('cases', $1, $2)",
                    files
                );
                month.Parameters.Add(new() { Value = table });
                month.Parameters.Add(new() { Value = at });
                await month.ExecuteNonQueryAsync(cancellation);
            }
        }

        await using (var file = await files.BeginBinaryImportAsync(Copied, cancellation))
        await using (
            var key = await keys.BeginBinaryImportAsync(
                "copy cases.case_key (case_id, wrapped) from stdin (format binary)",
                cancellation
            )
        )
        await using (
            var text = await texts.BeginBinaryImportAsync(
                "copy cases.text (case_id, seq, box) from stdin (format binary)",
                cancellation
            )
        )
        {
            for (var n = 0; n < cases; n++)
            {
                var one = Make(n, inside, decided, first + ((now - first) / cases * n), ids);
                _ids.Add(one.Id);
                await WriteAsync(file, one, cancellation);
                var secret = KeyRing.NewCaseKey();
                await key.WriteRowAsync(cancellation, one.Id, store.Keys.Wrap(one.Id, secret));
                // As the words of a case are bound to it and to the first row of its journal (CaseSecrets).
                byte[] bound = [.. one.Id.ToByteArray(), .. BitConverter.GetBytes(1)];
                await text.WriteRowAsync(
                    cancellation,
                    one.Id,
                    1,
                    KeyRing.Seal(secret, Encoding.UTF8.GetBytes(one.Text), bound)
                );
            }

            await file.CompleteAsync(cancellation);
            await key.CompleteAsync(cancellation);
            await text.CompleteAsync(cancellation);
        }

        foreach (var table in new[] { "case_file", "case_key", "text" })
        {
            await using var settle = new NpgsqlCommand($"vacuum analyze cases.{table}", files)
            {
                CommandTimeout = 3600,
            };
            await settle.ExecuteNonQueryAsync(cancellation);
        }
    }

    private Case Make(int n, Geometry inside, Decision[] decided, DateTimeOffset at, Ids ids)
    {
        var middle = inside.Centroid;
        var lon = middle.X + ((_chance.NextDouble() - 0.5) * Wide);
        var lat = middle.Y + ((_chance.NextDouble() - 0.5) * High);
        var words = _chance.Next(BenchMessages.Count);
        var text = $"{BenchMessages.Words(words)}（第{n}次来电）";
        if (
            _known.Count < questions
            && _chance.Next(100) == 0
            && inside.EnvelopeInternal.Contains(lon, lat)
        )
        {
            _known.Add(new Question(text, lon, lat));
        }

        var place =
            _chance.Next(100) < NamedPercent ? decided[words].Place?.Name
            : n % 3 == 0 ? $"{_chance.Next(RareNames)}号院"
            : null;
        return new Case(ids.New(at), at, text, decided[words].ClassCode, place, lon, lat);
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter file,
        Case one,
        CancellationToken cancellation
    )
    {
        var at = one.At.UtcDateTime;
        await file.StartRowAsync(cancellation);
        await file.WriteAsync(one.Id, cancellation);
        await file.WriteAsync(one.Id.ToString(), cancellation);
        await file.WriteAsync("dispatched", cancellation);
        await file.WriteAsync("web", cancellation);
        await file.WriteAsync(true, cancellation);
        await file.WriteAsync(false, cancellation);
        await file.WriteAsync("complaint", cancellation);
        await file.WriteAsync(one.ClassCode, cancellation);
        await file.WriteAsync(900, cancellation);
        await file.WriteAsync("ordinary", cancellation);
        await file.WriteAsync(one.Place, NpgsqlDbType.Text, cancellation);
        await file.WriteAsync((int)(one.Lon * 1e7), cancellation);
        await file.WriteAsync((int)(one.Lat * 1e7), cancellation);
        await file.WriteAsync(false, cancellation);
        await file.WriteAsync(one.Id, cancellation);
        await file.WriteAsync("byPlace", cancellation);
        await file.WriteAsync(900, cancellation);
        await file.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
        await file.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
        await file.WriteAsync(0, cancellation);
        await file.WriteAsync(2, cancellation);
        await file.WriteAsync(new byte[32], cancellation);
    }

    private static void Tell(TextWriter output, FormattableString words) =>
        output.WriteLine(words.ToString(CultureInfo.InvariantCulture));
}
