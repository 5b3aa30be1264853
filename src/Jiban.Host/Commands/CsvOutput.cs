using System.Buffers;

namespace Jiban.Host.Commands;

/// <summary>A CSV file with a heading that is written whole or not at all (RFC 4180).</summary>
internal sealed class CsvOutput : IDisposable
{
    private readonly WholeFile _file;
    private readonly CsvLines _line = new();

    public CsvOutput(FileInfo file, IEnumerable<string> heading)
    {
        _file = new WholeFile(file);
        Write(heading);
    }

    public void Write(IEnumerable<string> row)
    {
        foreach (var field in row)
        {
            _line.Add(field);
        }

        _line.End();
        Write(_line);
        _line.Clear();
    }

    /// <summary>Writes lines that were made elsewhere.</summary>
    public void Write(CsvLines lines) => _file.Writer.Write(lines.Written);

    /// <summary>Everything was written: the file takes its name.</summary>
    public void Finish() => _file.Finish();

    /// <summary>A file that was not finished is taken away.</summary>
    public void Dispose() => _file.Dispose();
}

/// <summary>Lines of a CSV file in the making.</summary>
internal sealed class CsvLines
{
    private const int Room = 4096;

    /// <summary>With one of these a field stands in quotes.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly ArrayBufferWriter<char> _written = new(Room);
    private bool _isInLine;

    public ReadOnlySpan<char> Written => _written.WrittenSpan;

    /// <summary>Adds a field to the line.</summary>
    public void Add(ReadOnlySpan<char> field)
    {
        if (_isInLine)
        {
            _written.Write(",");
        }

        _isInLine = true;
        // Readers that trim would lose a blank at an end.
        if (
            field.ContainsAny(Special)
            || (field.Length > 0 && (field[0] == ' ' || field[^1] == ' '))
        )
        {
            Quote(field);
        }
        else
        {
            _written.Write(field);
        }
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        _written.Write("\r\n");
        _isInLine = false;
    }

    /// <summary>Forgets the lines and keeps their room.</summary>
    public void Clear() => _written.ResetWrittenCount();

    private void Quote(ReadOnlySpan<char> field)
    {
        _written.Write("\"");
        for (var quote = field.IndexOf('"'); quote >= 0; quote = field.IndexOf('"'))
        {
            _written.Write(field[..(quote + 1)]);
            _written.Write("\"");
            field = field[(quote + 1)..];
        }

        _written.Write(field);
        _written.Write("\"");
    }
}
