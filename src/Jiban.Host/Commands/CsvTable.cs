namespace Jiban.Host.Commands;

/// <summary>
/// A CSV file with a heading, read row by row for a command that needs no store: UTF-8 or GB18030. What can't be a table is named
/// with its line, and never read as something else.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>Of a heading that lacks a column so many names are told, each so long.</summary>
    private const int MostNamed = 30;
    private const int LongestNamed = 40;

    /// <summary>What else parts the fields of tables, where there is no comma.</summary>
    private static readonly (char Sign, string Name)[] OtherSigns =
    [
        ('\t', "tabs"),
        (';', "semicolons"),
        ('，', "full-width commas"),
        ('；', "full-width semicolons"),
        ('|', "bars"),
    ];

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
            table.Need(columns);
            return table;
        }
        catch (CommandFailedException)
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Looks whether a file can be opened and has these columns, and closes it.</summary>
    /// <inheritdoc cref="Open"/>
    public static void Look(FileInfo file, params IEnumerable<string> columns) =>
        Open(file, columns).Dispose();

    /// <summary>The position of a column; blanks around a name in the heading don't matter.</summary>
    public int ColumnOf(string column) => Positions(column)[0];

    /// <exception cref="CommandFailedException">Of one there is none, or more than one; names all of them.</exception>
    private void Need(IEnumerable<string> columns)
    {
        var wrong = columns
            .Distinct()
            .Select(column =>
                Positions(column) switch
                {
                    [_] => null,
                    [] => $"has no column {column}",
                    var several =>
                        $"has the column {column} {several.Length} times, in {string.Join(" and ", several.Select(at => at + 1))}",
                }
            )
            .OfType<string>()
            .ToList();
        if (wrong.Count > 0)
        {
            throw Fault($"{string.Join(", ", wrong)}; it has {Names()}");
        }
    }

    /// <summary>The heading for a person to read, who may have given a file without one, or parted by another sign.</summary>
    private string Names()
    {
        var names = Heading.Take(MostNamed).Select(Shown);
        var told = string.Join(", ", names) + (Heading.Length > MostNamed ? ", …" : "");
        var sign = OtherSigns.FirstOrDefault(other =>
            Heading is [var only] && only.Contains(other.Sign)
        );
        return sign.Name is { } parted
            ? $"{told}: one column, for its fields are parted by {parted}; save it with commas"
            : told;
    }

    /// <summary>What is no text must not speak to the terminal.</summary>
    private static string Shown(string name) =>
        string.Concat(name.Take(LongestNamed).Select(c => char.IsControl(c) ? '·' : c))
        + (name.Length > LongestNamed ? "…" : "");

    private int[] Positions(string column)
    {
        var found = Matching(name => name == column);
        if (found.Length == 0)
        {
            found = Matching(name => name.AsSpan().Trim().SequenceEqual(column.AsSpan().Trim()));
        }

        return found;

        int[] Matching(Predicate<string> isIt) =>
            [.. Enumerable.Range(0, Heading.Length).Where(at => isIt(Heading[at]))];
    }

    /// <summary>Tells of columns that are added although the file has one of that name: who looks a column up by its name must know which is which.</summary>
    public void TellOfTwice(IEnumerable<string> added, TextWriter console)
    {
        foreach (var twice in added.Where(Heading.Contains))
        {
            console.WriteLine(
                $"{_name} has a column {twice} already: the new one is the last of the two"
            );
        }
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
