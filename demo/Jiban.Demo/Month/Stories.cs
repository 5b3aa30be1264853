using Jiban.Demo.Land;
using Jiban.Platform.Time;

namespace Jiban.Demo.Month;

/// <summary>The stories that the platform is made for, told in places of the invented city, so that a newcomer meets them (docs/stories.md).</summary>
internal sealed partial class Stories(
    DemoWorld world,
    Places places,
    Citizens citizens,
    DateTimeOffset now
)
{
    private readonly DateOnly _today = CivilTime.DayOf(now);

    public IEnumerable<CaseScript> Scripts() =>
        [
            .. LightsOnTheWayHome(),
            .. APaperByTomorrow(),
            .. ChargingPoints(),
            .. LampsThatCameOnLate(),
            GroundSinking(),
            .. WithoutWater(),
            .. FourWays(),
            .. BadSmell(),
            .. SmokeAgain(),
            .. WaterThroughTheCeiling(),
            .. SignNobodyCouldRead(),
            .. PassedOn(),
            .. TwoMatters(),
            HelpedByAnother(),
            OfTheCourts(),
            .. TooOften(),
            PutRight(),
            HandedOver(),
            .. RuledOn(),
            PutAside(),
            InConfidence(),
            .. Neighbours(),
            .. Unsure(),
            .. StillToBeLookedAt(),
        ];

    /// <summary>S1: it came by the street's own line.</summary>
    private IEnumerable<CaseScript> LightsOnTheWayHome() =>
        [
            Told(
                Day(19, 17, 48),
                "streetLine",
                "潞湾小学新开的西门外没有路灯，现在五点多天就黑了，孩子放学摸黑走，路上还有电动车，特别不安全。",
                School("潞湾小学"),
                at =>
                    Course(at, 6, 11)
                        .Visited(1.2, "当晚到西门现场查看，与家长见面，确认路段无照明。")
                        .Then(WhistleForTheLights(at))
                        .Answered(
                            74,
                            "次日一早学校、施工单位和街道在现场商定，周末装好十二盏路灯并通电，今后由学校维护。"
                        )
            ),
        ];

    /// <summary>Four units are called that night, meet next morning, and the lamps go up over the weekend.</summary>
    private static IEnumerable<Step> WhistleForTheLights(DateTimeOffset at)
    {
        string[] units = ["城管办", "社区办", "教委", "照明中心"];
        return
        [
            new Step.Blow(
                at + Hours(2.2),
                "潞湾小学西门外没有路灯，孩子放学摸黑走",
                at + Hours(15.5),
                units
            ),
            .. units.Select((unit, i) => new Step.Arrive(at + Hours(15 + 0.1 * i), unit)),
            new Step.Decide(
                at + Hours(16),
                "西门外约一百二十米没有照明，商定装灯十二盏，周末施工。",
                "build",
                "在西门外安装路灯十二盏并通电",
                "照明中心",
                at + Hours(72)
            ),
            new Step.Decide(
                at + Hours(16.2),
                "装好以后由学校一方负责日常维护，发现不亮当日报修。",
                "maintain",
                "西门外路灯的日常维护",
                "教委",
                at + Hours(24 * 60)
            ),
            new Step.DoTask(at + Hours(66), "照明中心", "十二盏路灯已装好并通电。"),
            new Step.VerifyTask(at + Hours(71), "天黑后到现场看过，十二盏全亮。"),
            new Step.EndWhistle(
                at + Hours(73),
                "周末装灯完成，今后由学校维护。",
                [("照明中心", 5, "周末两天装完，比约定早。"), ("教委", 5, "当场答应接手维护。")]
            ),
        ];
    }

    /// <summary>S2: the limit is the next morning.</summary>
    private IEnumerable<CaseScript> APaperByTomorrow() =>
        [
            Told(
                Day(16, 18, 20),
                "walkIn",
                "明天上午九点要进写字楼办入职，楼里要求出示居住情况证明，现在开不出来就进不去，能不能今晚给办？",
                Home("和风苑3号楼"),
                at =>
                    Course(at, 5, 9)
                        .Visited(0.8, "在物业办公室当面核对租住情况，符合开具条件。")
                        .Answered(2, "当晚核实后开具证明，次日已顺利入职。")
            ),
        ];

    /// <summary>S3: months of coordination, told of each step; in the end a call of praise.</summary>
    private IEnumerable<CaseScript> ChargingPoints()
    {
        var citizen = citizens.Next();
        yield return Told(
            Day(30, 10, 12),
            "12345",
            "云帆公馆没法装私人充电桩，物业说电力容量不够，附近也没有公共桩，新买的电动车只能去五公里外充电。",
            Home("云帆公馆5号楼"),
            at =>
                Course(at, 12, 40)
                    .Visited(4, "入户见面，说明与供电公司、物业的协调安排。")
                    .Told(98, "供电公司已完成容量勘测，小区变压器需要增容。")
                    .Extended(
                        150,
                        380,
                        "供电增容和车位改造须经施工许可，预计两周完成。",
                        "增容方案已批复，正在办施工许可，预计下月初通电。"
                    )
                    .Told(240, "选定地面车位二十个，施工队下周进场。")
                    .Answered(
                        340,
                        "小区南侧二十个公共充电桩已通电，分峰、平、谷三段计价，扫码可见。"
                    ),
            citizen
        ) with
        {
            Name = "charging",
            Group = "charging",
        };
        yield return Thanks(
            Day(11, 16, 3),
            "云帆公馆二十个充电桩装好了，家门口就能充电，感谢街道和社区前后跑了那么多趟，表扬一下。",
            Home("云帆公馆5号楼"),
            citizen,
            "charging"
        );
    }

    /// <summary>S4: an explanation first, a watch in the dusk afterwards.</summary>
    private IEnumerable<CaseScript> LampsThatCameOnLate() =>
        [
            Told(
                Day(25, 18, 9),
                "12345",
                "鹭影路一整条街天黑了灯还不亮，昨天站在路口等了十几分钟，行人和电动车都看不清。",
                Road("鹭影路"),
                at =>
                    Course(at, 8, 25)
                        .Visited(
                            1.5,
                            "现场计时：应于18:00亮灯，实际18:15亮，与产权单位约定次日到场。"
                        )
                        .Answered(
                            51,
                            "照明中心已重设定时；同时排查全街道，另有两处同样晚亮，一并调整。"
                        )
            ),
        ];

    /// <summary>S5: found on patrol, filed within the minute, looked at again next day.</summary>
    private CaseScript GroundSinking()
    {
        var at = Day(11, 9, 37);
        return new CaseScript(
            0,
            at,
            DrawMonth.Patrol,
            "滨河北路绿化带内地面下沉，形成约一米宽的坑，已围警戒带。",
            null,
            "2504",
            null,
            null,
            Road("滨河北路"),
            null,
            [
                new Step.Dispatch(at + Minutes(3)),
                new Step.Sign(at + Minutes(14)),
                new Step.Resolve(
                    at + Hours(7),
                    "solved",
                    "排水管接口渗漏导致下沉，已更换接口、回填夯实。"
                ),
                new Step.Reinspect(at + Hours(24), true, "坑已填平，补种草皮，周边无新的下沉。"),
                new Step.Close(at + Hours(26)),
            ]
        )
        {
            Turn = 0,
        };
    }

    /// <summary>S11: directed, by place, by kind, by choice.</summary>
    private IEnumerable<CaseScript> FourWays() =>
        [
            Told(
                Day(9, 8, 52),
                "12345",
                "老人突发头晕，社区医院没有这种药，想问云汀区哪家医院现在能开药、怎么转诊？",
                new Spot("云汀区", null, null, Board.Streets[0].Code),
                Ordinary
            ),
            Told(
                Day(8, 19, 31),
                "web",
                "柳荫南里物业半个月不收垃圾，楼道灯也不亮，业主反映多次没有回音。",
                Home("柳荫南里6号楼"),
                Ordinary
            ),
            Told(
                Day(7, 11, 5),
                "account",
                "澄澜府入住四年，房产证一直办不下来，想知道卡在哪个环节。",
                Home("澄澜府2号楼"),
                Ordinary
            ),
            Told(
                Day(6, 15, 26),
                "web",
                "家门口的树遮住了路灯，希望园林部门修剪一下。",
                Home("桂香里4号楼"),
                Ordinary
            ) with
            {
                ChoiceCode = "990101-D14",
            },
        ];

    private static CourseOfCase Ordinary(DateTimeOffset at) =>
        Course(at, 14, 38)
            .Phoned(13, "电话核实情况，告知承办人和预计时间。")
            .Answered(62, "已到场核实并处理，相关情况逐项告知。");

    private static CourseOfCase Course(DateTimeOffset at, int dispatched, int signed) =>
        new(at, [new Step.Dispatch(at + Minutes(dispatched)), new Step.Sign(at + Minutes(signed))]);

    private CaseScript Told(
        DateTimeOffset at,
        string channel,
        string text,
        Spot spot,
        Func<DateTimeOffset, CourseOfCase> course,
        Citizen? requester = null,
        Citizen? reporter = null
    ) =>
        new(
            0,
            at,
            channel,
            text,
            null,
            null,
            requester ?? citizens.Next(),
            reporter,
            spot,
            null,
            course(at).Steps
        );

    private Spot Home(string building)
    {
        var at = places.Home(building).Footprint.Centroid;
        return new Spot(building, Math.Round(at.X, 6), Math.Round(at.Y, 6), Board.Streets[0].Code);
    }

    private Spot School(string name)
    {
        var at = world.Plan.Landmarks.Single(it => it.Name == name).Area.InteriorPoint;
        return new Spot(
            name + "西门",
            Math.Round(at.X, 6),
            Math.Round(at.Y, 6),
            Board.Streets[0].Code
        );
    }

    private Spot Road(string name)
    {
        var line = world.Plan.Roads.Single(it => it.Name == name).Line.Coordinates;
        var at = line[line.Length / 2];
        return new Spot(name, Math.Round(at.X, 6), Math.Round(at.Y, 6), Board.Streets[0].Code);
    }

    private DateTimeOffset Day(int ago, int hour, int minute) =>
        CivilTime.At(_today.AddDays(-ago), new(hour, minute));

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
