using NetTopologySuite.Geometries;

namespace Jiban.Demo.Land;

/// <summary>An upright rectangle of the board; metres.</summary>
internal readonly record struct Box(double West, double South, double East, double North)
{
    public double Width => East - West;
    public double Height => North - South;

    public Coordinate[] Corners() =>
        [new(West, South), new(East, South), new(East, North), new(West, North)];

    /// <summary>The rectangle without a margin on every side.</summary>
    public Box Inside(double margin) =>
        new(West + margin, South + margin, East - margin, North - margin);

    /// <summary>A rectangle of some size around a point.</summary>
    public static Box Around(double u, double v, double width, double height) =>
        new(u - width / 2, v - height / 2, u + width / 2, v + height / 2);
}

/// <summary>A community on the board: a rectangle cut into 15 blocks.</summary>
/// <param name="Columns">Lines of u from west to east.</param>
/// <param name="Rows">Lines of v from north to south: blocks are numbered in reading order (rules.md §4.2).</param>
/// <param name="Blocks">One letter a block in reading order: what it is used for (<see cref="Blocks"/>).</param>
internal sealed record CommunityPlan(
    string Name,
    int Residents,
    double[] Columns,
    double[] Rows,
    string Blocks
)
{
    public Box Whole => new(Columns[0], Rows[^1], Columns[^1], Rows[0]);
}

/// <summary>A street or town on the board. Its code ends in 001–099 for a street and from 101 for a town (rules.md §4.2).</summary>
internal sealed record StreetPlan(
    string Name,
    string Code,
    int Residents,
    Coordinate[] Outline,
    Box Middle
)
{
    public bool IsTown => Code[6] == '1';
}

/// <summary>A named road on the board: along one line of u or v.</summary>
internal sealed record RoadPlan(
    string Name,
    Coordinate From,
    Coordinate To,
    params string[] Aliases
)
{
    public bool RunsEast => From.Y == To.Y;
}

/// <summary>The drawing board: how the invented city is cut. Everything here is design; nothing is drawn by chance.</summary>
internal static class Board
{
    public const string City = "澄川市";
    public const string CityCode = "9901";

    public static readonly (string Name, string Code, Coordinate[] Outline)[] Districts =
    [
        ("云汀区", "990101", new Box(-3000, -2200, 6000, 5200).Corners()),
        ("鹿溪区", "990102", new Box(6000, -2200, 14000, 5200).Corners()),
    ];

    public static readonly Coordinate[] DetailedStreet = new Box(0, 0, 3000, 2300).Corners();
    public static readonly Coordinate Centre = new(1500, 1150);

    public static readonly StreetPlan[] Streets =
    [
        new("潞湾街道", "990101001", 16_000, DetailedStreet, new Box(0, 0, 3000, 2300)),
        new(
            "桐荫街道",
            "990101002",
            48_200,
            new Box(-3000, -2200, 0, 2300).Corners(),
            new Box(-3000, -2200, 0, 2300)
        ),
        new(
            "望潮门街道",
            "990101003",
            63_500,
            [
                new(0, -2200),
                new(6000, -2200),
                new(6000, 2300),
                new(3000, 2300),
                new(3000, 0),
                new(0, 0),
            ],
            new Box(3000, -2200, 6000, 2300)
        ),
        new(
            "澜亭镇",
            "990101101",
            27_400,
            new Box(-3000, 2300, 6000, 5200).Corners(),
            new Box(-3000, 2300, 6000, 5200)
        ),
        new(
            "鹿溪桥街道",
            "990102001",
            55_100,
            new Box(6000, -2200, 9000, 1500).Corners(),
            new Box(6000, -2200, 9000, 1500)
        ),
        new(
            "书院坡街道",
            "990102002",
            41_800,
            new Box(6000, 1500, 9000, 5200).Corners(),
            new Box(6000, 1500, 9000, 5200)
        ),
        new(
            "青禾坞镇",
            "990102101",
            22_600,
            new Box(9000, 1000, 14000, 5200).Corners(),
            new Box(9000, 1000, 14000, 5200)
        ),
        new(
            "石矶渡镇",
            "990102102",
            19_300,
            new Box(9000, -2200, 14000, 1000).Corners(),
            new Box(9000, -2200, 14000, 1000)
        ),
    ];

