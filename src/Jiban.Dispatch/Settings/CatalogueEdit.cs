using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Dispatch.Settings;

/// <summary>How every row of the catalogue is changed: in one transaction with its trace, then in force in this process at once.</summary>
internal sealed class CatalogueEdit(Database database, CatalogueLoader loader, AuditTrail trail)
{
    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    /// <summary>Runs a statement that changes one row of the version that was looked at, or none.</summary>
    /// <returns>The problem when the row was changed meanwhile; null when it is done.</returns>
    public async Task<Problem?> SaveAsync(
        HttpContext http,
        string subject,
        Func<NpgsqlConnection, NpgsqlTransaction, Task<int>> save,
        CancellationToken cancellation
    )
    {
        await using (var connection = await database.OpenAsync(cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            if (await save(connection, transaction) == 0)
            {
                return Changed;
            }

            await connection.ExecuteAsync(
                "update dispatch.catalogue_version set version = version + 1",
                transaction: transaction
            );
            await trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(http.Actor().Id, "editSettings", subject, "done"),
                cancellation
            );
            await transaction.CommitAsync(cancellation);
        }

        await loader.FollowAsync(cancellation);
        return null;
    }

    /// <summary>Whether a name is missing or too long.</summary>
    public static bool IsBadName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > 60;
}
