using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Contracts;

namespace Jiban.City.Tests;

public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // The example of the standard.
    [Theory, InlineData("91350100M000100Y43")]
    public void A_code_of_the_standard_is_sound(string code) =>
        Assert.True(CreditCode.IsSound(code));

    [
        Theory,
        InlineData("91350100M000100Y44"),
        InlineData("91350100M000100Y4"),
        InlineData("91350100m000100y43"),
        InlineData("9135010OM000100Y43"),
        InlineData("91A50100M000100Y43"),
        InlineData(""),
        InlineData(null)
    ]
    public void Whatever_differs_in_form_or_check_is_none(string? code) =>
        Assert.False(CreditCode.IsSound(code));

    [Fact]
    public void One_wrong_character_and_two_neighbours_exchanged_are_always_found() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                (
                    from division in Gen.Choose(100_000, 999_999)
                    from head in Gen.Elements("11", "12", "52", "91", "93")
                    from body in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(9)
                    from at in Gen.Choose(0, 17)
                    from other in Gen.Elements(Alphabet.ToCharArray())
                    select (Plain: $"{head}{division}{new string(body)}", at, other)
                ).ToArbitrary(),
                one =>
                {
                    var code = one.Plain + CreditCode.CheckOf(one.Plain);
                    Assert.True(CreditCode.IsSound(code));
                    var wrong = code.ToCharArray();
                    wrong[one.at] = one.other;
                    Assert.Equal(one.other == code[one.at], CreditCode.IsSound(new(wrong)));
                    if (one.at < 17)
                    {
                        var turned = code.ToCharArray();
                        (turned[one.at], turned[one.at + 1]) = (turned[one.at + 1], turned[one.at]);
                        Assert.Equal(
                            code[one.at] == code[one.at + 1],
                            CreditCode.IsSound(new(turned))
                        );
                    }
                }
            )
        );
}
