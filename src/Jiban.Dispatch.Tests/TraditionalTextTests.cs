namespace Jiban.Dispatch.Tests;

/// <summary>What is written in traditional characters is understood as the same in simplified ones.</summary>
public sealed class TraditionalTextTests
{
    [Theory]
    [InlineData("試灣家園1號樓天花板漏水，物業不管", "试湾家园1号楼天花板漏水，物业不管")]
    [InlineData("試灣家園門口路燈壞了，晚上很黑", "试湾家园门口路灯坏了，晚上很黑")]
    [InlineData("南灘社區垃圾桶滿了沒人清運", "南滩社区垃圾桶满了没人清运")]
    [InlineData("試灣小學學校食堂飯菜有問題", "试湾小学学校食堂饭菜有问题")]
    [InlineData("諮詢一下醫保報銷怎麼辦理", "咨询一下医保报销怎么办理")]
    [InlineData("家裡燃氣管漏氣", "家里燃气管漏气")]
    public void Kind_class_place_and_unit_are_the_same(string traditional, string simplified)
    {
        var (one, other) = (
            Say.Decide(Say.Message(traditional)),
            Say.Decide(Say.Message(simplified))
        );

        Assert.Equal(
            (other.Kind, other.ClassCode, other.ClassConfidence, other.Urgency, other.DangerToLife),
            (one.Kind, one.ClassCode, one.ClassConfidence, one.Urgency, one.DangerToLife)
        );
        Assert.Equal((other.Place, other.UnitId), (one.Place, one.UnitId));
    }

    [Fact]
    public void A_place_field_in_traditional_characters_names_the_place() =>
        Assert.Equal(
            "试湾家园2号楼",
            Say.Decide(Say.Message("電梯壞了", place: "試灣家園二號樓")).Place?.Name
        );
}
