using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Dispatch;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using NetTopologySuite.Geometries;

namespace Jiban.Host.Commands;

/// <summary>
/// <c>jiban explain</c>: what the door understands in a message, whose it is, and why. By the city, the catalogue, the words and the text model of the
/// store that is named, as the desk does; where none is, in the demo city, with the catalogue and the text model as shipped.
/// </summary>
internal static class ExplainCommand
{
    private const int MostShown = 5;
    private const int LongestText = 20_000;

    public static Command Make()
    {
        var text = new Argument<string>("TEXT") { Description = "The citizen's words." };
        var at = new Option<string?>("--at")
        {
            Description = "Where, in degrees, WGS-84.",
            HelpName = "LON,LAT",
        };
        var place = new Option<string?>("--place")
        {
            Description = "Where, in words, apart from the text.",
            HelpName = "WORDS",
        };
        var channel = new Option<string>("--channel")
        {
            Description = "Code of the channel.",
            DefaultValueFactory = _ => "web",
            HelpName = "CODE",
        };
        var language = new Option<string>("--language")
        {
            Description = "zh or en.",
            DefaultValueFactory = _ => "zh",
        }.AcceptOnlyFromAmong("zh", "en");
        var json = new Option<bool>("--json") { Description = "Write it as JSON." };
        var store = new StoreOptions();
        var command = new Command("explain", "Say what a message means, whose it is, and why.")
        {
            text,
            at,
            place,
            channel,
            language,
            json,
        };
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.AreGiven(parsed)
                    ? store.OnHostAsync(
                        parsed,
                        (services, _) =>
                        {
                            Tell(
                                parsed,
                                services.GetRequiredService<Dispatcher>(),
                                services.GetRequiredService<CityRegistry>().Current,
                                services.GetRequiredService<TimeProvider>()
                            );
                            return Task.CompletedTask;
                        },
                        cancellation
                    )
                    : AsShippedAsync(parsed, cancellation)
        );
        return command;

        async Task AsShippedAsync(ParseResult parsed, CancellationToken cancellation) =>
            Tell(
                parsed,
                await Dispatcher.ShippedAsync(
                    new DispatchOptions
                    {
                        ModelsDirectory =
                            Environment.GetEnvironmentVariable("JIBAN_MODELS")
                            ?? Path.Combine(store.DataDirectory(parsed), "models"),
                    },
                    cancellation
                ),
                GenerateCity.From(GenerateCity.Seed).Plan.ToSnapshot(),
                TimeProvider.System
            );

