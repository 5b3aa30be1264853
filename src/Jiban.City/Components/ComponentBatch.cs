using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>Many components at once: checked against the rules, each other and the registry, numbered in their order, and written by COPY.</summary>
internal sealed class ComponentBatch(
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    CitySnapshot city,
    DateOnly today,
    Ids ids
)
{
    /// <summary>The faults of rows that all are new, every one of them, in order of the rows.</summary>
    /// <remarks>What it finds holds until the transaction ends: whoever enters one of these districts and classes meanwhile waits.</remarks>
    public async Task<IReadOnlyList<ComponentFault>> FaultsAsync(
        IReadOnlyList<SurveyedComponent> rows,
        CancellationToken cancellation
    )
    {
        await HoldAsync(rows, cancellation);
        return
        [
            .. new[]
            {
                await FaultsOfRowsAsync(rows, null, cancellation),
                await TakenAsync(rows, cancellation),
                await TwinsInStoreAsync(rows, cancellation),
            }
                .SelectMany(faults => faults)
                .OrderBy(fault => fault.Row),
        ];
    }

    /// <summary>
    /// Makes everybody else who enters or moves one of these classes to these neighbourhoods wait until the transaction ends. Before any component is
    /// locked: whoever moves one does it in the same order.
    /// </summary>
    public Task HoldAsync(IReadOnlyList<SurveyedComponent> rows, CancellationToken cancellation) =>
        ComponentNumbers.HoldAsync(
            connection,
            transaction,
            [
                .. rows.SelectMany(row =>
                        ComponentNumbers
                            .NeighbourhoodsOf(city, row.ClassCode, row.Location)
                            .Append(PrefixOf(row))
                    )
                    .OfType<string>()
                    .Distinct(),
            ],
            cancellation
        );

    /// <summary>The faults of rows in themselves and beside each other, whatever is on record.</summary>
    /// <param name="places">Where each row says that it lies; null when the rows say nothing.</param>
    public async Task<IEnumerable<ComponentFault>> FaultsOfRowsAsync(
        IReadOnlyList<SurveyedComponent> rows,
        IReadOnlyList<NamedPlace>? places,
        CancellationToken cancellation
    )
    {
        var check = await ComponentStore.CheckAsync(
            connection,
            transaction,
            city,
            today,
            cancellation
        );
        var faults = new List<ComponentFault>();
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var one in check.FaultsOf(rows[row], places?[row]))
            {
                faults.Add(new(row, one.Fault, one.Detail));
            }
        }

        return [.. faults, .. CodesTwice(rows), .. Twins.Among(rows)];
    }

    /// <summary>Writes rows without faults. What has no identifier gets the next of its district and class.</summary>
    /// <param name="by">The account; null when nobody's.</param>
    /// <returns>Why it could not: the numbers of a class are used up. Empty when it is done.</returns>
    public async Task<IReadOnlyList<ComponentFault>> WriteAsync(
        IReadOnlyList<SurveyedComponent> rows,
        Guid? by,
        CancellationToken cancellation
    )
    {
        var cells = rows.Select(row => city.Locate(row.Location).GridCode!).ToList();
        var codes = await NumberAsync(rows, cells, cancellation);
        if (codes.IndexOf(null) is var missing and >= 0)
        {
            return [new(missing, "numbers-used-up", rows[missing].ClassCode)];
        }

        var componentIds = rows.Select(_ => ids.New()).ToList();
        await ComponentCopy.ComponentsAsync(
            connection,
            rows,
            componentIds,
            codes,
            cells,
            by,
            cancellation
        );
        await ComponentCopy.DutiesAsync(connection, rows, componentIds, by, cancellation);
        return [];
    }

    /// <summary>The district and class under which a row is numbered; null for a row whose own faults keep it out anyway.</summary>
    private string? PrefixOf(SurveyedComponent row) =>
        ComponentCode.TryParse(row.Code, out var code)
            ? code.Prefix
            : ComponentNumbers.NeighbourhoodsOf(city, row.ClassCode, row.Location).FirstOrDefault();

    /// <summary>Every row whose identifier another bears: which of them is right nobody knows. The detail is another such row, from 1.</summary>
    private static IEnumerable<ComponentFault> CodesTwice(IReadOnlyList<SurveyedComponent> rows) =>
        rows.Index()
            .Where(row => row.Item.Code is not null)
            .GroupBy(row => row.Item.Code, StringComparer.Ordinal)
            .Select(same => same.Select(row => row.Index).ToList())
            .Where(same => same.Count > 1)
            .SelectMany(same =>
                same.Select(row => new ComponentFault(
                    row,
                    "duplicate-code",
                    $"{(row == same[0] ? same[1] : same[0]) + 1}"
                ))
            );

    private async Task<IEnumerable<ComponentFault>> TakenAsync(
        IReadOnlyList<SurveyedComponent> rows,
        CancellationToken cancellation
    )
    {
        var codes = rows.Select(row => row.Code).OfType<string>().Distinct().ToArray();
        var taken =
            codes.Length == 0
                ? []
                : (
                    await connection.QueryAsync<string>(
                        new CommandDefinition(
                            "select code from city.component where version = 1 and code = any(@codes)",
                            new { codes },
                            transaction,
                            cancellationToken: cancellation
                        )
                    )
                ).ToHashSet(StringComparer.Ordinal);
        return rows.Index()
            .Where(row => row.Item.Code is { } code && taken.Contains(code))
            .Select(row => new ComponentFault(row.Index, "duplicate-code", row.Item.Code));
    }

    /// <summary>Where another of the class stands at the spot of a row already.</summary>
    /// <param name="known">What each row is on record: it is no twin of itself. Null when all rows are new.</param>
    /// <param name="leaving">What is taken away from where it is on record, and so is in nobody's way there.</param>
    public async Task<IEnumerable<ComponentFault>> TwinsInStoreAsync(
        IReadOnlyList<SurveyedComponent> rows,
        CancellationToken cancellation,
        IReadOnlyList<Component?>? known = null,
        Guid[]? leaving = null
    ) =>
        await connection.QueryAsync<ComponentFault>(
            new CommandDefinition(
                """
                select (row.n - 1)::int as row, 'twin' as fault, twin.code as detail
                from unnest(@lons, @lats, @classes, @itself) with ordinality as row(lon, lat, class_code, itself, n)
                cross join lateral (
                    select code from city.component c
                    where valid_to is null and state <> 'removed' and c.class_code = row.class_code
                        and c.component_id is distinct from row.itself and not c.component_id = any(@leaving)
                        and ST_DWithin(c.location::geography, ST_SetSRID(ST_MakePoint(row.lon, row.lat), 4326)::geography, @TwinMetres)
                    limit 1) twin
                """,
                new
                {
                    lons = rows.Select(row => row.Location.X).ToArray(),
                    lats = rows.Select(row => row.Location.Y).ToArray(),
                    classes = rows.Select(row => row.ClassCode).ToArray(),
                    itself = rows.Select((_, row) => known?[row]?.ComponentId).ToArray(),
                    leaving = leaving ?? [],
                    SurveyCheck.TwinMetres,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    private async Task<List<ComponentCode?>> NumberAsync(
        IReadOnlyList<SurveyedComponent> rows,
        List<string> cells,
        CancellationToken cancellation
    )
    {
        var codes = rows.Select(row => ComponentCode.TryParse(row.Code, out var code) ? code : null)
            .ToList();
        foreach (var last in codes.OfType<ComponentCode>().GroupBy(code => code.Prefix))
        {
            var highest = last.MaxBy(code => code.Sequence)!;
            await ComponentNumbers.PassAsync(connection, transaction, highest, cancellation);
        }

        var without = rows.Index()
            .Where(row => codes[row.Index] is null)
            .GroupBy(row => (District: cells[row.Index][..6], row.Item.ClassCode));
        foreach (var same in without)
        {
            var indexes = same.Select(row => row.Index).ToList();
            var (district, classCode) = same.Key;
            if (
                await ComponentNumbers.TakeAsync(
                    connection,
                    transaction,
                    district + classCode,
                    indexes.Count,
                    cancellation
                )
                is not { } last
            )
            {
                continue;
            }

            foreach (var (n, index) in indexes.Index())
            {
                codes[index] = new ComponentCode(district, classCode, last - indexes.Count + n + 1);
            }
        }

        return codes;
    }
}
