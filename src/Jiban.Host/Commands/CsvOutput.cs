using System.Globalization;
using CsvHelper;

namespace Jiban.Host.Commands;

/// <summary>A CSV file with a heading that is written whole or not at all.</summary>
internal sealed class CsvOutput : IDisposable
{
    private readonly WholeFile _file;
    private readonly CsvWriter _csv;

    public CsvOutput(FileInfo file, IEnumerable<string> heading)
    {
        _file = new WholeFile(file);
        _csv = new CsvWriter(_file.Writer, CultureInfo.InvariantCulture, leaveOpen: true);
        Write(heading);
    }

    public void Write(IEnumerable<string> row)
    {
        foreach (var field in row)
        {
            _csv.WriteField(field);
        }

        _csv.NextRecord();
    }

    /// <summary>Everything was written: the file takes its name.</summary>
    public void Finish()
    {
        _csv.Flush();
        _file.Finish();
    }

    /// <summary>A file that was not finished is taken away.</summary>
    public void Dispose() => _file.Dispose();
}
