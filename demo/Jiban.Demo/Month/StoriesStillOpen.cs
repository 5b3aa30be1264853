using Jiban.Demo.Land;

namespace Jiban.Demo.Month;

// What whoever signs in finds to do: the secretary, the dispatcher, the inspector.
internal sealed partial class Stories
{
    /// <summary>What people bring to the secretary of their community, who keeps it; the first of them has more to do, two still open.</summary>
    private IEnumerable<CaseScript> Neighbours()
    {
        var rows = Data.Rows("neighbours.tsv");
        for (var n = 0; n < 10; n++)
        {
            var community = n % 2 == 0 ? 0 : n / 2;
            var code = $"{Board.Streets[0].Code}{community + 1:000}";
            var row = rows[n % rows.Count];
            var name = Board.Communities[community].Name;
            yield return Told(
                n == 0 ? now - Hours(3) : Day(2 * n, 9 + n % 5, 6 * n),
                "walkIn",
                row[0],
                new Spot(name, null, null, Board.Streets[0].Code),
                at =>
                    n switch
                    {
                        0 => new CourseOfCase(at, []),
                        2 => new CourseOfCase(at, [new Step.Sign(at + Minutes(9))])
                            .Visited(3, "已上门了解情况。")
                            .Then(
                                new Step.Supervise(
                                    at + Hours(70),
                                    "居民已等了三天，请说明进展，并尽快给出办结时间。"
                                )
                            ),
                        _ => new CourseOfCase(at, [new Step.Sign(at + Minutes(5 + n))])
                            .Visited(2 + n, "已上门了解情况。")
                            .Answered(20 + 3 * n, row[1]),
                    }
            ) with
            {
                CommunityCode = code,
            };
        }
    }

    /// <summary>Words from which nobody can tell what or where: a person must choose, and has not yet.</summary>
    private IEnumerable<CaseScript> Unsure()
    {
        (string Channel, string Text, string? Where)[] told =
        [
            ("web", "反映好几次了，到底有没有人管？给个说法。", null),
            ("12345", "来电人情绪激动，只说楼里的事一直没有解决，要求领导回电话。", "潞湾家园"),
            ("account", "你们那边那个东西又坏了，快来看看。", "棠梨路"),
            ("streetLine", "老人说不清楚地址，只说门口不好走，请联系她女儿。", "湾畔社区"),
            ("miniapp", "附近有一股说不上来的味道，也可能是声音，晚上睡不着。", "晴川社区"),
            ("web", "想问一下上次那件事办得怎么样了。", null),
        ];
        return told.Select(
            (one, n) =>
                Told(
                    now - Minutes(18 + 71 * n),
                    one.Channel,
                    one.Text,
                    new Spot(one.Where, null, null, Board.Streets[0].Code),
                    at => new CourseOfCase(at, [])
                )
        );
    }

    /// <summary>Findings of the inspector whose login a visitor has, done by the unit and waiting for the second look.</summary>
    private IEnumerable<CaseScript> StillToBeLookedAt()
    {
        var findings = Data.Rows("patrol.tsv");
        string[] roads = ["鹭影路", "棠梨路", "湾畔东路"];
        return roads.Select(
            (road, n) =>
            {
                var at = Day(1, 9 + n, 12 + 9 * n);
                return new CaseScript(
                    0,
                    at,
                    DrawMonth.Patrol,
                    road + findings[n][1],
                    null,
                    findings[n][0],
                    null,
                    null,
                    Road(road),
                    null,
                    [
                        new Step.Dispatch(at + Minutes(4)),
                        new Step.Sign(at + Minutes(21)),
                        new Step.Resolve(
                            at + Hours(4.5),
                            "solved",
                            "已到场处置完毕，现场照片附后。"
                        ),
                    ]
                )
                {
                    Turn = 0,
                    Sizes = findings[n].ElementAtOrDefault(3) ?? "",
                };
            }
        );
    }
}
