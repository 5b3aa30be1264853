using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Demo.Land;
using NetTopologySuite.Geometries;

namespace Jiban.Demo.Furniture;

/// <summary>
/// Sets up what stands along the roads of the detailed street: every class of <c>components.tsv</c> at its distance on both sides, a little
/// shifted by seeded chance, with whoever answers for it. Pure, the same for the same seed.
/// </summary>
internal sealed class DrawComponents(CityPlan plan, Random chance)
{
    /// <summary>Of a thousand, so many are not in order.</summary>
    private const int DamagedPermille = 18;

    /// <summary>Nearer than this two of a class would be one that was taken twice; metres on the board.</summary>
    private const double Apart = 0.6;

    private static readonly DateOnly Oldest = new(2012, 1, 1);
    private static readonly DateOnly Newest = new(2025, 12, 1);
    private static readonly string[] Materials = ["铸铁", "钢", "铝合金", "混凝土", "复合材料"];

    private readonly Dictionary<string, Guid> _units = plan.Units.ToDictionary(
        unit => unit.Code,
        unit => unit.UnitId
    );

    private readonly HashSet<(string, long, long)> _taken = [];

    /// <summary>All of them, road by road.</summary>
    public IReadOnlyList<SurveyedComponent> Draw()
    {
        var kinds = Data.Rows("components.tsv");
        var city = plan.ToSnapshot();
        return
        [
            .. Board
                .Roads.Where(IsInside)
                .SelectMany(road => kinds.SelectMany(kind => Along(road, kind)))
                .Where(one => city.Locate(one.Location).GridCode is not null),
        ];
    }

    private IEnumerable<SurveyedComponent> Along(RoadPlan road, string[] kind)
    {
        var (spacing, offset) = (Number(kind[2]), Number(kind[3]));
        var length = road.From.Distance(road.To);
        foreach (var side in new[] { -1, 1 })
        {
            var n = 0;
            for (var at = spacing * chance.NextDouble(); at < length; at += spacing)
            {
                n++;
                var (along, across) = (
                    at + (chance.NextDouble() - 0.5) * spacing * 0.3,
                    side * (offset + (chance.NextDouble() - 0.5) * 0.5)
                );
                var (u, v) = road.RunsEast
                    ? (road.From.X + along, road.From.Y + across)
                    : (road.From.X + across, road.From.Y + along);
                if (TakesPlace(kind[0], u, v))
                {
                    yield return One(
                        kind,
                        Ground.Point(u, v),
                        $"{road.Name}{SideName(road, side)}{n}号位"
                    );
                }
            }
        }
    }

    private SurveyedComponent One(string[] kind, Point at, string placeText)
    {
        var initial = Oldest.AddDays(chance.Next(Newest.DayNumber - Oldest.DayNumber));
        return new SurveyedComponent(
            null,
            kind[0],
            kind[1],
            State(),
            at,
            initial,
            DataSource.Survey,
            PositionAccuracy.B,
            placeText,
            chance.Next(3) == 0 ? Material(kind[0]) : null,
            kind[1].EndsWith("井盖", StringComparison.Ordinal) ? "圆形" : null,
            kind[0] == "21035" && chance.Next(200) == 0,
            null,
            Answering(kind)
        );
    }

    private string Material(string classCode)
    {
        var materials = ClassValues.Of(classCode, "material") ?? Materials;
        return materials[chance.Next(materials.Count)];
    }

    private Dictionary<DutyRole, Guid> Answering(string[] kind)
    {
        var units = new Dictionary<DutyRole, Guid>
        {
            [DutyRole.Authority] = UnitOf(kind[4]),
            [DutyRole.Maintainer] = UnitOf(kind[5]),
        };
        if (kind.Length > 6)
        {
            units[DutyRole.Owner] = UnitOf(kind[6]);
        }

        return units;
    }

    /// <summary>Whether no other of the class stands in the square of the spot nor in one that touches it; then it is taken.</summary>
    private bool TakesPlace(string kind, double u, double v)
    {
        var (x, y) = ((long)Math.Floor(u / Apart), (long)Math.Floor(v / Apart));
        for (var dx = -1; dx <= 1; dx++)
        {
            for (var dy = -1; dy <= 1; dy++)
            {
                if (_taken.Contains((kind, x + dx, y + dy)))
                {
                    return false;
                }
            }
        }

        return _taken.Add((kind, x, y));
    }

    private ComponentState State() =>
        chance.Next(1000) >= DamagedPermille
            ? ComponentState.Intact
            : chance.Next(5) switch
            {
                0 => ComponentState.Lost,
                1 => ComponentState.Abandoned,
                _ => ComponentState.Damaged,
            };

    /// <summary>A department of the street's district, or a utility of the city.</summary>
    private Guid UnitOf(string code) =>
        _units[(code[0] == 'D' ? Board.Streets[0].Code[..6] : Board.CityCode) + "-" + code];

    private static string SideName(RoadPlan road, int side) =>
        (road.RunsEast, side) switch
        {
            (true, 1) => "北侧",
            (true, _) => "南侧",
            (false, 1) => "东侧",
            _ => "西侧",
        };

    private static bool IsInside(RoadPlan road)
    {
        var street = Board.Streets[0].Middle;
        return road.RunsEast
            ? road.From.Y >= street.South && road.From.Y <= street.North
            : road.From.X >= street.West && road.From.X <= street.East;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
