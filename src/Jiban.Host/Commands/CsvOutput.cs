using System.Buffers;

namespace Jiban.Host.Commands;

/// <summary>A CSV file with a heading that is written whole or not at all (RFC 4180).</summary>
internal sealed class CsvOutput : IDisposable
{
    /// <summary>With one of these a field stands in quotes.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly WholeFile _file;

    public CsvOutput(FileInfo file, IEnumerable<string> heading)
    {
        _file = new WholeFile(file);
        Write(heading);
    }

    public void Write(IEnumerable<string> row)
    {
        var isFirst = true;
        foreach (var field in row)
        {
            if (!isFirst)
            {
                _file.Writer.Write(',');
            }

            isFirst = false;
            Write(field);
        }

        _file.Writer.Write("\r\n");
    }

    /// <summary>Everything was written: the file takes its name.</summary>
    public void Finish() => _file.Finish();

    /// <summary>A file that was not finished is taken away.</summary>
    public void Dispose() => _file.Dispose();

    private void Write(string field)
    {
        // Readers that trim would lose a blank at an end.
        if (
            field.AsSpan().ContainsAny(Special)
            || (field.Length > 0 && (field[0] == ' ' || field[^1] == ' '))
        )
        {
            _file.Writer.Write('"');
            _file.Writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
            _file.Writer.Write('"');
        }
        else
        {
            _file.Writer.Write(field);
        }
    }
}
