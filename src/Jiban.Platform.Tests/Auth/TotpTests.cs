using System.Text;
using Jiban.Platform.Auth.SecondFactors;
using Jiban.Platform.Web;

namespace Jiban.Platform.Tests.Auth;

public sealed class TotpTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();

    /// <summary>RFC 6238, appendix B, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A_code_is_that_of_the_test_vectors_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(At(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_off_by_one_step(int off, bool passes)
    {
        var step = Totp.StepAt(At(59));
        Assert.Equal(
            passes ? step + off : null,
            Totp.Match(Secret, Totp.Code(Secret, step + off), At(59), lastStep: 0 - 10)
        );
    }

    [Fact]
    public void A_step_that_was_used_and_those_before_it_are_never_accepted_again()
    {
        var step = Totp.StepAt(At(1111111111));
        foreach (var used in new[] { step, step + 1 })
        {
            Assert.Null(Totp.Match(Secret, "050471", At(1111111111), lastStep: used));
        }

        Assert.Equal(step, Totp.Match(Secret, "050471", At(1111111111), lastStep: step - 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("05047")]
    [InlineData("0504711")]
    [InlineData("０５０４７１")]
    public void What_is_no_code_matches_nothing(string typed) =>
        Assert.Null(Totp.Match(Secret, typed, At(1111111111), lastStep: 0));

    /// <summary>RFC 4648, chapter 10.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_secret_is_written_in_base32(string bytes, string text) =>
        Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void The_picture_holds_what_the_app_asks_for()
    {
        Assert.Equal(
            "otpauth://totp/%E5%8D%B3%E5%8A%9E%3Ali.ming?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%8D%B3%E5%8A%9E&algorithm=SHA1&digits=6&period=30",
            Totp.Uri(Secret, "li.ming")
        );
        var qr = QrPath.Of(Totp.Uri(Secret, "li.ming"));
        // The finder pattern stands behind a quiet zone of four modules.
        Assert.StartsWith("M4 4h7v1h-7z", qr.Path, StringComparison.Ordinal);
        Assert.Equal(0, (qr.Size - 8 - 17) % 4);
    }

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
