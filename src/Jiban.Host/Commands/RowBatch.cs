namespace Jiban.Host.Commands;

/// <summary>Rows of a table, copied so that another thread can answer them while the table is read on, and the lines of the answer.</summary>
internal sealed class RowBatch(int columns)
{
    private readonly List<int> _ends = [];
    private char[] _text = new char[32 * 1024];

    /// <summary>How many rows it holds.</summary>
    public int Rows => _ends.Count / columns;

    /// <summary>What is written for the rows.</summary>
    public CsvLines Lines { get; } = new();

    /// <summary>A field of one of the rows.</summary>
    public ReadOnlySpan<char> this[int row, int column]
    {
        get
        {
            var at = (row * columns) + column;
            var start = at == 0 ? 0 : _ends[at - 1];
            return _text.AsSpan(start, _ends[at] - start);
        }
    }

    /// <summary>Forgets what it held, keeps the room, and takes the next rows of a table, so many at most.</summary>
    public void Fill(CsvTable table, int most)
    {
        _ends.Clear();
        Lines.Clear();
        while (Rows < most && table.Read())
        {
            for (var column = 0; column < columns; column++)
            {
                Add(table[column]);
            }
        }
    }

    private void Add(ReadOnlySpan<char> field)
    {
        var start = _ends.Count == 0 ? 0 : _ends[^1];
        var end = start + field.Length;
        if (end > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(end, _text.Length * 2));
        }

        field.CopyTo(_text.AsSpan(start));
        _ends.Add(end);
    }
}
