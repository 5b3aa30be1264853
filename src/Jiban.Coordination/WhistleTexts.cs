using Dapper;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>The texts of whistles, opened; those whose key is gone are not there.</summary>
internal sealed class WhistleTexts
{
    private readonly Dictionary<(Guid, int), string> _texts = [];
    private readonly HashSet<Guid> _erased = [];

    /// <summary>Whether the texts of a whistle were erased.</summary>
    public bool IsErased(Guid whistleId) => _erased.Contains(whistleId);

    /// <summary>The text of an entry, as it was written; null when it has none, or it was erased.</summary>
    public string? Of(Guid whistleId, int? seq) =>
        seq is { } known ? _texts.GetValueOrDefault((whistleId, known)) : null;

    /// <summary>Reads the texts of some whistles.</summary>
    /// <param name="seqs">Of these entries only; null for all.</param>
    public static async Task<WhistleTexts> ReadAsync(
        NpgsqlConnection connection,
        WhistleDesk desk,
        IReadOnlyList<Whistle> whistles,
        WhistleParts parts,
        int[]? seqs,
        CancellationToken cancellation
    )
    {
        var cases = parts.Cases.ToLookup(one => one.WhistleId, one => one.CaseId);
        var keys = await desk.CaseKeys.LoadAsync(
            connection,
            parts.Cases.Select(one => one.CaseId).Distinct(),
            cancellation
        );
        var boxes = (
            await connection.QueryAsync<(Guid WhistleId, int Seq, byte[] Box)>(
                new CommandDefinition(
                    """
                    select whistle_id, seq, box from coordination.entry
                    where whistle_id = any(@ids) and box is not null and (@seqs::int[] is null or seq = any(@seqs))
                    """,
                    new { ids = whistles.Select(one => one.WhistleId).ToArray(), seqs },
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(row => row.WhistleId);
        var texts = new WhistleTexts();
        foreach (var whistle in whistles)
        {
            if (
                WhistleSecrets.Open(desk.Keys, whistle, cases[whistle.WhistleId], keys) is
                { } secrets
            )
            {
                foreach (var (id, seq, box) in boxes[whistle.WhistleId])
                {
                    texts._texts[(id, seq)] = secrets.Open(seq, box);
                }
            }
            else
            {
                texts._erased.Add(whistle.WhistleId);
            }
        }

        return texts;
    }
}
