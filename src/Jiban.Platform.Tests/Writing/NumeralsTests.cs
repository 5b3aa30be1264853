using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Jiban.Platform.Writing;

namespace Jiban.Platform.Tests.Writing;

/// <summary>Numbers of Chinese texts in Arabic digits.</summary>
public sealed class NumeralsTests
{
    [Theory]
    [InlineData("三", "3")]
    [InlineData("两", "2")]
    [InlineData("十", "10")]
    [InlineData("十二", "12")]
    [InlineData("二十", "20")]
    [InlineData("九十九", "99")]
    [InlineData("一百零五", "105")]
    [InlineData("一百五", "150")]
    [InlineData("三百二十一", "321")]
    [InlineData("二〇六", "206")]
    [InlineData("007", "007")]
    [InlineData("一三八〇〇一三八〇〇〇", "13800138000")]
    [InlineData("楼", "楼")]
    [InlineData("", "")]
    public void A_number_is_told_in_Arabic_digits(string written, string digits) =>
        Assert.Equal(digits, Numerals.Arabic(written));

    [Fact]
    public void Every_number_up_to_a_thousand_is_read_as_it_is_said()
    {
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Gen.Choose(1, 999).ToArbitrary(),
                number =>
                    Numerals.Arabic(Said(number)) == number.ToString(CultureInfo.InvariantCulture)
            )
        );
    }

    private static string Said(int number)
    {
        const string Digits = "零一二三四五六七八九";
        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        return (hundreds > 0 ? Digits[hundreds] + "百" : "")
            + (
                tens > 0 ? (tens == 1 && hundreds == 0 ? "" : Digits[tens].ToString()) + "十"
                : hundreds > 0 && ones > 0 ? "零"
                : ""
            )
            + (ones > 0 ? Digits[ones].ToString() : "");
    }
}
