using Dapper;
using Jiban.Platform.Store;

namespace Jiban.Cases;

/// <summary>
/// Sequences of case numbers, leased in blocks per process: a counter row that every case updates would make all registrations wait for
/// one another. Gaps are allowed (docs/architecture.md).
/// </summary>
internal sealed class NumberBlocks(Database database) : IDisposable
{
    // Whoever comes when a block is used up waits for a commit: a busy host takes ever larger ones, so that it happens ever less, and the
    // gap that a restart leaves in a quiet town stays small.
    private const int FirstBlock = 64;
    private const int LargestBlock = 4_096;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<DateOnly, (int Next, int End, int Size)> _blocks = [];

    /// <summary>The next number of a day.</summary>
    public async ValueTask<string> NextAsync(DateOnly day, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var (next, end, size) = _blocks.GetValueOrDefault(day);
            if (next == end)
            {
                size = Math.Clamp(2 * size, FirstBlock, LargestBlock);
                end = await LeaseAsync(day, size, cancellation);
                next = end - size;
            }

            _blocks[day] = (next + 1, end, size);
            return CaseNumber.Make(day, next);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <returns>The number behind the block.</returns>
    private async Task<int> LeaseAsync(DateOnly day, int size, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<int>(
            new CommandDefinition(
                """
                insert into cases.number_block (day, next_sequence) values (@day, @size + 1)
                on conflict (day) do update set next_sequence = number_block.next_sequence + @size
                returning next_sequence
                """,
                new { day, size },
                cancellationToken: cancellation
            )
        );
    }
}
