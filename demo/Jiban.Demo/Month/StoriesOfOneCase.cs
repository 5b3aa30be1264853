using System.Globalization;

namespace Jiban.Demo.Month;

// What the city's line passed on, and what is rarer in the life of one case.
internal sealed partial class Stories
{
    /// <summary>S23: with the city's number and limit. What is clear went to the street, the rest to the district.</summary>
    private IEnumerable<CaseScript> PassedOn()
    {
        (int Ago, int Hour, double? Days, string Text, string Place)[] orders =
        [
            (
                16,
                9,
                5,
                "柳荫南里5号楼物业收了物业费却不打扫楼道，单元门坏了也不修。",
                "柳荫南里5号楼"
            ),
            (10, 14, 3, "和风苑6号楼门口的路灯不亮，晚上出行不便。", "和风苑6号楼"),
            (5, 11, null, "潞湾家园2号楼前垃圾桶满溢，两天没有清运。", "潞湾家园2号楼"),
            (1, 10, 4, "澄澜府1号楼地库出入口积水，车辆进出困难。", "澄澜府1号楼"),
        ];
        foreach (var (n, (ago, hour, days, text, place)) in orders.Index())
        {
            var at = Day(ago, hour, 7 + 11 * n);
            yield return Told(
                at,
                "12345",
                text,
                Home(place),
                _ => n == 3 ? Course(at, 9, 31) : Ordinary(at)
            ) with
            {
                Order = new CityOrder(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"12345-{at:yyMMdd}-{3107 + 418 * n:d6}"
                    ),
                    at + TimeSpan.FromDays(days ?? 0) is var limit && days is null ? null : limit
                ),
            };
        }
    }

    /// <summary>One letter, two demands: split yesterday, and each part goes on by itself.</summary>
    private IEnumerable<CaseScript> TwoMatters() =>
        [
            Told(
                Day(1, 8, 47),
                "streetLine",
                "两件事：一是桂香里2号楼楼道堆满杂物没人清，二是小区门口的非机动车道被占，骑车过不去。",
                Home("桂香里2号楼"),
                at => new CourseOfCase(
                    at,
                    [
                        new Step.Split(
                            at + Minutes(6),
                            [
                                "桂香里2号楼楼道堆满杂物没人清理。",
                                "桂香里小区门口的非机动车道被占，骑车过不去。",
                            ]
                        ),
                    ]
                )
            ),
        ];

    /// <summary>A main unit, and one that helps.</summary>
    private CaseScript HelpedByAnother() =>
        Told(
            Day(9, 10, 36),
            "12345",
            "丹桂苑3号楼地下室进水，电线泡在水里，墙皮脱落，请尽快抽水。",
            Home("丹桂苑3号楼"),
            at =>
                Course(at, 5, 12)
                    .Then(
                        new Step.AskHelp(at + Minutes(20), "澄川排水", "请派抽水设备到场配合。"),
                        new Step.ReportHelp(
                            at + Hours(4),
                            "澄川排水",
                            "两台泵抽水三小时，积水已排净。"
                        )
                    )
                    .Phoned(5, "告知积水已排净，正在查渗漏点。")
                    .Answered(20, "积水已排净，渗漏点已封堵，电路检查正常。")
        );

    /// <summary>It can't be done before the pipes are moved: put aside with a plan, its first step still ahead (挂账).</summary>
    private CaseScript PutAside() =>
        Told(
            Day(12, 9, 52),
            "12345",
            "丹桂苑3号楼想加装电梯，图纸去年就画好了，门前的燃气管线一直没有迁走，请问什么时候能开工？",
            Home("丹桂苑3号楼"),
            at =>
                Course(at, 6, 14)
                    .Visited(7, "与居民代表现场查看，电梯井道正压在燃气管线上，迁改须先经审批。")
                    .Then(
                        new Step.AskSuspension(
                            at + TimeSpan.FromDays(2),
                            at + TimeSpan.FromDays(75),
                            "加装电梯须等燃气管线迁改，迁改许可正在办理。",
                            "燃气管线迁改的许可已经报送，批准后先迁管线再装电梯，每月告知一次进展。",
                            [
                                ("取得燃气管线迁改许可", at + TimeSpan.FromDays(24)),
                                ("迁移燃气管线并恢复供气", at + TimeSpan.FromDays(50)),
                                ("电梯基坑开工", at + TimeSpan.FromDays(70)),
                            ]
                        ),
                        new Step.Grant(at + TimeSpan.FromDays(2) + Hours(3), IsSuspension: true)
                    ),
            new Citizen("乔月明", "16431120507")
        );

    /// <summary>Who works nearby and fears to be known: the unit learns the matter and not the person; the centre's callers speak with her (保密).</summary>
    private CaseScript InConfidence() =>
        Told(
            now - Hours(2.2),
            "12345",
            "举报棠梨路一家饭馆夜里从后门收泔水油回锅用，我就在附近上班，怕被认出来，请不要告诉店家是谁反映的。",
            Road("棠梨路"),
            at => new CourseOfCase(at, [new Step.Dispatch(at + Minutes(4))]),
            new Citizen("沈知夏", "16475203861")
        ) with
        {
            Confidential = true,
        };

    /// <summary>Not a matter of a request: the way is told, and the case ends with it.</summary>
    private CaseScript OfTheCourts() =>
        Told(
            Day(10, 9, 29),
            "12345",
            "法院已经判了楼上赔偿漏水损失，对方一直不给钱，请你们强制他履行判决。",
            Home("和风苑2号楼"),
            at => new CourseOfCase(
                at,
                [
                    new Step.TellLegalPath(
                        at + Minutes(38),
                        "litigation",
                        "判决的履行属于司法程序，请持生效判决向作出判决的法院申请强制执行。"
                    ),
                    // Asked all the same: that the court has not acted yet is no objection to having been sent there.
                    new Step.CallBack(
                        at + Hours(25),
                        true,
                        true,
                        "not",
                        "satisfied",
                        "法院还没有执行，该找哪里已经清楚了。"
                    ),
                ]
            )
        );

    /// <summary>Six calls of one telephone in a day: the rule flags the last, and a person talks to the caller and judges.</summary>
    private IEnumerable<CaseScript> TooOften()
    {
        var caller = citizens.Next();
        for (var n = 0; n < 6; n++)
        {
            var at = Day(7, 13, 5) + Minutes(17 * n);
            var isLast = n == 5;
            yield return Told(
                at,
                "streetLine",
                $"再说第{n + 1}遍，我对昨天那位接线员的语气很不满意，你们必须让他给我唱歌道歉。",
                Home("望津府4号楼"),
                _ =>
                    isLast
                        ? new CourseOfCase(
                            at,
                            [
                                new Step.JudgeAbuse(
                                    at + Hours(22),
                                    true,
                                    "已当面劝导，同一内容一日内反复来电，没有具体诉求。"
                                ),
                            ]
                        )
                        : Course(at, 6, 15)
                            .Phoned(3, "已听取意见并说明情况，来电人坚持原话。")
                            .Answered(
                                20,
                                "服务用语已提醒改进，其他要求无法满足，已说明。",
                                "explained"
                            ),
                caller
            ) with
            {
                Group = "often",
            };
        }
    }

    /// <summary>A wrong word is put right by another entry.</summary>
    private CaseScript PutRight() =>
        Told(
            Day(8, 9, 18),
            "12345",
            "鹭影路口的井盖松动，车一过就响，夜里吵得睡不着。",
            Road("鹭影路"),
            at =>
                Course(at, 8, 20)
                    .Phoned(2, "电话核实，井盖在鹭影路与棠梨路口东南角。")
                    .Then(
                        new Step.Correct(
                            at + Hours(3),
                            "contacted",
                            "更正：井盖在路口西南角，不是东南角，已现场确认。"
                        )
                    )
                    .Answered(26, "井盖已加垫固定，过车无响声。")
        );

    /// <summary>Whoever had it has moved on.</summary>
    private CaseScript HandedOver() =>
        Told(
            Day(6, 9, 3),
            "web",
            "想请街道牵头，把潞湾家园门口的夜市摊位规范一下，已经和社区谈过两次。",
            Home("潞湾家园1号楼"),
            at =>
                Course(at, 10, 25)
                    .Phoned(4, "说明由街道牵头，约社区和摊主下周会商。")
                    .Then(new Step.HandOver(at + Hours(29), "原承办人调往区里，案件整体移交。"))
                    .Then(
                        new Step.Supervise(
                            at + Hours(48),
                            "承办人换了，事情不能停。请说明与摊主谈到哪一步、哪天能定下来。"
                        ),
                        new Step.AnswerSupervision(
                            at + Hours(50),
                            "新承办人已接手，约好次日上午与社区、摊主一起划线，当日反馈诉求人。"
                        )
                    )
                    .Told(54, "已与社区和摊主见面，划定摆放范围。")
                    .Answered(80, "摊位按划定范围摆放，收摊后清扫，由街道每周检查。")
        ) with
        {
            ChoiceCode = Land.Board.Streets[0].Code,
        };

    /// <summary>Twice returned: the leader above decides for good, and twice the same makes a rule likely.</summary>
    private IEnumerable<CaseScript> RuledOn() =>
        Enumerable
            .Range(0, 2)
            .Select(n =>
                Told(
                    Day(17 - 3 * n, 9, 14 + n),
                    "12345",
                    "路边停着的共享单车倒了一片，把盲道全堵了，没人摆放。",
                    Road(n == 0 ? "棠梨路" : "鹭影路"),
                    at =>
                        Course(at, 7, 18)
                            .Then(
                                new Step.AskReturn(
                                    at + Hours(1),
                                    "单车运营企业由区交通部门监管，建议改派。",
                                    "《共享单车管理职责分工》：运营企业由区交通部门监管"
                                ),
                                new Step.Uphold(
                                    at + Hours(3),
                                    "人行道上的摆放秩序由现承办单位负责。"
                                ),
                                new Step.AskReturn(
                                    at + Hours(4),
                                    "本单位没有调运车辆，再次申请改派。",
                                    "《固定资产台账》：本单位没有登记调运车辆"
                                ),
                                new Step.Rule(
                                    at + Hours(7),
                                    "盲道上的单车由现承办单位先行清理，企业管理由区里另行督促。"
                                )
                            )
                            .Phoned(9, "告知今天清理盲道。")
                            .Answered(24, "盲道已清理，企业增派摆放人员。")
                )
            );
}
