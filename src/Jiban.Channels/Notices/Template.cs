using Dapper;
using Jiban.Platform.Store;

namespace Jiban.Channels.Notices;

/// <summary>What is told of an entry of the journal, to whom, in both languages.</summary>
/// <param name="Kind">The kind of the journal entry, or what of it is told otherwise (<see cref="Notices.Audience.Occasion"/>).</param>
/// <param name="Audience">requester (by SMS) | unit | above | leader | named | whistle, for whoever is told of one that has no case (by webhook).</param>
/// <param name="BySms">Whether it also goes to the duty telephone of the unit: never, urgent (of urgent cases alone; a whistle always is) or always. Requesters are told by SMS anyway: never.</param>
internal sealed record Template(
    string Code,
    string Kind,
    string Audience,
    string Zh,
    string En,
    bool InUse,
    int Version,
    string BySms
)
{
    public const string Columns = "code, kind, audience, zh, en, in_use, version, by_sms";

    public const string Never = "never";
    public const string WhenUrgent = "urgent";
    public const string Always = "always";

    /// <summary>A template that is in use; null when there is none.</summary>
    public static async Task<Template?> FindInUseAsync(
        Database database,
        string code,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Template>(
            new CommandDefinition(
                $"select {Columns} from channels.template where code = @code and in_use",
                new { code },
                cancellationToken: cancellation
            )
        );
    }
}
