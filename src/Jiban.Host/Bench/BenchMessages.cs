using System.Globalization;

namespace Jiban.Host.Bench;

/// <summary>Requests as citizens of the demo city would write them; the same client and number give the same one.</summary>
internal static class BenchMessages
{
    private static readonly string[] Matters =
    [
        "路灯坏了三天，晚上一片漆黑，老人孩子走路害怕，请尽快来修。",
        "垃圾好几天没人清运，味道很大，苍蝇也多，希望每天清一次。",
        "井盖松动，车一过就响，夜里吵得睡不着，也怕有人掉下去。",
        "楼下饭店油烟直排，窗户不敢开，投诉多次没有结果，请执法部门来看看。",
        "物业收了停车费却没有车位，消防通道也被占，电动车在楼道充电，非常危险。",
        "家里突然停水，没有任何通知，不知道什么时候能恢复，家里有小孩。",
        "工地半夜还在施工，已经连续一个星期，请管一管。",
        "想问一下老旧小区加装电梯怎么申请，要哪些材料，到哪里办。",
    ];

    private static readonly string[] Places =
    [
        "潞湾街道湾畔社区",
        "潞湾家园2号楼南侧",
        "棠梨路",
        "潞湾小学西门外",
    ];

    /// <summary>How many matters there are.</summary>
    public static int Count => Matters.Length;

    /// <summary>The words of a matter, without a place.</summary>
    public static string Words(long number) => Matters[number % Matters.Length];

    /// <summary>The body of one request, as JSON.</summary>
    public static string Of(int lane, long number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"text":"{{{Places[(lane + number) % Places.Length]}}}{{{Matters[
                ((lane * 31) + number) % Matters.Length
            ]}}}（第{{{number}}}次来电）","contact":{"name":"何小满","phone":"138{{{lane:D4}}}{{{number
                % 10_000:D4}}}"}}
            """
        );
}
