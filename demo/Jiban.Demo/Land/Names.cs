namespace Jiban.Demo.Land;

/// <summary>A house of a compound: where in the compound (0 to 1 from west and south), how large, how high.</summary>
internal sealed record Part(
    string Name,
    string Use,
    double East,
    double North,
    double Width,
    double Depth,
    int Storeys
);

/// <summary>Names of what is no estate, and the houses of which it consists.</summary>
internal static class Names
{
    /// <summary>The names by use, in the order of the blocks.</summary>
    public static Dictionary<char, Queue<string>> Others() =>
        new()
        {
            ['S'] = new(["潞湾小学", "晴川中学", "柳岸小学", "桂语幼儿园", "望津学校"]),
            ['C'] = new([
                "鹭影天地",
                "棠梨广场",
                "书声里商街",
                "晴川汇",
                "柳岸坊",
                "桂语市集",
                "望津荟",
            ]),
            ['F'] = new(["潞湾科创中心", "云帆大厦", "锦帆国际", "望津商务港"]),
            ['M'] = new(["柳岸农贸市场"]),
            ['P'] = new(["湾畔公园", "晴川公园"]),
            ['K'] = new(["湾畔社区服务中心", "桂语社区服务中心"]),
            ['H'] = new(["望津医院"]),
            ['I'] = new(["澄工产业园", "望津物流园", "青石精工厂"]),
            ['G'] = new([
                "柳岸亭",
                "枕河亭",
                "澄明轩",
                "桂影亭",
                "听桨台",
                "银桂轩",
                "望津亭",
                "芦汀轩",
                "东湾台",
            ]),
        };

    /// <summary>The houses of a compound.</summary>
    public static IReadOnlyList<Part> Parts(char use) =>
        use switch
        {
            'S' =>
            [
                new("教学楼", "school", 0.5, 0.78, 90, 16, 5),
                new("实验楼", "school", 0.5, 0.55, 70, 15, 4),
                new("体育馆", "school", 0.2, 0.2, 44, 30, 2),
                new("食堂", "school", 0.85, 0.2, 30, 24, 2),
            ],
            'F' =>
            [
                new("A座", "office", 0.25, 0.75, 46, 38, 22),
                new("B座", "office", 0.75, 0.75, 46, 38, 18),
                new("C座", "office", 0.25, 0.25, 46, 38, 14),
                new("D座", "office", 0.75, 0.25, 46, 38, 14),
                new("裙楼", "office", 0.5, 0.5, 50, 30, 3),
            ],
            'M' =>
            [
                new("", "market", 0.5, 0.5, 130, 90, 2),
                new("管理用房", "office", 0.9, 0.08, 24, 12, 2),
            ],
            'P' =>
            [
                new("管理处", "public", 0.1, 0.1, 20, 12, 1),
                new("公共厕所", "public", 0.85, 0.8, 12, 8, 1),
            ],
            'K' =>
            [
                new("", "public", 0.5, 0.7, 60, 22, 3),
                new("养老驿站", "public", 0.2, 0.25, 30, 18, 2),
                new("卫生服务站", "public", 0.75, 0.25, 34, 18, 2),
            ],
            'H' =>
            [
                new("门诊楼", "hospital", 0.5, 0.25, 100, 28, 5),
                new("住院楼", "hospital", 0.5, 0.7, 80, 22, 14),
                new("急诊楼", "hospital", 0.1, 0.5, 26, 36, 3),
            ],
            'I' =>
            [
                new("1号厂房", "industry", 0.25, 0.75, 90, 46, 2),
                new("2号厂房", "industry", 0.75, 0.75, 90, 46, 2),
                new("3号厂房", "industry", 0.25, 0.3, 90, 46, 2),
                new("仓库", "industry", 0.75, 0.3, 80, 40, 1),
                new("办公楼", "office", 0.5, 0.03, 40, 14, 4),
            ],
            'G' => [new("", "public", 0.5, 0.04, 12, 9, 1)],
            _ => [],
        };
}
