using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Jiban.Host.Import;

namespace Jiban.Host.Commands;

/// <summary>
/// A CSV file with a heading, read row by row for a command that needs no store: UTF-8 or GB18030. What can't be a table is named
/// with its line, and never read as something else.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>A field beyond this is a quote that nobody closed.</summary>
    private const int LongestField = 1_000_000;

    private const int BufferSize = 32 * 1024;

    private readonly string _name;
    private readonly CsvReader _csv;

    private CsvTable(FileInfo file)
    {
        _name = file.Name;
        var reader = new StreamReader(
            file.FullName,
            CsvImport.EncodingOf(file),
            detectEncodingFromByteOrderMarks: true,
            BufferSize
        );
        _csv = new CsvReader(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = null,
                MissingFieldFound = null,
                MaxFieldSize = LongestField,
                BufferSize = BufferSize,
            }
        );
    }

    /// <summary>The names of the columns, in order.</summary>
    public string[] Heading { get; private set; } = [];

    /// <summary>Opens a file that has at least these columns.</summary>
    /// <exception cref="CommandFailedException">No such file, empty, or without one of the columns.</exception>
    public static CsvTable Open(FileInfo file, params IEnumerable<string> columns)
    {
        if (!file.Exists)
        {
            throw new CommandFailedException($"{file.FullName} is not there.");
        }

        var table = new CsvTable(file);
        try
        {
            table.Heading = table.Next() ?? throw table.Fault("is empty");
            foreach (var column in columns)
            {
                table.ColumnOf(column);
            }

            return table;
        }
        catch (CommandFailedException)
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The position of a column.</summary>
    public int ColumnOf(string column) =>
        Array.IndexOf(Heading, column) is >= 0 and var at
            ? at
            : throw Fault($"has no column {column}; it has {string.Join(", ", Heading)}");

    /// <summary>The rows, each as long as the heading: a short one is filled up with empty fields, a long one is a fault.</summary>
    public IEnumerable<string[]> Rows()
    {
        while (Next() is { } row)
        {
            if (row.Length > Heading.Length)
            {
                throw Fault(
                    $"line {_csv.Parser.RawRow} has {row.Length} fields, the heading {Heading.Length}"
                );
            }

            Array.Resize(ref row, Heading.Length);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] ??= "";
            }

            yield return row;
        }
    }

    public void Dispose() => _csv.Dispose();

    private string[]? Next()
    {
        try
        {
            return _csv.Read() ? _csv.Parser.Record : null;
        }
        catch (MaxFieldSizeException)
        {
            throw Fault(
                $"line {_csv.Parser.RawRow} has a field of more than {LongestField} characters: a quote may not be closed"
            );
        }
    }

    private CommandFailedException Fault(string what) => new($"{_name} {what}.");
}
