using Dapper;
using Jiban.Cases.Lists;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Crypto;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Cases.Twins;

/// <summary>A case that names the same company, project or estate.</summary>
internal sealed record FoundSubject(CaseFile File, string Name);

/// <summary>Cases of the last months that name the same company, project or estate as a message: found by the index over encrypted texts, then read.</summary>
internal static class FindSubjects
{
    private const int MostRead = 30;
    private static readonly TimeSpan LookedBack = TimeSpan.FromDays(180);

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<FoundSubject>> FindAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        string text,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Guid, FoundSubject>();
        foreach (var name in SubjectNames.Of(text))
        {
            var files = await OfAsync(connection, keys, name, at, cancellation);
            var texts = await CaseTexts.FirstAsync(
                connection,
                keys,
                files.Select(file => file.CaseId),
                cancellation
            );
            // The index knows pairs of characters in whatever order.
            foreach (
                var file in files.Where(file =>
                    texts.TryGetValue(file.CaseId, out var words)
                    && words.Contains(name, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                found.TryAdd(file.CaseId, new FoundSubject(file, name));
            }
        }

        return [.. found.Values.OrderByDescending(one => one.File.CaseId)];
    }

    private static async Task<IReadOnlyList<CaseFile>> OfAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        string name,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var grams = new SearchGrams(keys);
        var numbers = keys.Numbers(KeyKind.Index);
        var parameters = new DynamicParameters(
            new { MostRead, first = Ids.Floor(at - LookedBack) }
        );
        foreach (var key in numbers)
        {
            parameters.Add($"grams{key}", grams.Of(name, key));
        }

        return (
            await connection.QueryAsync<CaseFile>(
                new CommandDefinition(
                    $"""
                    select {CaseColumns.Select} from cases.case_file where case_id = any(array(
                        select case_id from cases.search
                        where ({string.Join(
                        " or ",
                        numbers.Select(key => $"grams @> @grams{key}")
                    )}) and case_id >= @first
                        order by case_id desc limit @MostRead))
                    """,
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }
}
