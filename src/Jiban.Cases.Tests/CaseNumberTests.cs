using FsCheck;
using FsCheck.Fluent;

namespace Jiban.Cases.Tests;

public sealed class CaseNumberTests
{
    private static readonly Arbitrary<(DateOnly Day, int Sequence)> Numbers = (
        from day in Gen.Choose(0, 3_650)
        from sequence in Gen.Choose(1, CaseNumber.MaxSequence)
        select (new DateOnly(2024, 1, 1).AddDays(day), sequence)
    ).ToArbitrary();

    [Theory]
    [InlineData("感谢{0}的师傅，灯亮了", true)]
    [InlineData("编号 {0}。", true)]
    [InlineData("谢谢街道，电话13800001234", false)]
    [InlineData("感谢9{0}的师傅", false)]
    public void A_number_is_found_in_a_text(string text, bool found)
    {
        var number = CaseNumber.Make(new DateOnly(2026, 11, 20), 123);
        Assert.Equal(found ? number : null, CaseNumber.FirstIn(string.Format(null, text, number)));
    }

    [Fact]
    public void What_is_made_can_be_read_with_or_without_dashes_and_in_full_width_digits() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Numbers,
                one =>
                {
                    var number = CaseNumber.Make(one.Day, one.Sequence);
                    var digits = number.Replace("-", "", StringComparison.Ordinal);
                    var wide = new string([.. digits.Select(digit => (char)(digit - '0' + '０'))]);
                    return CaseNumber.TryRead(number, out var read)
                        && read == number
                        && CaseNumber.TryRead(digits, out read)
                        && read == number
                        && CaseNumber.TryRead($" {wide} ", out read)
                        && read == number;
                }
            )
        );

    [Fact]
    public void Every_single_mistyped_digit_is_refused() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Numbers,
                one =>
                {
                    var digits = CaseNumber
                        .Make(one.Day, one.Sequence)
                        .Replace("-", "", StringComparison.Ordinal);
                    return Enumerable
                        .Range(0, digits.Length)
                        .All(place =>
                            "0123456789"
                                .Where(other => other != digits[place])
                                .All(other =>
                                    !CaseNumber.TryRead(
                                        digits[..place] + other + digits[(place + 1)..],
                                        out _
                                    )
                                )
                        );
                }
            )
        );

    [Fact]
    public void Every_swap_of_two_neighbours_is_refused() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Numbers,
                one =>
                {
                    var digits = CaseNumber
                        .Make(one.Day, one.Sequence)
                        .Replace("-", "", StringComparison.Ordinal);
                    return Enumerable
                        .Range(0, digits.Length - 1)
                        .Where(place => digits[place] != digits[place + 1])
                        .All(place =>
                            !CaseNumber.TryRead(
                                digits[..place]
                                    + digits[place + 1]
                                    + digits[place]
                                    + digits[(place + 2)..],
                                out _
                            )
                        );
                }
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("2026112000001234")]
    [InlineData("20261120-0000123")]
    [InlineData("abcdefgh-ijklmno-p")]
    [InlineData("99999999-9999999-9")]
    public void What_is_no_number_is_refused(string typed) =>
        Assert.False(CaseNumber.TryRead(typed, out _));

    [Fact]
    public void The_hundred_thousandth_of_a_day_still_has_seven_digits() =>
        Assert.StartsWith(
            "20261121-0100000-",
            CaseNumber.Make(new DateOnly(2026, 11, 21), 100_000),
            StringComparison.Ordinal
        );
}
