namespace Jiban.Demo.Month;

/// <summary>Whether a photo shows what was found or what was made of it.</summary>
internal enum Moment
{
    Before,
    After,
}

/// <summary>
/// Draws a small picture of a street corner, with what was found on it or without: no photograph, no person. Same case, same corner.
/// </summary>
internal static class Picture
{
    private const int Width = 480;
    private const int Height = 360;

    /// <summary>A PNG.</summary>
    public static byte[] Draw(int caseNumber, string classCode, Moment moment)
    {
        var chance = new Random(caseNumber);
        var canvas = new Canvas(Width, Height);
        var horizon = chance.Next(120, 170);
        Corner(canvas, chance, horizon);
        if (moment == Moment.Before)
        {
            Found(canvas, new Random(caseNumber + 1), classCode, horizon);
        }

        canvas.Grain(new Random(caseNumber + 2 + (int)moment));
        return canvas.ToPng();
    }

    private static void Corner(Canvas canvas, Random chance, int horizon)
    {
        canvas.Fade(0, horizon, (198, 214, 228), (226, 231, 233));
        for (var x = -20; x < Width; x += 70)
        {
            var height = chance.Next(50, horizon - 10);
            var shade = chance.Next(150, 190);
            canvas.Box(x, horizon - height, x + 62, horizon, (shade, shade - 6, shade - 14));
            for (var y = horizon - height + 8; y < horizon - 8; y += 14)
            {
                canvas.Box(x + 8, y, x + 18, y + 7, (shade - 45, shade - 38, shade - 28));
                canvas.Box(x + 40, y, x + 50, y + 7, (shade - 45, shade - 38, shade - 28));
            }
        }

        canvas.Box(0, horizon, Width, horizon + 34, (112, 138, 96));
        canvas.Fade(horizon + 34, Height, (166, 163, 158), (138, 136, 132));
        for (var y = horizon + 60; y < Height; y += 42)
        {
            canvas.Box(0, y, Width, y + 2, (152, 150, 145));
        }
    }

    /// <summary>What was found: a heap for waste and goods, a hole for road and ground, boxes for bicycles and stalls.</summary>
    private static void Found(Canvas canvas, Random chance, string classCode, int horizon)
    {
        var (x, y) = (chance.Next(140, 320), horizon + chance.Next(100, 150));
        switch (classCode)
        {
            case "0405" or "2504" or "0408":
                canvas.Round(x, y, 78, 34, (94, 90, 86));
                canvas.Round(x + 4, y + 3, 60, 24, (52, 48, 46));
                break;
            case "0503" or "0504" or "1702":
                for (var n = 0; n < 9; n++)
                {
                    canvas.Round(x - 110 + 26 * n, y, 13, 13, (48, 52, 60));
                    canvas.Round(x - 110 + 26 * n, y, 9, 9, (160, 158, 154));
                    canvas.Box(
                        x - 112 + 26 * n,
                        y - 26,
                        x - 92 + 26 * n,
                        y - 20,
                        (60, 110 + 10 * n, 170)
                    );
                }

                break;
            default:
                for (var n = 0; n < 26; n++)
                {
                    var shade = chance.Next(70, 210);
                    canvas.Round(
                        x + chance.Next(-80, 80),
                        y + chance.Next(-24, 24),
                        chance.Next(8, 24),
                        chance.Next(6, 16),
                        (shade, chance.Next(60, shade + 20), chance.Next(50, 160))
                    );
                }

                break;
        }
    }
}
