using System.Globalization;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Host.Bench;

/// <summary>The demo city with very many names, units and components. The same seed gives the same city.</summary>
internal sealed class BenchCity
{
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
        var places = Enumerable
            .Range(0, Math.Max(0, names - _demo.Places.Count))
            .Select(n => new Place(
                Id(n, 1),
                PlaceKind.Landmark,
                string.Create(CultureInfo.InvariantCulture, $"{Word(3)}{n}号设施"),
                null,
                null,
                Somewhere()
            ))
            .ToList();
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

    private Point Somewhere()
    {
        var bounds = _demo.City!.Boundary.EnvelopeInternal;
        return new Point(
            bounds.MinX + (_chance.NextDouble() * bounds.Width),
            bounds.MinY + (_chance.NextDouble() * bounds.Height)
        )
        {
            SRID = 4326,
        };
    }

    private string Word(int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => (char)('一' + _chance.Next(2500)))]);

    private static Guid Id(int n, short of) => new(n, of, 0x7777, new byte[8]);
}
