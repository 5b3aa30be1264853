using System.Buffers;

namespace Jiban.Host.Commands;

/// <summary>
/// Reads a CSV text row by row (RFC 4180) without an object a field: a row is good until the next is read. A quote counts where it begins a field and
/// nowhere else, for people write inches and speech; empty lines are no rows. A row ends with CRLF, LF or CR.
/// </summary>
/// <param name="piece">How many characters are read at once.</param>
internal sealed class CsvRows(TextReader reader, int piece = 128 * 1024) : IDisposable
{
    /// <summary>A field beyond this is a quote that nobody closed.</summary>
    public const int LongestField = 1_000_000;

    private static readonly SearchValues<char> Ends = SearchValues.Create(",\r\n");

    private readonly List<Field> _fields = [];
    private char[] _text = new char[piece];
    private int _start;
    private int _end;
    private bool _isWhole;
    private int _linesRead;

    /// <param name="IsDoubled">Whether quotes in it are still written twice.</param>
    private record struct Field(int Start, int Length, bool IsDoubled);

    /// <summary>The line of the file in which the row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>How many fields the row has.</summary>
    public int Count => _fields.Count;

    /// <summary>A field of the row.</summary>
    public ReadOnlySpan<char> this[int field] =>
        _text.AsSpan(_fields[field].Start, _fields[field].Length);

    /// <summary>Reads the next row.</summary>
    /// <exception cref="UnclosedQuoteException">The file ends, or a million characters pass, before a quote is closed.</exception>
    public bool Read()
    {
        while (true)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            Line = _linesRead + 1;
            int next;
            while ((next = Parse()) < 0)
            {
                Fill();
            }

            var isEmpty = _fields is [{ Length: 0 }] && (_start == _end || _text[_start] != '"');
            _start = next;
            if (!isEmpty)
            {
                Undouble();
                return true;
            }
        }
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Finds the fields of the row that begins at <see cref="_start"/>.</summary>
    /// <returns>Where the next one begins, or −1 where more must be read to know.</returns>
    private int Parse()
    {
        _fields.Clear();
        var (at, lines) = (_start, 0);
        while (true)
        {
            var field =
                at < _end && _text[at] == '"' ? Quoted(at, ref lines, out at) : Plain(at, out at);
            if (field is not { } found)
            {
                return -1;
            }

            _fields.Add(found);
            if (at == _end)
            {
                // A comma or a break may still follow, unless there is nothing more.
                return _isWhole ? End(at, lines) : -1;
            }

            if (_text[at] == ',')
            {
                at++;
                continue;
            }

            if (_text[at] == '\r')
            {
                if (at + 1 == _end && !_isWhole)
                {
                    return -1;
                }

                at += at + 1 < _end && _text[at + 1] == '\n' ? 1 : 0;
            }

            return End(at + 1, lines + 1);
        }
    }

    private int End(int next, int lines)
    {
        _linesRead += lines;
        return next;
    }

    private Field? Plain(int start, out int end)
    {
        var length = _text.AsSpan(start, _end - start).IndexOfAny(Ends);
        end = length < 0 ? _end : start + length;
        return length < 0 && !_isWhole ? null : new Field(start, end - start, false);
    }

    /// <summary>A field in quotes; what stands between its closing quote and the next comma belongs to it too.</summary>
    private Field? Quoted(int quote, ref int lines, out int end)
    {
        var (at, doubled) = (quote + 1, false);
        while (true)
        {
            var closing = _text.AsSpan(at, _end - at).IndexOf('"');
            if (closing < 0 || (at + closing + 1 == _end && !_isWhole))
            {
                if (_isWhole || _end - quote > LongestField)
                {
                    throw new UnclosedQuoteException(Line + lines, _fields.Count + 1);
                }

                end = _end;
                return null;
            }

            at += closing + 1;
            if (at == _end || _text[at] != '"')
            {
                break;
            }

            (at, doubled) = (at + 1, true);
        }

        var inside = _text.AsSpan(quote + 1, at - quote - 2);
        lines += inside.Count('\n') + (inside.Contains('\n') ? 0 : inside.Count('\r'));
        if (Plain(at, out end) is not { } rest)
        {
            return null;
        }

        // Rare, and against the standard: the closing quote is taken out of the middle.
        return rest.Length == 0
            ? new Field(quote + 1, at - quote - 2, doubled)
            : new Field(quote + 1, end - quote - 1, true);
    }

    /// <summary>Quotes that are written twice become one. They are taken out where they stand, which is nowhere read again.</summary>
    private void Undouble()
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (!_fields[i].IsDoubled)
            {
                continue;
            }

            var text = _text.AsSpan(_fields[i].Start, _fields[i].Length);
            var written = 0;
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] == '"')
                {
                    at++;
                    if (at == text.Length)
                    {
                        break;
                    }
                }

                text[written++] = text[at];
            }

            _fields[i] = new Field(_fields[i].Start, written, false);
        }
    }

    /// <summary>Reads on, behind what is left of the row.</summary>
    /// <returns>Whether there is something to read.</returns>
    private bool Fill()
    {
        var left = _end - _start;
        var room =
            left + piece > _text.Length
                ? new char[Math.Max(_text.Length * 2, left + piece)]
                : _text;
        Array.Copy(_text, _start, room, 0, left);
        (_text, _start, _end) = (room, 0, left);
        var read = reader.ReadBlock(_text, _end, _text.Length - _end);
        _end += read;
        _isWhole = _end < _text.Length;
        return _start < _end;
    }
}

/// <summary>A quote that begins a field is never closed.</summary>
internal sealed class UnclosedQuoteException(int line, int field) : Exception
{
    /// <summary>The line in which the field begins.</summary>
    public int Line { get; } = line;

    /// <summary>Which field of its row, from 1.</summary>
    public int Field { get; } = field;
}
