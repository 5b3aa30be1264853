namespace Jiban.Host.Commands;

/// <summary>
/// A CSV file with a heading, read row by row for a command that needs no store: UTF-8 or GB18030. What can't be a table is named
/// with its line, and never read as something else.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private readonly string _name;
    private readonly CsvRows _rows;

    private CsvTable(FileInfo file) =>
        (_name, _rows) = (file.Name, new CsvRows(TextFile.Open(file)));

    /// <summary>The names of the columns, in order.</summary>
    public string[] Heading { get; private set; } = [];

    /// <summary>Opens a file that has at least these columns.</summary>
    /// <exception cref="CommandFailedException">No such file, no text, empty, or without one of the columns.</exception>
    public static CsvTable Open(FileInfo file, params IEnumerable<string> columns)
    {
        var table = new CsvTable(file);
        try
        {
            table.ReadHeading();
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

    /// <summary>The position of a column; blanks around a name in the heading don't matter.</summary>
    /// <exception cref="CommandFailedException">There is none, or more than one.</exception>
    public int ColumnOf(string column)
    {
        var found = Matching(name => name == column);
        if (found.Length == 0)
        {
            found = Matching(name => name.AsSpan().Trim().SequenceEqual(column.AsSpan().Trim()));
        }

        return found switch
        {
            [var only] => only,
            [] => throw Fault($"has no column {column}; it has {string.Join(", ", Heading)}"),
            _ => throw Fault(
                $"has the column {column} {found.Length} times, in {string.Join(" and ", found.Select(at => at + 1))}"
            ),
        };

        int[] Matching(Predicate<string> isIt) =>
            [.. Enumerable.Range(0, Heading.Length).Where(at => isIt(Heading[at]))];
    }

    /// <summary>Reads the next row: a short one is filled up with empty fields, one with words behind the last column is a fault.</summary>
    public bool Read()
    {
        if (!Next())
        {
            return false;
        }

        for (var extra = Heading.Length; extra < _rows.Count; extra++)
        {
            if (!_rows[extra].IsWhiteSpace())
            {
                throw Fault(
                    $"line {_rows.Line} has {_rows.Count} fields, the heading {Heading.Length}: a comma in a field needs quotes around it"
                );
            }
        }

        return true;
    }

    /// <summary>The line in which the row begins, from 1.</summary>
    public int Line => _rows.Line;

    /// <summary>A field of the row; good until the next is read.</summary>
    public ReadOnlySpan<char> this[int column] => column < _rows.Count ? _rows[column] : default;

    /// <summary>The rows that are left, each as long as the heading.</summary>
    public IEnumerable<string[]> Rows()
    {
        while (Read())
        {
            var row = new string[Heading.Length];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = this[column].ToString();
            }

            yield return row;
        }
    }

    public void Dispose() => _rows.Dispose();

    private void ReadHeading()
    {
        if (!Next())
        {
            throw Fault("is empty");
        }

        Heading = new string[_rows.Count];
        for (var column = 0; column < Heading.Length; column++)
        {
            Heading[column] = _rows[column].ToString();
            if (Heading[column].Contains('\0', StringComparison.Ordinal))
            {
                throw Fault("is not text in UTF-8 or GB18030");
            }
        }
    }

    private bool Next()
    {
        try
        {
            return _rows.Read();
        }
        catch (UnclosedQuoteException quote)
        {
            throw Fault(
                $"line {quote.Line}, field {quote.Field}{NameOf(quote.Field - 1)}: a quote is not closed"
            );
        }
    }

    private string NameOf(int column) => column < Heading.Length ? $" ({Heading[column]})" : "";

    private CommandFailedException Fault(string what) => new($"{_name} {what}.");
}
