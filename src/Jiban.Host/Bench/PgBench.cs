using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Host.Commands;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Bench;

/// <summary>The reference: PostgreSQL's own load tool with the rows of one registration, one prepared transaction a case.</summary>
internal static partial class PgBench
{
    // The rows and sizes of one registration (CaseWriter), in the order in which it writes them.
    private const string Script = """
        select (substr(platform.floor_id(clock_timestamp())::text, 1, 14) || '7' || substr(gen_random_uuid()::text, 16))::text as id, gen_random_uuid()::text as unit \gset
        begin;
        insert into cases.case_file (case_id, number, state, channel, own, has_person, kind, class_code, class_confidence, urgency, district_id, street_id, place_name, place_source, lon_e7, lat_e7, danger, unit_id, mode, confidence, received_at, due_sign, due_contact, due_resolve, next_due_at, dispatched_at, call_back_tries, head_seq, head_hash)
          values (:id::uuid, :id, 'dispatched', 'web', true, true, 'help', '0407', 912, 'ordinary', :unit::uuid, :unit::uuid, '潞湾街道', 'named', 1167000000, 399000000, false, :unit::uuid, 'byPlace', 870, now(), now(), now(), now(), now(), now(), 0, 2, sha256('x'));
        insert into cases.case_number (number, case_id) values (:id, :id::uuid);
        insert into cases.case_key (case_id, wrapped) values (:id::uuid, decode(repeat('ab', 64), 'hex'));
        insert into cases.text (case_id, seq, box) values (:id::uuid, 1, decode(repeat('ab', 170), 'hex'));
        insert into cases.deadline (case_id, kind, due_at) values (:id::uuid, 'sign', now()), (:id::uuid, 'contact', now()), (:id::uuid, 'resolve', now());
        insert into cases.requester (case_id, box, phone_hash) values (:id::uuid, decode(repeat('ab', 100), 'hex'), sha256(:id::bytea));
        insert into platform.journal (case_id, seq, at, actor, kind, data, hash) values
          (:id::uuid, 1, now(), 'citizen', 'registered', '{"own": true, "class": "0407", "kind": "help", "danger": false, "number": "20261121-0000001-4", "channel": "web", "reasons": [{"code": "class", "en": "Understood as street lighting by its words.", "zh": "按内容判断属于路灯照明。"}, {"code": "place-named", "en": "The place named lies in the street.", "zh": "您写到的地点在潞湾街道。"}, {"code": "mode-by-place", "en": "Goes to the unit that answers there.", "zh": "按属地由当地负责单位办理。"}], "urgency": "ordinary", "streetId": "0193a0c4-0000-7000-8000-000000000001", "placeName": "潞湾街道", "hasPerson": true, "attachments": 0, "placeSource": "named", "classConfidence": 912}', sha256('a')),
          (:id::uuid, 2, now(), 'system', 'dispatched', '{"by": "rule", "mode": "byPlace", "unit": "0193a0c4-0000-7000-8000-000000000001", "dueSign": "2026-11-24T00:00:00+08:00", "confidence": 870, "dueContact": "2026-11-22T15:04:00+08:00", "dueResolve": "2026-11-28T15:04:00+08:00"}', sha256('b'));
        commit;
        """;

    /// <summary>Runs it; transactions per second without the time of connecting.</summary>
    public static async Task<double> RunAsync(
        OpenStore store,
        int clients,
        TimeSpan time,
        CancellationToken cancellation
    )
    {
        var script = Path.Combine(store.DataDirectory, "pgbench.sql");
        await File.WriteAllTextAsync(script, Script, cancellation);
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
            $"--file={script}",
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

    [GeneratedRegex(@"tps = ([0-9.]+) \(without initial connection time\)")]
    private static partial Regex PerSecond();
}
