using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Jiban.Host.Tests.Pages;

/// <summary>Films for the camera of the browser, uncompressed (YUV4MPEG2).</summary>
internal static partial class Film
{
    private const int Width = 640;
    private const int Height = 480;

    /// <summary>A hand that holds a phone before a printed label: grey wall, white label, and a code that first is cut off and then is in sight.</summary>
    /// <param name="size">Modules of a side of the code, with its border.</param>
    /// <param name="path">The dark runs of its rows, as the sheet of labels draws them.</param>
    public static async Task OfLabelAsync(string file, int size, string path)
    {
        var module = (Height - 80) / size;
        await using var film = File.Create(file);
        await film.WriteAsync(
            Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n")
        );
        // Half a second of a label that is mostly out of the picture, then two and a half of all of it.
        for (var frame = 0; frame < 30; frame++)
        {
            var left = frame < 5 ? Width - 5 * module : (Width - size * module) / 2 + frame % 3;
            await film.WriteAsync("FRAME\n"u8.ToArray());
            await film.WriteAsync(Light(size, path, module, left, 30 + frame % 2));
            // No colour.
            var colour = new byte[Width * Height / 2];
            Array.Fill(colour, (byte)128);
            await film.WriteAsync(colour);
        }
    }

    private static byte[] Light(int size, string path, int module, int left, int top)
    {
        var light = new byte[Width * Height];
        Array.Fill(light, (byte)120);
        Paint(left, top, size * module, size * module, 225);
        foreach (Match run in Run().Matches(path))
        {
            Paint(
                left + Number(run, 1) * module,
                top + Number(run, 2) * module,
                Number(run, 3) * module,
                module,
                40
            );
        }

        return light;

        void Paint(int x, int y, int width, int height, byte shade)
        {
            for (var row = Math.Max(y, 0); row < Math.Min(y + height, Height); row++)
            {
                var from = Math.Clamp(x, 0, Width);
                light
                    .AsSpan(row * Width + from, Math.Clamp(x + width, 0, Width) - from)
                    .Fill(shade);
            }
        }
    }

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1h-\d+z")]
    private static partial Regex Run();
}
