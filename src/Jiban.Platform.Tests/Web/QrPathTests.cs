using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Platform.Web;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Jiban.Platform.Tests.Web;

public sealed partial class QrPathTests
{
    private const int Module = 4;

    [Theory]
    [InlineData("https://jiban.example/tag/99010101018000007")]
    [InlineData(
        "otpauth://totp/%E5%8D%B3%E5%8A%9E%3Ali.ming?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    )]
    public void A_camera_reads_what_was_to_be_said(string text)
    {
        var code = QrPath.Of(text);

        Assert.Equal(text, Read(code.Size, code.Path));
    }

    /// <summary>By another library than the one that made it.</summary>
    private static string? Read(int size, string path)
    {
        var side = size * Module;
        var light = new byte[side * side];
        Array.Fill(light, (byte)255);
        foreach (Match run in Run().Matches(path))
        {
            var (x, y, length) = (Number(run, 1), Number(run, 2), Number(run, 3));
            for (var row = y * Module; row < (y + 1) * Module; row++)
            {
                light.AsSpan(row * side + x * Module, length * Module).Clear();
            }
        }

        var seen = new BinaryBitmap(
            new HybridBinarizer(
                new RGBLuminanceSource(light, side, side, RGBLuminanceSource.BitmapFormat.Gray8)
            )
        );
        return new QRCodeReader().decode(seen)?.Text;
    }

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1h-\d+z")]
    private static partial Regex Run();
}
