using Dapper;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Npgsql;

namespace Jiban.City.Census;

/// <summary>A fault of a file, by its line.</summary>
internal sealed record CensusFault(int Line, string Fault, string? Detail);

/// <summary>What a file is found to be beside the registry.</summary>
/// <param name="Same">Rows that say what is on record.</param>
internal sealed record CensusFinding(
    IReadOnlyList<CensusFault> Faults,
    IReadOnlyList<CensusItem> Items,
    int Same
);

/// <summary>Judges the rows of a file and compares them with what is on record, in one transaction that sees one registry.</summary>
/// <param name="area">The beginning of the grid codes that were walked; null when the file says nothing about what is gone.</param>
internal sealed class CensusCheck(
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    ComponentDesk desk,
    string? area
)
{
    public async Task<CensusFinding> OfAsync(
        IReadOnlyList<CensusRow> rows,
        IReadOnlySet<string> said,
        CancellationToken cancellation
    )
    {
        var faults = rows.SelectMany(row =>
                row.Faults.Select(fault => new CensusFault(row.Line, fault.Fault, fault.Detail))
            )
            .ToList();
        var read = rows.Where(row => row.Record is not null).ToList();
        var records = read.Select(row => row.Record!).ToList();
        var batch = new ComponentBatch(connection, transaction, desk.City, desk.Today, desk.Ids);
        var known = await KnownAsync(records, cancellation);
        var found = (
            await batch.FaultsOfRowsAsync(records, [.. read.Select(row => row.Place)], cancellation)
        ).ToList();
        found.AddRange(
            (await batch.TwinsInStoreAsync(records, cancellation)).Where(twin =>
                known[twin.Row] is null
            )
        );
        found.AddRange(
            known
                .Index()
                .Where(row => row.Item?.State == ComponentState.Removed)
                .Select(row => new ComponentFault(row.Index, "component-removed", row.Item!.Code))
        );
        faults.AddRange(
            found.Select(fault => new CensusFault(
                read[fault.Row].Line,
                fault.Fault,
                fault is { Fault: "twin", Detail: { Length: < 16 } row }
                    // Among the rows the twin is told by its place among them; people count lines.
                    ? $"{read[int.Parse(row, System.Globalization.CultureInfo.InvariantCulture) - 1].Line}"
                    : fault.Detail
            ))
        );
        if (faults.Count > 0)
        {
            return new([.. faults.OrderBy(fault => fault.Line)], [], 0);
        }

        var duties = await ComponentStore.DutiesAsync(
            connection,
            transaction,
            [.. known.OfType<Component>().Select(one => one.ComponentId)],
            cancellation
        );
        var difference = new CensusDifference(said, duties, desk.Today);
        var items = records.Select((row, n) => difference.Of(row, known[n])).ToList();
        return new(
            [],
            [
                .. items.OfType<CensusItem>(),
                .. await GoneAsync(records, known.OfType<Component>(), cancellation),
            ],
            items.Count(item => item is null)
        );
    }

    /// <summary>What each row is on record: by its identifier, or without one by what of its class stands nearest within the tolerance.</summary>
    private async Task<Component?[]> KnownAsync(
        List<SurveyedComponent> rows,
        CancellationToken cancellation
    )
    {
        var byCode = (
            await QueryAsync(
                "c.code = any(@codes)",
                new { codes = rows.Select(row => row.Code).OfType<string>().ToArray() },
                cancellation
            )
        ).ToDictionary(one => one.Code, StringComparer.Ordinal);
        var known = rows.Select(row => row.Code is { } code ? byCode.GetValueOrDefault(code) : null)
            .ToArray();
        var without = rows.Index().Where(row => row.Item.Code is null).ToList();
        var pairs = await connection.QueryAsync<(int Row, Guid ComponentId)>(
            new CommandDefinition(
                """
                select row.i, near.component_id
                from unnest(@rows, @lons, @lats, @classes, @reaches) as row(i, lon, lat, class_code, reach)
                cross join lateral (
                    select component_id, ST_Distance(c.location::geography, ST_SetSRID(ST_MakePoint(row.lon, row.lat), 4326)::geography) as metres
                    from city.component c
                    where valid_to is null and state <> 'removed' and c.class_code = row.class_code
                        and ST_DWithin(c.location::geography, ST_SetSRID(ST_MakePoint(row.lon, row.lat), 4326)::geography, row.reach)
                    order by metres limit 1) near
                order by near.metres, row.i
                """,
                new
                {
                    rows = without.Select(row => row.Index).ToArray(),
                    lons = without.Select(row => row.Item.Location.X).ToArray(),
                    lats = without.Select(row => row.Item.Location.Y).ToArray(),
                    classes = without.Select(row => row.Item.ClassCode).ToArray(),
                    reaches = without
                        .Select(row => CensusDifference.Tolerance(row.Item.Accuracy))
                        .ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        // Nearest pairs first: one on record is one row, and whoever comes later is new.
        var taken = known.OfType<Component>().Select(one => one.ComponentId).ToHashSet();
        var rowOf = pairs
            .Where(pair => taken.Add(pair.ComponentId))
            .ToDictionary(pair => pair.ComponentId, pair => pair.Row);
        foreach (
            var one in await QueryAsync(
                "c.component_id = any(@ids)",
                new { ids = rowOf.Keys.ToArray() },
                cancellation
            )
        )
        {
            known[rowOf[one.ComponentId]] = one;
        }

        return known;
    }

    private async Task<IEnumerable<CensusItem>> GoneAsync(
        List<SurveyedComponent> rows,
        IEnumerable<Component> known,
        CancellationToken cancellation
    ) =>
        area is null
            ? []
            : (
                await QueryAsync(
                    """
                    c.state not in ('removed', 'lost') and c.grid_code like @area || '%' and c.class_code = any(@classes)
                    and not c.component_id = any(@ids)
                    """,
                    new
                    {
                        area,
                        classes = rows.Select(row => row.ClassCode).Distinct().ToArray(),
                        ids = known.Select(one => one.ComponentId).ToArray(),
                    },
                    cancellation
                )
            ).Select(one => new CensusItem(CensusChange.Gone, one, null, [], null));

    private Task<IEnumerable<Component>> QueryAsync(
        string where,
        object parameters,
        CancellationToken cancellation
    ) =>
        connection.QueryAsync<Component>(
            new CommandDefinition(
                $"select {ComponentStore.Columns} from city.component c where c.valid_to is null and {where} order by c.code",
                parameters,
                transaction,
                cancellationToken: cancellation
            )
        );
}
