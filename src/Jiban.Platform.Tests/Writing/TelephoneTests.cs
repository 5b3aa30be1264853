using Jiban.Platform.Writing;

namespace Jiban.Platform.Tests.Writing;

public sealed class TelephoneTests
{
    [Theory]
    [InlineData("+86 138 0000 1234", "13800001234")]
    [InlineData("0086 138 0000 1234", "13800001234")]
    [InlineData("１３８００００１２３４", "13800001234")]
    [InlineData("13800001234（女儿）", "13800001234")]
    [InlineData("1234", null)]
    [InlineData("1234567890123456", null)]
    [InlineData("没有", null)]
    [InlineData(null, null)]
    public void A_number_is_read_as_people_write_it(string? typed, string? expected) =>
        Assert.Equal(expected, Telephone.Normalise(typed));

    [Theory]
    [InlineData("138-0099 0001", "13800990001")]
    [InlineData("１３８－００９９　０００１", "13800990001")]
    [InlineData("＋８６（１０）６２３４ ５６７８", "+861062345678")]
    [InlineData("+86 138 0099 0001", "13800990001")]
    [InlineData("+852 2345 6789", "+85223456789")]
    [InlineData("024-62345678转8001", null)]
    [InlineData("请打总机", null)]
    [InlineData("13800990001+", null)]
    [InlineData("12 34", null)]
    public void What_a_machine_dials_is_one_number_and_nothing_else(
        string typed,
        string? expected
    ) => Assert.Equal(expected, Telephone.Read(typed));
}
