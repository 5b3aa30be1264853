namespace Jiban.Demo.Month;

// Units that are called to come: to inspect together, at once, and for a work that needs several hands.
internal sealed partial class Stories
{
    /// <summary>S13: a smell that comes and goes, until the head of the street leads an inspection of the factory.</summary>
    private IEnumerable<CaseScript> BadSmell() =>
        Enumerable
            .Range(0, 3)
            .Select(n =>
                Told(
                    Day(20 - 6 * n, 21, 14 + n),
                    n == 1 ? "web" : "12345",
                    "南栅里这边晚上一股臭味，从产业园方向飘来，开窗熏得睡不着，请查一查是哪家排的。",
                    Home($"南栅里{3 + n}号楼"),
                    n == 2 ? Inspected : Ordinary
                )
            );

    private static CourseOfCase Inspected(DateTimeOffset at) =>
        Course(at, 12, 30)
            .Phoned(10, "电话核实气味出现的时间和方向。")
            .Then(
                new Step.Blow(
                    at + Hours(12),
                    "产业园工厂异味联合检查",
                    at + Hours(18),
                    ["环境局", "执法局"],
                    "jointInspection",
                    ["环评与排污许可", "治理设施运行", "排放检测"]
                ),
                new Step.Arrive(
                    at + Hours(17),
                    "环境局",
                    [null, "净化设施没有全天运行。", "夜间排放口异味明显。"]
                ),
                new Step.Arrive(at + Hours(17.2), "执法局"),
                new Step.Decide(
                    at + Hours(18),
                    "检查三项，两项有问题，企业当场承诺整改。",
                    "build",
                    "加装净化与监测设备，二十四小时运行",
                    "环境局",
                    at + Hours(24 * 5),
                    PromisedBy: "试禾肥料厂",
                    Finding: 2
                ),
                new Step.Decide(
                    at + Hours(18.2),
                    "堆放的粪肥限期清运，场地另作他用。",
                    "other",
                    "清运粪肥，改变场地用途",
                    "环境局",
                    at + Hours(24 * 30),
                    PromisedBy: "试禾肥料厂",
                    Finding: 3
                ),
                new Step.DoTask(at + Hours(96), "环境局", "净化和监测设备已装好并联网。"),
                new Step.VerifyTask(at + Hours(100), "夜里到排放口实测，气味消失。"),
                new Step.EndWhistle(
                    at + Hours(101),
                    "检查和整改完成，粪肥清运继续跟踪。",
                    [("环境局", 5, "当晚到场，盯到设备装好。"), ("执法局", 4, "配合检查。")]
                )
            )
            .Answered(103, "异味来自一家肥料厂，净化和监测设备已经装好，二十四小时运行。");

    /// <summary>S18: the owner is away, and his family consents by video.</summary>
    private IEnumerable<CaseScript> WaterThroughTheCeiling() =>
        [
            Told(
                Day(6, 20, 41),
                "dutyPhone",
                "云帆公馆3号楼楼上暖气片爆了，水从天花板往下流，房主在外地不在家，楼长说快来人！",
                Home("云帆公馆3号楼"),
                at =>
                    Course(at, 2, 4)
                        .Then(
                            new Step.Blow(
                                at + Minutes(6),
                                "暖气片爆裂，房主不在家",
                                at + Minutes(40),
                                ["公安分局", "暖枫热力", "社区办"]
                            ),
                            new Step.Arrive(at + Minutes(19), "公安分局"),
                            new Step.Arrive(at + Minutes(24), "暖枫热力"),
                            new Step.Arrive(at + Minutes(26), "社区办"),
                            new Step.Decide(
                                at + Minutes(27),
                                "先联系家属，同意后开门关阀。",
                                "build",
                                "开门关阀",
                                "公安分局",
                                at + Hours(2),
                                NeedsConsent: true
                            ),
                            new Step.Decide(
                                at + Minutes(28),
                                "关阀以后当夜换好暖气片。",
                                "build",
                                "更换暖气片并试压",
                                "暖枫热力",
                                at + Hours(10)
                            ),
                            new Step.Decide(
                                at + Minutes(29),
                                "楼下三户逐户看望，楼群里发通知。",
                                "visit",
                                "看望并告知楼下三户",
                                "社区办",
                                at + Hours(16)
                            ),
                            new Step.DoTask(
                                at + Minutes(36),
                                "公安分局",
                                "锁匠开门，已关阀。",
                                0,
                                ("郑晓燕", "房主的妻子")
                            ),
                            new Step.DoTask(
                                at + Hours(4),
                                "暖枫热力",
                                "暖气片已更换，试压正常。",
                                1
                            ),
                            new Step.DoTask(at + Hours(13), "社区办", "三户都已当面说明。", 2),
                            new Step.VerifyTask(at + Hours(14), "家属视频看过，屋内无积水。"),
                            new Step.EndWhistle(
                                at + Hours(15),
                                "当夜止水换片，邻居已告知。",
                                [("公安分局", 5, "十几分钟到场。"), ("暖枫热力", 5, "当夜修好。")]
                            )
                        )
                        .Visited(15.5, "到楼下三户看过，天花板水渍已登记。")
                        .Answered(17, "当夜已止水并换好暖气片，楼下三户已逐户看望。")
            ),
        ];

    /// <summary>S20: a sign comes to light by exposure and needs an approval; trees are trimmed under the guidance of the bureau.</summary>
    private IEnumerable<CaseScript> SignNobodyCouldRead() =>
        [
            Told(
                Day(18, 10, 22),
                "board",
                "滨河绿地的科普标识牌立了十来年，字全褪了没人看得清，旁边的树枝也伸到桂香里4号楼窗前。",
                Home("桂香里4号楼"),
                at =>
                    Course(at, 14, 40)
                        .Phoned(6, "说明由园林、城管和社区一起处理。")
                        .Then(
                            new Step.Blow(
                                at + Hours(24),
                                "褪色标识牌更换和窗前树木修剪",
                                at + Hours(48),
                                ["园林局", "城管委"],
                                "keyWork"
                            ),
                            new Step.Arrive(at + Hours(46), "园林局"),
                            new Step.Arrive(at + Hours(47), "城管委"),
                            new Step.Decide(
                                at + Hours(48),
                                "标识牌二〇一四年由园林设立、后移交街道，新的文字由园林审定。",
                                "approve",
                                "审定标识牌新的文字",
                                "园林局",
                                at + Hours(24 * 5)
                            ),
                            new Step.Decide(
                                at + Hours(48.2),
                                "窗前树木由城管委安排修剪，园林现场指导。",
                                "build",
                                "修剪窗前树木",
                                "城管委",
                                at + Hours(24 * 6),
                                GuidedBy: "园林局"
                            ),
                            new Step.DoTask(at + Hours(80), "园林局", "新的文字已审定。"),
                            new Step.DoTask(at + Hours(99), "城管委", "按园林要求修剪完毕。", 1),
                            new Step.VerifyTask(at + Hours(101), "新牌文字清楚，窗前已透光。", 1),
                            new Step.EndWhistle(
                                at + Hours(103),
                                "标识牌更换、树木修剪完成。",
                                [("园林局", 5, "审定及时。"), ("城管委", 4, "修剪到位。")]
                            )
                        )
                        .Answered(105, "标识牌已换新，文字由园林审定；窗前树木已在园林指导下修剪。")
            ),
        ];
}
