using System.Globalization;
using System.Text;
using QRCoder;

namespace Jiban.Platform.Web;

/// <summary>A QR code as one SVG path, one unit a module, for a page that draws it itself: no picture that the content policy would have to allow.</summary>
/// <param name="Size">Modules a side, with the quiet zone.</param>
public sealed record QrPath(int Size, string Path)
{
    /// <summary>The code of a text, with the error correction M (15 %).</summary>
    public static QrPath Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(
                        CultureInfo.InvariantCulture,
                        $"M{from} {y}h{x - from}v1h{from - x}z"
                    );
                }
            }
        }

        return new QrPath(rows.Count, path.ToString());
    }
}
