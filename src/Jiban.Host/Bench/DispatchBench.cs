using System.Diagnostics;
using System.Globalization;
using System.Text;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Dispatch;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Bench;

/// <summary>
/// Decisions one after the other, in memory, in a city with very many names, units, components and rules; beside the same matters in the demo city
/// as it is, so that what the size costs is a ratio; and how many messages a core classifies. Each city is asked of its own places; every other message is about a lamp and names it by its
/// identifier, as a scanned tag does. Times are of the clock on the wall: on a shared machine the tail is the machine's.
/// </summary>
internal sealed class DispatchBench(int names, int units, int components, int rules, int decisions)
{
    private const int Characters = 250;
    private const int WarmUp = 2_000;
    private const int Seed = 3;

    /// <summary>Runs and prints.</summary>
    public async Task RunAsync(DispatchOptions models, TextWriter output, CancellationToken cancel)
    {
        var demo = GenerateCity.From(GenerateCity.Seed).Plan.ToSnapshot();
        var bench = new BenchCity(demo, names, units, components, Seed);
        var large = bench.City;
        var messages = Messages(bench);
        var own = Messages(new BenchCity(demo, 0, 0, components, Seed));
        Tell(
            output,
            $"{large.Places.Count:N0} names, {large.Units.Count} units, {components:N0} components, {rules:N0} rules; {Characters} characters; load of the machine {Load()}"
        );
        var small = Measure(
            "demo city",
            await Dispatcher.ShippedAsync(models, cancel),
            demo,
            own,
            output
        );
        var crowded = Measure(
            "large city",
            await Dispatcher.WithHistoryAsync(models, rules, cancel),
            large,
            messages,
            output
        );
        Classify(await Dispatcher.ShippedAsync(models, cancel), messages, output);
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
        Tell(output, $"{what, -10} {WhyTheyWait(dispatcher, city, messages)}");
        return At(0.5);

        double At(double share) => times[(int)(share * (decisions - 1))];
    }

    /// <summary>What those that wait for a person say of themselves.</summary>
    private static string WhyTheyWait(Dispatcher dispatcher, CitySnapshot city, Message[] messages)
    {
        var waiting = messages
            .Select(message => dispatcher.Decide(message, city))
            .Where(decision => decision.UnitId is null)
            .Select(decision => decision.Reasons.Select(reason => reason.Code).ToHashSet())
            .ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{waiting.Count} of {messages.Length} messages wait for a person: class not sure {With("class-broad")}, not read or no demand {With("class-unread", "class-no-demand", "class-none")}, no place {With("place-none")}, two places {With("place-ambiguous", "place-conflict")}"
        );

        int With(params string[] codes) => waiting.Count(said => said.Overlaps(codes));
    }

    /// <summary>The class alone: words, model and blend, on one core.</summary>
    private void Classify(Dispatcher dispatcher, Message[] messages, TextWriter output)
    {
        var reader = dispatcher.ClassReader;
        var begun = Stopwatch.GetTimestamp();
        for (var n = 0; n < decisions; n++)
        {
            reader.Read(messages[n % messages.Length].Text, null);
        }

        Tell(
            output,
            $"classified {decisions / Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} messages/s on one core"
        );
    }

    /// <summary>
    /// A place or a component, a matter, and what people write around it until the length is reached; the place stands at the head and is kept.
    /// </summary>
    internal static Message[] Messages(BenchCity bench)
    {
        string[] lamps =
        [
            "路灯坏了三天，晚上一片漆黑，老人孩子走路害怕，请尽快来修。",
            "这盏灯白天一直亮着，到了晚上反而不亮，请派人检修。",
            "路灯一闪一闪的，灯罩也掉了一半，过路的人看着不放心。",
        ];
        string[] matters =
        [
            "垃圾好几天没人清运，味道很大，苍蝇也多，希望每天清一次。",
            "家里突然停水，没有任何通知，不知道什么时候能恢复，家里有小孩。",
            "工地半夜还在施工，已经连续一个星期，请管一管。",
            "想问一下老旧小区加装电梯怎么申请，要哪些材料，到哪里办。",
            "交房三年了，房产证一直办不下来，开发商和窗口互相推。",
        ];
        string[] around =
        [
            "这件事我们几家邻居商量过，都觉得应该尽快解决。",
            "之前也打过电话，当时说会有人来看，到现在还没有回音。",
            "如果需要现场指认，可以提前联系我，我白天都在。",
            "希望有关部门重视，处理以后给我一个答复，谢谢。",
        ];
        var chance = new Random(Seed);
        return [.. Enumerable.Range(0, 500).Select(Message)];

        Message Message(int n)
        {
            var component =
                n % 2 == 0 && bench.Components.Count > 0
                    ? bench.Components[chance.Next(bench.Components.Count)]
                    : null;
            var text = new StringBuilder(
                component is null
                    ? bench.City.Places[chance.Next(bench.City.Places.Count)].Name
                    : ""
            ).Append(
                component is null ? matters[n / 2 % matters.Length] : lamps[n / 2 % lamps.Length]
            );
            for (var next = n; text.Length < Characters; next++)
            {
                text.Append(around[next % around.Length]);
            }

            return new Message(
                text.ToString(0, Characters),
                null,
                null,
                component?.PlaceText,
                component?.Location,
                "web",
                null,
                new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8)),
                Component: component
            );
        }
    }

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static void Tell(TextWriter output, FormattableString words) =>
        output.WriteLine(words.ToString(CultureInfo.InvariantCulture));
}
