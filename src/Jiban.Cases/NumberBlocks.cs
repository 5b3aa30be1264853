using Dapper;
using Jiban.Platform.Store;

namespace Jiban.Cases;

/// <summary>
/// Sequences of case numbers, leased in blocks per process: a counter row that every case updates would make all registrations wait for
/// one another. Gaps are allowed (docs/architecture.md).
/// </summary>
internal sealed class NumberBlocks(Database database) : IDisposable
{
    private const int BlockSize = 256;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<DateOnly, (int Next, int End)> _blocks = [];

    /// <summary>The next number of a day.</summary>
    public async ValueTask<string> NextAsync(DateOnly day, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var (next, end) = _blocks.GetValueOrDefault(day);
            if (next == end)
            {
                (next, end) = await LeaseAsync(day, cancellation);
            }

            _blocks[day] = (next + 1, end);
            return CaseNumber.Make(day, next);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<(int Next, int End)> LeaseAsync(DateOnly day, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var end = await connection.QuerySingleAsync<int>(
            new CommandDefinition(
                """
                insert into cases.number_block (day, next_sequence) values (@day, @BlockSize + 1)
                on conflict (day) do update set next_sequence = number_block.next_sequence + @BlockSize
                returning next_sequence
                """,
                new { day, BlockSize },
                cancellationToken: cancellation
            )
        );
        return (end - BlockSize, end);
    }
}
