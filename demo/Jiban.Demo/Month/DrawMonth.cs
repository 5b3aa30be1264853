using Jiban.Demo.Land;
using Jiban.Platform.Time;

namespace Jiban.Demo.Month;

/// <summary>Draws a month of cases: pure, the same for the same seed, city and present.</summary>
internal sealed class DrawMonth
{
    public const string Patrol = "patrol";
    private const int Requests = 270;
    private const int Afar = 84;
    private const int Findings = 17;
    private const int LastHours = 14;

    /// <summary>Out of a thousand, how many come by which channel.</summary>
    private static readonly (string Channel, int Weight)[] Channels =
    [
        ("12345", 380),
        ("web", 130),
        ("account", 90),
        ("miniapp", 60),
        ("app", 40),
        ("streetLine", 110),
        ("dutyPhone", 30),
        ("walkIn", 50),
        ("sms", 30),
        ("onBehalf", 30),
        ("card", 30),
        ("board", 20),
    ];

    /// <summary>How many in a hundred happen at each hour of the day.</summary>
    private static readonly int[] Hours =
    [
        1,
        1,
        0,
        0,
        0,
        1,
        2,
        4,
        7,
        9,
        9,
        7,
        4,
        4,
        6,
        7,
        7,
        6,
        6,
        6,
        5,
        4,
        3,
        1,
    ];

    /// <summary>How many in a hundred come from which street, and what share of them it solves.</summary>
    private static readonly (int Weight, double Quality)[] Streets =
    [
        (79, 0.975),
        (3, 0.86),
        (3, 0.82),
        (3, 0.88),
        (3, 0.84),
        (3, 0.85),
        (3, 0.8),
        (3, 0.87),
    ];

    private readonly Random _chance;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _from;
    private readonly Places _places;
    private readonly Fate _fate;
    private readonly Citizens _citizens;
    private readonly List<CaseScript> _scripts = [];

    private DrawMonth(DemoWorld world, DateOnly from, DateTimeOffset now, int seed)
    {
        _chance = new Random(seed);
        _now = now;
        _from = from;
        _places = new Places(world.Plan, _chance);
        _fate = new Fate(_chance, now);
        _citizens = new Citizens(_chance);
    }

    /// <summary>Every case from the morning of a day until now, in order of time.</summary>
    public static IReadOnlyList<CaseScript> Draw(
        DemoWorld world,
        DateOnly from,
        DateTimeOffset now,
        int seed
    )
    {
        var drawing = new DrawMonth(world, from, now, seed);
        drawing.AddRequests();
        drawing.AddFindings();
        drawing._scripts.AddRange(
            new Stories(world, drawing._places, drawing._citizens, now).Scripts()
        );
        return
        [
            .. drawing
                ._scripts.Where(script => script.At < now)
                .OrderBy(script => script.At)
                .DistinctBy(script => script.At)
                .Select(
                    (script, n) =>
                        script with
                        {
                            Number = n + 1,
                            Steps = [.. script.Steps.Where(step => step.At < now)],
                        }
                ),
        ];
    }

    /// <summary>Share of its cases that a street solves.</summary>
    public static double QualityOf(string streetCode) =>
        Streets[Array.FindIndex(Board.Streets, street => street.Code == streetCode)].Quality;

    private void AddRequests()
    {
        var (afar, templates) = (
            Templates(where => where == "afar"),
            Templates(where => where != "afar")
        );
        for (var n = 0; n < Afar; n++)
        {
            // Round by round: each of the other streets gets the same matter, the first one early enough to count in the ranking.
            var (round, street) = (n / 7, n % 7);
            var at =
                round == 0 ? CivilTime.At(_from.AddDays(street), new(10, 20 + street)) : SomeTime();
            _scripts.Add(Request(afar[round % afar.Count], at, Board.Streets[1 + street]));
        }

        for (var n = 0; n < Requests; n++)
        {
            // Every template once before any comes twice.
            var row = templates[n < templates.Count ? n : _chance.Next(templates.Count)];
            var at =
                n % (Requests / LastHours) == 0
                    ? _now - TimeSpan.FromMinutes(_chance.Next(2, 170))
                    : SomeTime();
            _scripts.Add(Request(row, at, StreetFor(row[1])));
        }
    }

    private static List<string[]> Templates(Func<string, bool> where) =>
        [.. Data.Rows("requests.tsv").Where(row => where(row[1]))];

    private CaseScript Request(string[] row, DateTimeOffset at, StreetPlan street)
    {
        var (classCode, where, kind, words) = (row[0], row[1], row[2], row[3]);
        var (text, spot) = _places.Fill(words, where, street);
        var channel = ByWeight(Channels, one => one.Weight).Channel;
        var requester = _chance.Next(100) < 92 ? _citizens.Next() : null;
        return new CaseScript(
            0,
            at,
            channel,
            text,
            // Half of those who type choose the kind themselves.
            kind.Length > 0
            && _chance.Next(2) == 0
                ? kind
                : null,
            null,
            requester,
            channel == "onBehalf" ? _citizens.Next() : null,
            spot,
            null,
            _fate.OfRequest(
                at,
                classCode,
                kind is "consultation" or "suggestion" or "praise",
                spot.StreetCode
            )
        );
    }

    private void AddFindings()
    {
        var findings = Data.Rows("patrol.tsv");
        for (var n = 0; n < Findings; n++)
        {
            var row = findings[n % findings.Count];
            var (road, spot) = _places.OnPatrol();
            var at = n < 2 ? _now - TimeSpan.FromMinutes(_chance.Next(5, 120)) : OnDuty();
            _scripts.Add(
                new CaseScript(
                    0,
                    at,
                    Patrol,
                    $"{road}{row[1]}",
                    null,
                    row[0],
                    null,
                    null,
                    spot,
                    null,
                    _fate.OfFinding(at, row[2])
                )
                {
                    Sizes = row.ElementAtOrDefault(3) ?? "",
                }
            );
        }
    }

    private StreetPlan StreetFor(string where) =>
        where switch
        {
            "estate" or "building" or "shop" or "river" => Board.Streets[0],
            "far" => Pick(Board.Streets.Where(street => street.IsTown).ToList()),
            _ => Board.Streets[Array.IndexOf(Streets, ByWeight(Streets, street => street.Weight))],
        };

    private DateTimeOffset SomeTime()
    {
        var day = _from.AddDays(_chance.Next(CivilTime.DayOf(_now).DayNumber - _from.DayNumber));
        var hour = ByWeight([.. Hours.Index()], hour => hour.Item).Index;
        return CivilTime.At(day, new(hour, _chance.Next(60), _chance.Next(60)));
    }

    private DateTimeOffset OnDuty()
    {
        var day = _from.AddDays(_chance.Next(CivilTime.DayOf(_now).DayNumber - _from.DayNumber));
        return CivilTime.At(day, new(_chance.Next(8, 17), _chance.Next(60), _chance.Next(60)));
    }

    private T ByWeight<T>(IReadOnlyList<T> items, Func<T, int> weight)
    {
        var roll = _chance.Next(items.Sum(weight));
        foreach (var item in items)
        {
            roll -= weight(item);
            if (roll < 0)
            {
                return item;
            }
        }

        throw new InvalidOperationException("Nothing has weight.");
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_chance.Next(items.Count)];
}
