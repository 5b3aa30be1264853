using FsCheck;
using FsCheck.Fluent;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>Whom a message is about: names of companies, projects and estates, read from the words.</summary>
public sealed class SubjectNamesTests
{
    [Theory]
    [InlineData("投诉绿城物业公司乱收停车费", "绿城物业")]
    [InlineData("我住在湾畔家园3号楼，锦程置业有限公司承诺的花园没有建", "湾畔家园 锦程置业")]
    [InlineData("对面的聚鑫火锅店油烟很大", "聚鑫火锅店")]
    [InlineData("小区物业不作为，供水公司也不管", "")]
    [InlineData("公司", "")]
    [InlineData("The lamp is out", "")]
    public void A_name_ends_as_names_do_and_begins_after_what_is_none(
        string text,
        string expected
    ) => Assert.Equal(expected, string.Join(' ', SubjectNames.Of(text)));

    [Fact]
    public void Any_words_in_any_order_give_at_most_three_names_of_sound_length()
    {
        string[] words =
        [
            "绿城",
            "物业",
            "公司",
            "有限公司",
            "小区",
            "我住在",
            "投诉",
            "，",
            "3",
            " ",
            "\ud83d",
            "\0",
            "x",
        ];
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Elements(words).ListOf().Select(string.Concat).ToArbitrary(),
                text =>
                    SubjectNames.Of(text) is { Count: <= 3 } names
                    && names.All(name => name.Length >= 3)
            )
        );
    }
}
