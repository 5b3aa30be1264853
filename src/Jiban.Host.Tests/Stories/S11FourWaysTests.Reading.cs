using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

// What is meant: who only asks (S22), what is an emergency all the same, and ways of writing that change nothing.
public sealed partial class S11FourWaysTests
{
    [Theory]
    [InlineData("请问居住证怎么办理，需要什么材料")]
    [InlineData("咨询一下公租房怎么申请，要什么条件")]
    [InlineData("請問入學需要哪些材料？請問何时报名")]
    public async Task A_question_that_only_asks_is_told_as_one_with_how_sure_that_is(string text)
    {
        var told = await ExplainAsync(text);

        Assert.Equal("consultation", told.GetProperty("kind").GetString());
        var kinds = told.GetProperty("kinds").EnumerateArray().ToList();
        Assert.Equal("consultation", kinds[0].GetProperty("kind").GetString());
        Assert.InRange(ProbabilityOf(kinds, "consultation"), 0.5, 0.999);
        Assert.Equal(1, kinds.Sum(one => one.GetProperty("probability").GetDouble()), 6);
        Assert.False(told.GetProperty("dangerToLife").GetBoolean());
        Assert.DoesNotContain("danger", Codes(told));
    }

    [Fact]
    public async Task Who_wants_something_done_does_not_only_ask_though_it_is_put_as_a_question()
    {
        var told = await ExplainAsync("路灯坏了，什么时候能修");

        Assert.Equal("help", told.GetProperty("kind").GetString());
        Assert.InRange(
            ProbabilityOf([.. told.GetProperty("kinds").EnumerateArray()], "consultation"),
            0.001,
            0.5
        );
    }

    [Theory]
    [InlineData("棠梨苑，请问燃气泄漏怎么办，家里闻到煤气味，有人晕倒了", "119")]
    [InlineData("采薇里，请问有人晕倒了怎么办", "120")]
    public async Task Danger_put_as_a_question_is_an_emergency_and_is_never_left_as_a_question(
        string text,
        string call
    )
    {
        var told = await ExplainAsync(text);

        Assert.True(told.GetProperty("dangerToLife").GetBoolean());
        Assert.Equal("emergency", told.GetProperty("urgency").GetString());
        Assert.Contains(call, Reason(told, "danger"), StringComparison.Ordinal);
        // It is asked all the same: the kind says how it was put, and decides nothing of this.
        Assert.Equal("consultation", told.GetProperty("kind").GetString());

        var answer = (await host.Citizen.Post("/api/requests", new { text })).Expect(
            HttpStatusCode.Created
        );
        Assert.True(answer.GetProperty("danger").GetBoolean());
        Assert.Contains(call, answer.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            answer.GetProperty("receivedAt").GetDateTimeOffset().AddHours(2),
            answer.GetProperty("deadlines").GetProperty("resolve").GetDateTimeOffset()
        );
        Assert.Equal("dispatched", answer.GetProperty("dispatch").GetProperty("state").GetString());
    }

    /// <summary>Each in its own estate: none is a twin of another.</summary>
    [Theory]
    [InlineData(
        "潞灣家園門口路燈不亮，晚上漆黑，請儘快派人來修",
        "潞湾家园门口路灯不亮，晚上漆黑，请尽快派人来修",
        "0407",
        "潞灣家園門口路燈不亮，晚上漆黑，請儘快派人來修"
    )]
    [InlineData(
        "湾畔新村２＃楼　电梯坏了，停在３层，ＷＨＯ来修",
        "湾畔新村2#楼 电梯坏了，停在3层，who来修",
        "0312",
        "湾畔新村２＃楼　电梯坏了，停在３层，ＷＨＯ来修"
    )]
    [InlineData(
        "桂语花园门口的路灯莫得亮咯，晚黑黢麻黑的，娃儿放学怕得很",
        "桂语花园门口的路灯没有亮了，晚上漆黑的，孩子放学怕得很",
        "0407",
        "桂语花园门口的路灯莫得亮咯，晚黑黢麻黑的，娃儿放学怕得很"
    )]
    [InlineData(
        "我的身份证号是１１０１０１１９９００１０１１２３Ｘ，柳岸名邸门口路灯不亮，证件110101199001011234",
        "柳岸名邸门口路灯不亮",
        "0407",
        "我的身份证号是110***123X，柳岸名邸门口路灯不亮，证件110***1234"
    )]
    public async Task Other_characters_forms_dialect_and_identity_numbers_change_neither_class_nor_unit_and_no_number_is_shown(
        string written,
        string plain,
        string classCode,
        string shown
    )
    {
        var read = await ExplainAsync(plain);

        var answer = (await host.Citizen.Post("/api/requests", new { text = written })).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal(classCode, read.GetProperty("class").GetProperty("code").GetString());
        Assert.Equal(
            read.GetProperty("unit").GetProperty("id").GetGuid(),
            UnitOf(answer.GetProperty("dispatch")).UnitId
        );
        var dispatcher = host.As(Role.Dispatcher, host.City.CityCentre!.Name);
        var row = (await dispatcher.Get($"/api/cases?q={answer.GetProperty("number").GetString()}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        var page = (await dispatcher.Get($"/api/cases/{row.GetProperty("id").GetString()}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(classCode, page.GetProperty("classCode").GetString());
        Assert.EndsWith(
            page.GetProperty("place").GetProperty("name").GetString()!,
            read.GetProperty("places")[0].GetProperty("name").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(shown, page.GetProperty("text").GetString());
        foreach (var of in new[] { row, page, answer })
        {
            Assert.DoesNotContain("19900101", of.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("１９９００１０１", of.GetRawText(), StringComparison.Ordinal);
        }
    }

    private static double ProbabilityOf(IEnumerable<JsonElement> kinds, string kind) =>
        kinds
            .Single(one => one.GetProperty("kind").GetString() == kind)
            .GetProperty("probability")
            .GetDouble();
}
