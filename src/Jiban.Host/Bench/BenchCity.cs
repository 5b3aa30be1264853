using System.Globalization;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Host.Bench;

/// <summary>The demo city with very many names, units and components. The same seed gives the same city.</summary>
internal sealed class BenchCity
{
    /// <summary>Before the day of the messages: who held a duty till then is looked through and answers for nothing any more.</summary>
    private static readonly DateOnly Handed = new(2025, 12, 31);

    /// <summary>What names of places are made of, two of them and a kind. With characters that nobody uses a message would not be readable, and nobody would be sure of it.</summary>
    private const string Characters =
        "青柏云溪金桂东湖安和平阳春城福乐明新华兴石桥南苑北河西山海江龙凤松竹梅兰荷柳杨桃杏枫银玉宝康宁泰祥瑞德文景秀丽清泉碧水绿荫长丰永盛嘉锦天星月光红旗学府望";

    private static readonly (string Word, PlaceKind Kind)[] Kinds =
    [
        ("小区", PlaceKind.Estate),
        ("家园", PlaceKind.Estate),
        ("花苑", PlaceKind.Estate),
        ("新村", PlaceKind.Estate),
        ("小学", PlaceKind.School),
        ("中学", PlaceKind.School),
        ("大厦", PlaceKind.Landmark),
        ("市场", PlaceKind.Landmark),
        ("广场", PlaceKind.Landmark),
        ("公园", PlaceKind.Landmark),
        ("大桥", PlaceKind.Bridge),
    ];

    private readonly Random _chance;
    private readonly CitySnapshot _demo;

    /// <param name="names">Names of the gazetteer, those of the demo among them.</param>
    /// <param name="units">Units, those of the demo among them.</param>
    /// <param name="components">Components, each under an identifier of its own.</param>
    public BenchCity(CitySnapshot demo, int names, int units, int components, int seed)
    {
        _demo = demo;
        _chance = new Random(seed);
        City = Enlarged(names, units);
        Components = [.. Enumerable.Range(0, components).Select(Component)];
    }

    public CitySnapshot City { get; }

    /// <summary>What the registry would tell of each identifier.</summary>
    public IReadOnlyList<NamedComponent> Components { get; }

    private CitySnapshot Enlarged(int names, int units)
    {
        var taken = _demo.Places.Select(place => place.Name).ToHashSet();
        var places = new List<Place>();
        for (var n = 0; _demo.Places.Count + places.Count < names; n++)
        {
            var (word, kind) = Kinds[n % Kinds.Length];
            var name = n < Pairs * Kinds.Length ? Pair(n / Kinds.Length) + word : Word(3) + word;
            if (taken.Add(name))
            {
                places.Add(new Place(Id(n, 1), kind, name, null, null, Somewhere()));
            }
        }

        var departments = _demo.Units.Where(unit => unit.Kind == UnitKind.Department).ToList();
        var more = Enumerable
            .Range(0, Math.Max(0, units - _demo.Units.Count))
            .Select(n =>
            {
                var like = departments[n % departments.Count];
                return like with
                {
                    UnitId = Id(n, 2),
                    Code = string.Create(CultureInfo.InvariantCulture, $"X{n:D4}"),
                    Name = $"{Word(4)}{like.Name}",
                    Aliases = [],
                };
            })
            .ToList();
        return new CitySnapshot(
            _demo.Regions,
            _demo.Cells,
            [.. _demo.Places, .. places],
            _demo.Buildings,
            [.. _demo.Units, .. more],
            [
                .. _demo.Duties,
                .. more.Select(
                    (unit, n) =>
                        _demo.Duties[n % _demo.Duties.Count] with
                        {
                            DutyId = Id(n, 3),
                            UnitId = unit.UnitId,
                            Until = Handed,
                        }
                ),
            ]
        )
        {
            Roads = _demo.Roads,
            Landmarks = _demo.Landmarks,
        };
    }

    private NamedComponent Component(int n)
    {
        var holder = City.Units[n % City.Units.Count];
        return new NamedComponent(
            Id(n, 4),
            // The form of the national standard: region, class, number.
            string.Create(CultureInfo.InvariantCulture, $"9901010401{n:D6}"),
            "路灯",
            "Street lamp",
            string.Create(CultureInfo.InvariantCulture, $"路灯{n}"),
            ComponentState.Intact,
            Somewhere(),
            null,
            new ComponentHolder(DutyRole.Owner, holder.UnitId)
        );
    }

    /// <summary>A point of the city, in one of its streets.</summary>
    private Point Somewhere()
    {
        var bounds = _demo.City!.Boundary.EnvelopeInternal;
        while (true)
        {
            var point = new Point(
                bounds.MinX + (_chance.NextDouble() * bounds.Width),
                bounds.MinY + (_chance.NextDouble() * bounds.Height)
            )
            {
                SRID = 4326,
            };
            if (_demo.Contains(point) && _demo.Locate(point).Street is not null)
            {
                return point;
            }
        }
    }

    private static int Pairs => Characters.Length * Characters.Length;

    private static string Pair(int n) =>
        $"{Characters[n / Characters.Length % Characters.Length]}{Characters[n % Characters.Length]}";

    private string Word(int length) =>
        new([
            .. Enumerable.Range(0, length).Select(_ => Characters[_chance.Next(Characters.Length)]),
        ]);

    private static Guid Id(int n, short of) => new(n, of, 0x7777, new byte[8]);
}