    public static readonly CommunityPlan[] Communities =
    [
        new(
            "湾畔社区",
            3900,
            [0, 280, 560, 840, 1120, 1400],
            [2300, 1950, 1600, 1250],
            "OOSRT" + "ORCRT" + "KRRPC"
        ),
        new(
            "晴川社区",
            3600,
            [1400, 1720, 2040, 2360, 2680, 3000],
            [2300, 1950, 1600, 1250],
            "TTRSF" + "RTCRF" + "CRPTF"
        ),
        new(
            "柳岸社区",
            3100,
            [0, 300, 600, 900],
            [1250, 1000, 750, 500, 250, 0],
            "ORO" + "SRC" + "GGG" + "RRM" + "IRO"
        ),
        new(
            "桂语社区",
            3200,
            [900, 1270, 1630, 2000],
            [1250, 1000, 750, 500, 250, 0],
            "CTR" + "RSR" + "GGG" + "RTR" + "OKR"
        ),
        new(
            "望津社区",
            2200,
            [2000, 2330, 2670, 3000],
            [1250, 1000, 750, 500, 250, 0],
            "CFT" + "RRH" + "GGG" + "TRS" + "IIR"
        ),
    ];

    public static readonly RoadPlan[] Roads =
    [
        East("南浦大街", 0, 0, 3000),
        East("桂影街", 250, 0, 3000),
        East("滨河南路", 500, 0, 3000),
        East("滨河北路", 750, 0, 3000),
        East("柳荫街", 1000, 0, 3000),
        East("潞湾大街", 1250, -3000, 6000),
        East("晴川路", 1600, 0, 3000),
        East("月台街", 1950, 0, 3000),
        East("北栅大街", 2300, 0, 3000),
        North("西栅路", 0, 0, 2300),
        North("柳岸西路", 300, 0, 1250),
        North("柳岸东路", 600, 0, 1250),
        North("澄明路", 900, 0, 1250),
        North("丹桂路", 1270, 0, 1250),
        North("银桂路", 1630, 0, 1250),
        North("望津路", 2000, 0, 1250),
        North("青石路", 2330, 0, 1250),
        North("芦汀路", 2670, 0, 1250),
        North("东湾路", 3000, 0, 2300),
        North("湾畔西路", 280, 1250, 2300),
        North("棠梨路", 560, 1250, 2300),
        North("湾畔东路", 840, 1250, 2300),
        North("鹭影路", 1120, 1250, 2300),
        North("澄川大道", 1400, 1250, 5200),
        North("晴霞路", 1720, 1250, 2300),
        North("书声路", 2040, 1250, 2300),
        North("云帆路", 2360, 1250, 2300),
        North("锦帆路", 2680, 1250, 2300),
        North("桐荫大道", -1500, -2200, 2300),
        East("凤栖街", -600, -3000, 0),
        East("望潮门大街", -1000, 0, 6000),
        North("听潮路", 4500, -2200, 2300),
        East("澜亭中路", 3800, -3000, 6000),
        East("鹿溪桥路", 0, 6000, 9000),
        North("鹿鸣大道", 7500, -2200, 5200),
        East("书院坡街", 3300, 6000, 9000),
        East("青禾路", 3000, 9000, 14000),
        North("稻香路", 11500, 1000, 5200),
        East("石矶渡口路", -600, 9000, 14000),
    ];

    /// <summary>Every line at which something begins or ends, and one every 100 m between.</summary>
    public static double[] LinesOfU() =>
        Lines(
            -3000,
            14000,
            Communities
                .SelectMany(community => community.Columns)
                .Concat(Roads.Select(road => road.From.X))
        );

    /// <inheritdoc cref="LinesOfU"/>
    public static double[] LinesOfV() =>
        Lines(
            -2200,
            5200,
            Communities
                .SelectMany(community => community.Rows)
                .Concat(Roads.Select(road => road.From.Y))
        );

    private static double[] Lines(int from, int to, IEnumerable<double> others) =>
        [
            .. Enumerable
                .Range(0, (to - from) / 100 + 1)
                .Select(n => from + 100d * n)
                .Concat(others)
                .Distinct()
                .Order(),
        ];

    private static RoadPlan East(string name, double v, double west, double east) =>
        new(name, new(west, v), new(east, v));

    private static RoadPlan North(string name, double u, double south, double north) =>
        new(name, new(u, south), new(u, north));
}
