using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３！", "abc123!")]
    [InlineData("着　火 了", "着火了")]
    [InlineData("hello  world", "hello world")]
    [InlineData("a\0b\u200bc\ufeff", "abc")]
    [InlineData("火\ud83d\ude92灾\ud800", "火灾")]
    [InlineData("①号", "1号")]
    [InlineData("樓上漏水，燃氣管漏氣", "楼上漏水,燃气管漏气")]
    [InlineData("著火啦！線杆綫杆，裡面裏面", "着火啦!线杆线杆,里面里面")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void What_looks_the_same_has_one_form(string? text, string plain)
    {
        Assert.Equal(plain, PlainText.Of(text));
    }

    [Theory]
    [InlineData("三号楼", "3号楼")]
    [InlineData("十二栋", "12号楼")]
    [InlineData("二十幢", "20号楼")]
    [InlineData("一百零五號院", "105号院")]
    [InlineData("二〇六号", "206号")]
    [InlineData("两栋楼", "两栋楼")]
    [InlineData("3#楼", "3号楼")]
    [InlineData("一百二十人", "一百二十人")]
    [InlineData("2单元", "2单元")]
    [InlineData("", "")]
    public void House_numbers_have_one_form(string text, string form)
    {
        Assert.Equal(form, HouseNumbers.Of(PlainText.Of(text)));
    }

    [Fact]
    public void What_is_longer_than_is_read_is_cut()
    {
        Assert.Equal(PlainText.Longest, PlainText.Of(new string('长', 50_000)).Length);
    }

    [Fact]
    public void Simplified_forms_move_nothing_and_are_final()
    {
        // Whatever is quoted, masked or pointed at by its position stays where it was. All of the block: a random text seldom holds the one
        // character whose simplified form is the traditional form of another.
        for (var c = '\u4E00'; c <= '\u9FFF'; c++)
        {
            var plain = PlainText.Of(c.ToString());
            Assert.Equal(1, plain.Length);
            Assert.Equal(plain, PlainText.Of(plain));
        }
    }
}
