using System.Text.RegularExpressions;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// Sentences of another language, code, and orders to a machine inside a Chinese message: they are no part of its matter, and the class is read from what is left. Left in, an English line beside a
/// burst pipe reads like a question in English. That they stand there still lowers the certainty (<see cref="Legibility"/>).
/// </summary>
internal static partial class ForeignPieces
{
    /// <summary>With fewer Chinese characters the message is the foreign text, and a place named in it.</summary>
    private const int LeastChinese = 8;

    /// <summary>WiFi, ETC or SOHO is a word of Chinese messages too; a piece has several words.</summary>
    private const int LeastLetters = 6;

    /// <summary>A plain text without them; the same one where there are none.</summary>
    public static string Without(string plain) =>
        plain.Count(PlainText.IsChinese) < LeastChinese || !Piece().IsMatch(plain)
            ? plain
            : Piece().Replace(plain, piece => IsSpeech(piece.ValueSpan) ? "," : piece.Value);

    private static bool IsSpeech(ReadOnlySpan<char> piece)
    {
        var (letters, words) = (0, 0);
        for (var i = 0; i < piece.Length; i++)
        {
            letters += char.IsLetter(piece[i]) ? 1 : 0;
            words +=
                char.IsLetter(piece[i]) && (i == 0 || !char.IsLetterOrDigit(piece[i - 1])) ? 1 : 0;
        }

        return letters >= LeastLetters && words > 1;
    }

    [GeneratedRegex(@"[^\p{IsCJKUnifiedIdeographs}。，、！？；]{12,}")]
    private static partial Regex Piece();
}
