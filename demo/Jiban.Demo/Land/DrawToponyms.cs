using Jiban.City.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Demo.Land;

/// <summary>The gazetteer beside the land, as a customer would import it: bridges over the stream, stops of buses, an alias and old names.</summary>
internal static class DrawToponyms
{
    /// <summary>A bridge reaches so far on either side of the middle of the stream; metres.</summary>
    private const double HalfBridge = 40;

    /// <summary>Bridges carry the roads that cross the stream: where, what they are called, and what they were.</summary>
    private static readonly (double U, string Name, PlaceName[] Names)[] Bridges =
    [
        (600, "柳岸桥", []),
        (900, "澄明桥", [new("澄明大桥", NameUse.Alias, null, null)]),
        (2000, "望津桥", []),
        (2330, "青石桥", [new("南渡桥", NameUse.Old, null, new DateOnly(2008, 9, 30))]),
    ];

    /// <summary>Stops stand at the kerb; most are called after what is near.</summary>
    private static readonly (double U, double V, string Name)[] Stops =
    [
        (560, 1256, "棠梨路口"),
        (1120, 1256, "鹭影路口"),
        (1720, 1256, "晴霞路口"),
        (700, 1956, "湾畔社区"),
        (2200, 1956, "晴川社区"),
        (1500, 744, "滨河公园北门"),
        (2000, 494, "望津桥南"),
    ];

    public static IReadOnlyList<Toponym> Draw(Ids ids) =>
        [
            .. Bridges.Select(
                (bridge, n) =>
                    new Toponym(
                        ids.New(),
                        $"Q{n + 1:000}",
                        PlaceKind.Bridge,
                        bridge.Name,
                        bridge.Names,
                        Ground.Line(
                            new(bridge.U, DrawLand.RiverAt(bridge.U) - HalfBridge),
                            new(bridge.U, DrawLand.RiverAt(bridge.U) + HalfBridge)
                        )
                    )
            ),
            .. Stops.Select(
                (stop, n) =>
                    new Toponym(
                        ids.New(),
                        $"Z{n + 1:000}",
                        PlaceKind.BusStop,
                        stop.Name,
                        [],
                        Ground.Point(stop.U, stop.V)
                    )
            ),
            new(
                ids.New(),
                "D001",
                PlaceKind.Road,
                "潞湾大街",
                [
                    new(
                        "运河大街",
                        NameUse.Old,
                        new DateOnly(1986, 5, 1),
                        new DateOnly(2009, 12, 31)
                    ),
                ],
                null
            ),
            new(
                ids.New(),
                "D002",
                PlaceKind.Road,
                "澄川大道",
                [new("中轴大道", NameUse.Alias, null, null)],
                null
            ),
        ];
}
