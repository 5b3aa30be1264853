using System.Diagnostics;
using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Dispatch;
using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Host.Bench;

/// <summary>
/// Decisions one after the other, in memory, in a city with very many names, units and rules; beside the same messages in the demo city as it is,
/// so that what the size costs is a ratio. Times are of the clock on the wall: on a shared machine the tail is the machine's.
/// </summary>
/// <param name="names">Names of the gazetteer, as many as components would have.</param>
internal sealed class DispatchBench(int names, int units, int rules, int decisions)
{
    private const int Characters = 250;
    private const int WarmUp = 2_000;
    private const int Seed = 3;

    private readonly Random _chance = new(Seed);

    /// <summary>Runs and prints.</summary>
    public async Task RunAsync(DispatchOptions models, TextWriter output, CancellationToken cancel)
    {
        var demo = GenerateCity.From(GenerateCity.Seed).Plan.ToSnapshot();
        var large = Enlarged(demo);
        var messages = Messages(large);
        Tell(
            output,
            $"{large.Places.Count:N0} names, {large.Units.Count} units, {rules:N0} rules; {Characters} characters; load of the machine {Load()}"
        );
        var small = Measure(
            "demo city",
            await Dispatcher.ShippedAsync(models, cancel),
            demo,
            messages,
            output
        );
        var crowded = Measure(
            "large city",
            await Dispatcher.WithHistoryAsync(models, rules, cancel),
            large,
            messages,
            output
        );
        Tell(output, $"ratio of the medians {crowded / small:N2}; load of the machine {Load()}");
    }

    private double Measure(
        string what,
        Dispatcher dispatcher,
        CitySnapshot city,
        Message[] messages,
        TextWriter output
    )
    {
        for (var n = 0; n < WarmUp; n++)
        {
            dispatcher.Decide(messages[n % messages.Length], city);
        }

        var times = new double[decisions];
        var decided = 0;
        var begun = Stopwatch.GetTimestamp();
        for (var n = 0; n < decisions; n++)
        {
            var started = Stopwatch.GetTimestamp();
            var decision = dispatcher.Decide(messages[n % messages.Length], city);
            times[n] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            decided += decision.UnitId is null ? 0 : 1;
        }

        var rate = decisions / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Array.Sort(times);
        Tell(
            output,
            $"{what, -10} p50 {At(0.5):N3} ms, p95 {At(0.95):N3} ms, p99 {At(0.99):N3} ms, longest {times[^1]:N1} ms; {rate:N0} decisions/s; {100.0 * decided / decisions:N0} % with a unit"
        );
        return At(0.5);

        double At(double share) => times[(int)(share * (decisions - 1))];
    }

    /// <summary>The demo city with more names, all over it, and more units, each a department with a duty.</summary>
    private CitySnapshot Enlarged(CitySnapshot demo)
    {
        var bounds = demo.City!.Boundary.EnvelopeInternal;
        var places = Enumerable
            .Range(0, Math.Max(0, names - demo.Places.Count))
            .Select(n => new Place(
                Id(n),
                PlaceKind.Landmark,
                string.Create(CultureInfo.InvariantCulture, $"{Word(3)}{n}号设施"),
                null,
                null,
                new Point(
                    bounds.MinX + _chance.NextDouble() * bounds.Width,
                    bounds.MinY + _chance.NextDouble() * bounds.Height
                )
                {
                    SRID = 4326,
                }
            ));
        var departments = demo.Units.Where(unit => unit.Kind == UnitKind.Department).ToList();
        var more = Enumerable
            .Range(0, Math.Max(0, units - demo.Units.Count))
            .Select(n =>
            {
                var like = departments[n % departments.Count];
                return like with
                {
                    UnitId = Id(names + n),
                    Code = string.Create(CultureInfo.InvariantCulture, $"X{n:D4}"),
                    Name = $"{Word(4)}{like.Name}",
                    Aliases = [],
                };
            })
            .ToList();
        return new CitySnapshot(
            demo.Regions,
            demo.Cells,
            [.. demo.Places, .. places],
            demo.Buildings,
            [.. demo.Units, .. more],
            [
                .. demo.Duties,
                .. more.Select(
                    (unit, n) =>
                        demo.Duties[n % demo.Duties.Count] with
                        {
                            DutyId = Id(2 * names + n),
                            UnitId = unit.UnitId,
                        }
                ),
            ]
        );
    }

    /// <summary>What the bench of registration sends, drawn out to its length and with a name of the city in it.</summary>
    private Message[] Messages(CitySnapshot city)
    {
        string[] matters =
        [
            "路灯坏了三天，晚上一片漆黑，老人孩子走路害怕，请尽快来修。",
            "垃圾好几天没人清运，味道很大，苍蝇也多，希望每天清一次。",
            "家里突然停水，没有任何通知，不知道什么时候能恢复，家里有小孩。",
            "工地半夜还在施工，已经连续一个星期，请管一管。",
            "想问一下老旧小区加装电梯怎么申请，要哪些材料，到哪里办。",
            "交房三年了，房产证一直办不下来，开发商和窗口互相推。",
        ];
        return
        [
            .. Enumerable
                .Range(0, 500)
                .Select(n =>
                    city.Places[_chance.Next(city.Places.Count)].Name + matters[n % matters.Length]
                )
                .Select(head => new Message(
                    (head + Word(Characters))[..Characters],
                    null,
                    null,
                    null,
                    null,
                    "web",
                    null,
                    new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8))
                )),
        ];
    }

    private string Word(int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => (char)('一' + _chance.Next(2500)))]);

    private static Guid Id(int n) => new(n, 0x7777, 0x7777, new byte[8]);

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static void Tell(TextWriter output, FormattableString words) =>
        output.WriteLine(words.ToString(CultureInfo.InvariantCulture));
}
