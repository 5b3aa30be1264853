using System.Text;
using Dapper;
using Jiban.Platform.Crypto;
using Jiban.Platform.Store;

namespace Jiban.Channels.Wire;

/// <summary>Somebody outside to whom messages go, ready to be spoken to.</summary>
/// <param name="Code">upstream | sms | unit:ID.</param>
/// <param name="Page">The address of the citizen's page, for links in notices.</param>
/// <param name="English">Whether notices are told in English.</param>
internal sealed record Destination(
    string Code,
    Uri Url,
    byte[] Secret,
    string? Page,
    bool English,
    bool InUse
)
{
    public const string Upstream = "upstream";
    public const string Sms = "sms";

    public static string Unit(Guid unit) => $"unit:{unit:D}";
}

/// <summary>Reads destinations. The secrets lie wrapped under the master key of the data directory.</summary>
internal sealed class Destinations(Database database, KeyRing keys)
{
    /// <summary>A destination; null when it was never set.</summary>
    public async Task<Destination?> FindAsync(string code, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                "select code, destination_id, url, secret, page, english, in_use from channels.destination where code = @code",
                new { code },
                cancellationToken: cancellation
            )
        );
        return row is null
            ? null
            : new(
                row.Code,
                new Uri(row.Url),
                keys.Unwrap(row.DestinationId, row.Secret),
                row.Page,
                row.English,
                row.InUse
            );
    }

    /// <summary>A secret as it is kept.</summary>
    public byte[] Wrap(Guid destinationId, string secret) =>
        keys.Wrap(destinationId, Encoding.UTF8.GetBytes(secret));

    private sealed record Row(
        string Code,
        Guid DestinationId,
        string Url,
        byte[] Secret,
        string? Page,
        bool English,
        bool InUse
    );
}
