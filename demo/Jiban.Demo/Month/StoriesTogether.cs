namespace Jiban.Demo.Month;

// Cases that touch each other: one incident, a repeat with its history, thanks.
internal sealed partial class Stories
{
    /// <summary>The first call of the night without water, under which the others are one incident.</summary>
    public const string Outage = "outage";

    /// <summary>Calls of the night that are one incident, all within ten minutes.</summary>
    private const int CallsOfTheNight = 40;

    private const int SecondsBetweenCalls = 13;

    private static readonly string[] NoWater =
    [
        "{0}突然停水，整栋高层一滴水都没有，什么时候能来水？",
        "{0}没有水了，家里有老人和孩子，没接到停水通知。",
        "晚上八点{0}停水，物业电话打不通，请帮忙问问。",
        "{0}从刚才开始断水，楼下有水管爆的声音。",
        "{0}水龙头打开没有水，邻居家也都停了，是不是水管爆了？",
        "下班回来发现{0}停水，孩子还没洗澡，想问今晚能不能恢复供水。",
        "{0}整栋楼停水，楼下地面在往上冒水，请赶紧来人抢修。",
        "{0}停水了，群里都在问，没有一个人通知原因和来水时间。",
    ];

    /// <summary>
    /// S9: one night, one estate without water. Its forty calls are one incident; one that was taken for the forty-first turns out to be another matter and
    /// goes its own way, one of the forty still has no water next morning and is handled again alone. Another block of the same street is another matter
    /// from the beginning.
    /// </summary>
    private IEnumerable<CaseScript> WithoutWater()
    {
        var night = Day(13, 20, 4);
        for (var n = 0; n < CallsOfTheNight + 4; n++)
        {
            var home = n <= CallsOfTheNight ? $"望津府{1 + n % 3}号楼" : "丹桂苑7号楼";
            var part = n;
            yield return Told(
                night + TimeSpan.FromSeconds(SecondsBetweenCalls * n),
                n % 3 == 0 ? "streetLine" : "12345",
                string.Format(
                    System.Globalization.CultureInfo.InvariantCulture,
                    NoWater[n % NoWater.Length],
                    home
                ),
                Home(home),
                at => CallOfTheNight(at, part)
            ) with
            {
                Name = n == 0 ? Outage : null,
                Group = Outage,
            };
        }
    }

    private static CourseOfCase CallOfTheNight(DateTimeOffset at, int n)
    {
        var waited = SecondsBetweenCalls * n / 3600.0;
        return n switch
        {
            0 => Course(at, 4, 9)
                .Phoned(0.5, "告知抢修人员已到场，正在开挖查找漏点。")
                .Told(2.5, "漏点已找到，正在更换爆裂的管段，预计凌晨恢复供水。")
                .Answered(9.5, "专班连夜抢修，次日五点半恢复供水；同楼龄住宅已逐栋检查。"),
            // What happens at the first call happens to these, each in its own chain.
            < CallsOfTheNight => new CourseOfCase(at, [.. Joined(at)]).Then(
                n == 4 ? StillWithoutWater(at) : Asked(at, 45.5 + n / 20.0 - waited)
            ),
            CallsOfTheNight => new CourseOfCase(at, [.. Joined(at)])
                .Then(new Step.Leave(at + Hours(1.5), Outage, "是自家入户阀门坏了，不是全楼停水。"))
                .Phoned(2, "告知是入户阀门损坏，约明早上门。")
                .Answered(14, "入户阀门已更换，恢复用水。"),
            _ => Course(at, 4, 9)
                .Phoned(0.5, "告知是二次供水泵房跳闸，正在抢修。")
                .Answered(5.5 - waited, "泵房已恢复供电，当夜来水。"),
        };
    }

    private static IEnumerable<Step> Joined(DateTimeOffset at) =>
        [new Step.Dispatch(at + Minutes(3)), new Step.Join(at + Minutes(25), Outage)];

    private static IEnumerable<Step> Asked(DateTimeOffset at, double hours) =>
        [
            new Step.CallBack(at + Hours(hours), true, true, "solved", "satisfied", null),
            new Step.Close(at + Hours(hours + 0.2)),
        ];

    private static IEnumerable<Step> StillWithoutWater(DateTimeOffset at) =>
        [
            new Step.CallBack(
                at + Hours(15),
                true,
                true,
                "not",
                "dissatisfied",
                "楼上楼下都来水了，只有我家还没有。"
            ),
            new Step.Call(at + Hours(16), "约定上午上门查看入户管。"),
            new Step.Resolve(
                at + Hours(20),
                "solved",
                "入户管内有泥沙堵塞，已疏通，当场试水正常。"
            ),
            .. Asked(at, 50),
        ];

    /// <summary>S16: told by a community worker for a resident; the remedy that met the standard did not last; in the end he phones to praise.</summary>
    private IEnumerable<CaseScript> SmokeAgain()
    {
        const string smoke = "smoke";
        var (resident, worker) = (citizens.Next(), citizens.Next());
        yield return Told(
            Day(27, 9, 40),
            "onBehalf",
            "代居民反映：棠梨苑1号楼底商一家餐馆正在装修，排烟口正对居民窗户，担心开业后油烟进屋，希望提前介入。",
            Home("棠梨苑1号楼"),
            at =>
                Course(at, 10, 35)
                    .Visited(5, "与居民、餐馆三方在现场见面，查看图纸。")
                    .Answered(
                        120,
                        "净化设备检测达标，烟道已加长避开窗户，检测报告附后。",
                        "meetsStandard"
                    ),
            resident,
            worker
        );
        yield return Told(
            Day(12, 18, 55),
            "streetLine",
            "棠梨苑1号楼底商餐馆排烟口正对窗户，开业后油烟还是飘进来，上次说达标了，现在又反复，请再来看看。",
            Home("棠梨苑1号楼"),
            at =>
                Course(at, 7, 22)
                    .Visited(2, "再次入户，现场闻到油烟，商定把排口外移。")
                    .Told(70, "排口外移方案已定，今天开始施工。")
                    .Answered(130, "排烟口外移三十米，绕过全部窗户，并约定每月清洗。"),
            resident
        ) with
        {
            Name = smoke,
            Group = smoke,
        };
        yield return Thanks(
            Day(4, 9, 12),
            "棠梨苑的油烟这回彻底解决了，每一步都告诉我，特地打电话表扬。",
            Home("棠梨苑1号楼"),
            resident,
            smoke
        );
    }

    /// <summary>Thanks for the case of a name: taken, passed on, and over.</summary>
    private CaseScript Thanks(
        DateTimeOffset at,
        string text,
        Spot spot,
        Citizen citizen,
        string of
    ) =>
        Told(
            at,
            "streetLine",
            text,
            spot,
            _ => new CourseOfCase(
                at,
                [new Step.TakeThanks(at + Hours(1), of, "已转达承办人员和所在单位。")]
            ),
            citizen
        ) with
        {
            Kind = "表扬",
            Group = of,
        };
}
