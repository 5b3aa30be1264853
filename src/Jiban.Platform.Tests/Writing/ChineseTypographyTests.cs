using Jiban.Platform.Writing;

namespace Jiban.Platform.Tests.Writing;

/// <summary>Names of files as pages show them.</summary>
public sealed class ChineseTypographyTests
{
    [Theory]
    [InlineData("湾畔家园(二期)", "湾畔家园（二期）")]
    [InlineData("湾畔家园（二期）", "湾畔家园（二期）")]
    [InlineData("地铁１号线Ａ口", "地铁1号线A口")]
    [InlineData("湾畔家园 3 号楼", "湾畔家园3号楼")]
    [InlineData("湾畔　广场", "湾畔广场")]
    [InlineData("Sun City 广场", "Sun City广场")]
    [InlineData("Ｓｕｎ　Ｃｉｔｙ广场", "Sun City广场")]
    [InlineData("SOHO (North)", "SOHO (North)")]
    [InlineData("", "")]
    public void Brackets_are_wide_letters_and_digits_narrow_and_no_blank_stands_between_characters(
        string file,
        string shown
    )
    {
        Assert.Equal(shown, ChineseTypography.Of(file));
        Assert.Equal(shown, ChineseTypography.Of(shown));
    }
}
