using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Platform.Projections;

/// <summary>
/// A read model that follows the journal (docs/architecture.md). The follower opens a transaction, hands over the next entries in order,
/// and moves the checkpoint in the same transaction; a rebuild drops the model and starts from the beginning.
/// </summary>
public interface IProjection
{
    /// <summary>Stable name of the checkpoint.</summary>
    string Name { get; }

    /// <summary>
    /// Whether all that it writes follows from the journal: what a store that falls has lost of it is lost together with the checkpoint and written again,
    /// so its commits need not wait for the disk. Not so what a rule adds to the journal itself.
    /// </summary>
    bool IsDerived => true;

    /// <summary>Takes a batch (up to some thousand entries, of many cases, each case in order of sequence).</summary>
    Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    );

    /// <summary>Empties the model, before a rebuild.</summary>
    Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    );
}
