using System.Text;
using Dapper;
using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Channels.Notices;

/// <summary>The duty telephones of units (值班电话). They lie wrapped under the master key of the data directory, and are opened when a message leaves.</summary>
internal sealed class DutyPhones(Database database, KeyRing keys)
{
    /// <summary>The telephone of a unit; null when it has none.</summary>
    public async Task<string?> FindAsync(Guid unitId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return
            await connection.QuerySingleOrDefaultAsync<byte[]>(
                new CommandDefinition(
                    "select phone from channels.duty_phone where unit_id = @unitId",
                    new { unitId },
                    cancellationToken: cancellation
                )
            )
                is { } wrapped
            ? Open(unitId, wrapped)
            : null;
    }

    /// <summary>All of them, by unit.</summary>
    public async Task<IReadOnlyList<(Guid UnitId, string Phone)>> ListAsync(
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var kept = await connection.QueryAsync<(Guid UnitId, byte[] Phone)>(
            new CommandDefinition(
                "select unit_id, phone from channels.duty_phone order by unit_id",
                cancellationToken: cancellation
            )
        );
        return [.. kept.Select(one => (one.UnitId, Open(one.UnitId, one.Phone)))];
    }

    /// <summary>Sets the telephone of a unit, or takes it away. One that is changed goes on being told; one that is new hears of what happens from now on.</summary>
    public Task SetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid unitId,
        string? phone,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                phone is null
                    ? "delete from channels.duty_phone where unit_id = @unitId"
                    : """
                    insert into channels.duty_phone (unit_id, phone, since) values (@unitId, @box, @now)
                    on conflict (unit_id) do update set phone = excluded.phone
                    """,
                new
                {
                    unitId,
                    box = phone is null ? null : keys.Wrap(unitId, Encoding.UTF8.GetBytes(phone)),
                    now,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    private string Open(Guid unitId, byte[] wrapped) =>
        Encoding.UTF8.GetString(keys.Unwrap(unitId, wrapped));
}