        void Tell(ParseResult parsed, Dispatcher dispatcher, CitySnapshot city, TimeProvider clock)
        {
            if (city.CityCentre is null)
            {
                throw new CommandFailedException("the store holds no city yet.");
            }

            Channel? by = null;
            Point? pin = null;
            Beforehand.Look(
                () => LookAt(parsed.GetValue(text)!),
                () => pin = parsed.GetValue(at) is { } typed ? PointOf(typed) : null,
                () =>
                    by =
                        dispatcher.Channel(parsed.GetValue(channel)!)
                        ?? throw new CommandFailedException(
                            $"there is no channel {parsed.GetValue(channel)}; there are {string.Join(", ", dispatcher.Channels.Select(one => one.Code))}."
                        )
            );
            var message = new Message(
                parsed.GetValue(text)!,
                null,
                null,
                parsed.GetValue(place),
                pin,
                by!.Code,
                null,
                clock.GetUtcNow()
            );
            var explained = dispatcher.Explain(message, city);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(explained, Written));
            }
            else
            {
                Print(explained, city, dispatcher, parsed.GetValue(language) == "en", Console.Out);
            }
        }
    }

    /// <summary>As the API writes, but for points, which have no form there.</summary>
    private static readonly JsonSerializerOptions Written = new(ApiJson.Options)
    {
        WriteIndented = true,
        Converters = { new PointWriter() },
    };

    private static void LookAt(string text)
    {
        if (text.Length > LongestText)
        {
            throw new CommandFailedException($"the text is longer than {LongestText} characters.");
        }
    }

    private static Point PointOf(string typed) =>
        typed.Split(',') is [var lon, var lat]
        && double.TryParse(lon, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(lat, CultureInfo.InvariantCulture, out var y)
        && x is >= -180 and <= 180
        && y is >= -90 and <= 90
            ? new Point(x, y) { SRID = 4326 }
            : throw new CommandFailedException(
                $"--at {typed} is no position: longitude and latitude in degrees, such as 116.65,39.91."
            );

    /// <summary>The whole reasoning for a person to read.</summary>
    internal static void Print(
        Explanation explained,
        CitySnapshot city,
        Dispatcher dispatcher,
        bool english,
        TextWriter output
    )
    {
        var decision = explained.Decision;
        var demandClass = dispatcher.Class(decision.ClassCode);
        Line(
            "性质",
            "Kind",
            $"{ExplainWords.Of(decision.Kind, english)} {Share(explained.Kinds.FirstOrDefault(one => one.Kind == decision.Kind)?.Probability ?? 0)}"
        );
        Line(
            "类别",
            "Class",
            $"{decision.ClassCode} {(english ? demandClass?.NameEn : demandClass?.Name)} {Share(decision.ClassConfidence)}"
        );
        foreach (var guess in explained.Classes.Take(MostShown))
        {
            output.WriteLine(
                $"    {Share(guess.Probability), 6}  {guess.Code, -4}  {(english ? guess.NameEn : guess.Name)}"
            );
        }

        if (explained.DecidingWords.Count > 0)
        {
            Line("起作用的词", "Deciding words", string.Join(' ', explained.DecidingWords));
        }

        Line("紧急程度", "Urgency", ExplainWords.Of(decision.Urgency, english));
        if (explained.Wish is { } wish)
        {
            Line(
                "期望时限",
                "Wished by",
                $"{CivilTime.Of(wish.By).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({wish.Words})"
            );
        }

        TellVoice(explained.Voice);
        if (explained.Demands.Count > 0)
        {
            Line(
                "可能有几件事",
                "May hold several demands",
                explained.Demands.Count.ToString(CultureInfo.InvariantCulture)
            );
            foreach (var demand in explained.Demands)
            {
                output.WriteLine(
                    $"    {demand.ClassCode, -4}  {(demand.UnitId is { } one ? city.Unit(one)?.Name : english ? "a person chooses" : "由人派单")}  {demand.Text}"
                );
            }
        }

        Line("地点", "Place", explained.Places.Count == 0 ? (english ? "not known" : "未知") : "");
        foreach (var place in explained.Places.Take(MostShown))
        {
            output.WriteLine($"    {Share(place.Weight), 6}  {NameOf(place.Place, city)}");
        }

        Line(
            "承办单位",
            "Unit",
            decision is { UnitId: { } unit, Mode: { } mode }
                ? $"{city.Unit(unit)?.Name} {ExplainWords.Of(mode, english)} {Share(decision.Confidence)}"
                : (english ? "a person chooses, at " : "由人选定，等候于")
                    + city.Unit(decision.QueueUnitId)?.Name
        );
        foreach (var candidate in decision.Candidates)
        {
            output.WriteLine(
                $"    {Share(candidate.Confidence), 6}  {city.Unit(candidate.UnitId)?.Name}  {ExplainWords.Of(candidate.Mode, english)}"
            );
        }

        output.WriteLine(english ? "Why" : "依据");
        foreach (var reason in decision.Reasons)
        {
            output.WriteLine($"  - {(english ? reason.En : reason.Zh)} [{reason.Code}]");
        }

        // For whoever handles it; nothing above or below follows from it.
        void TellVoice(Voice voice)
        {
            foreach (var (feeling, words) in voice.Feelings)
            {
                Line("情绪", "Feeling", $"{ExplainWords.Of(feeling, english)} {Quoted(words)}");
            }

            foreach (var (name, deed) in voice.Against)
            {
                Line(
                    "反映对象",
                    "Complained about",
                    deed is null ? name.Words : $"{name.Words} {Quoted([deed])}"
                );
            }

            foreach (var wish in voice.Wishes)
            {
                Line("所求", "Wished", Quoted([wish]));
            }
        }

        string Quoted(IEnumerable<Passage> passages) =>
            string.Concat(passages.Select(one => english ? $"\"{one.Words}\"" : $"“{one.Words}”"));

        void Line(string zh, string en, string told) =>
            output.WriteLine((english ? en + ": " : zh + "：") + told);
    }

    private static string NameOf(FoundPlace place, CitySnapshot city) =>
        string.Join(
            ' ',
            new[] { place.DistrictId, place.StreetId, place.CommunityId }
                .OfType<Guid>()
                .Select(id => city.Region(id)?.Name)
                .Append(place.Name)
                .Append(place.GridCode)
                .Append($"({place.Source})")
                .Where(part => !string.IsNullOrEmpty(part))
        );

    private static string Share(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    /// <summary>A point as <c>[lon, lat]</c>.</summary>
    private sealed class PointWriter : System.Text.Json.Serialization.JsonConverter<Point>
    {
        public override Point Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => throw new NotSupportedException("Points are only written.");

        public override void Write(
            Utf8JsonWriter writer,
            Point value,
            JsonSerializerOptions options
        )
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.X);
            writer.WriteNumberValue(value.Y);
            writer.WriteEndArray();
        }
    }
}
