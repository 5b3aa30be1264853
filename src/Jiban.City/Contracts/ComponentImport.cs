using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Store;
using Jiban.Platform.Time;

namespace Jiban.City.Contracts;

/// <summary>One thing that keeps a row out of the registry.</summary>
/// <param name="Row">Which row, from 0.</param>
/// <param name="Fault">Stable slug, such as <c>twin</c>.</param>
/// <param name="Detail">What of it: the row or the identifier of the twin, the right cell.</param>
public sealed record ComponentFault(int Row, string Fault, string? Detail);

/// <summary>Brings many components into the registry at once.</summary>
public sealed class ComponentImport(
    Database database,
    CityRegistry registry,
    TimeProvider clock,
    Ids ids
)
{
    /// <summary>Whether the registry holds anything.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select exists (select from city.component)",
                cancellationToken: cancellation
            )
        );
    }

    /// <summary>Checks every row and, when none has a fault, writes them all in one transaction.</summary>
    /// <returns>The faults, every one of them; empty when the rows were written.</returns>
    public async Task<IReadOnlyList<ComponentFault>> LoadAsync(
        IReadOnlyList<SurveyedComponent> rows,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var batch = new ComponentBatch(
            connection,
            transaction,
            registry.Current,
            CivilTime.DayOf(clock.GetUtcNow()),
            ids
        );
        var faults = await batch.FaultsAsync(rows, cancellation);
        if (faults.Count == 0)
        {
            faults = await batch.WriteAsync(rows, by: null, cancellation);
        }

        if (faults.Count == 0)
        {
            await transaction.CommitAsync(cancellation);
        }

        return faults;
    }
}
