using Dapper;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Npgsql;

namespace Jiban.City.Census;

/// <summary>What a file is found to be beside the registry.</summary>
/// <param name="Items">The differences of the rows without faults.</param>
/// <param name="Same">Rows without faults that say what is on record.</param>
internal sealed record CensusFinding(
    IReadOnlyList<FileFault> Faults,
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
        CancellationToken cancellation
    )
    {
        var faults = rows.SelectMany(row =>
                row.Faults.Select(fault => new FileFault(row.Line, fault.Fault, fault.Detail))
            )
            .ToList();
        var read = rows.Where(row => row.Record is not null).ToList();
        var known = await KnownAsync(read, cancellation);
        // What a row says nothing about is as on record, before it is judged: a file of three columns is a survey too.
        var records = read.Select((row, n) => known[n] is { } one ? row.Beside(one) : row.Record!)
            .ToList();
        faults.AddRange(
            (await FoundAsync(read, records, known, cancellation)).Select(fault => new FileFault(
                read[fault.Row].Line,
                fault.Fault,
                fault is { Fault: "twin" or "duplicate-code", Detail: { Length: < 16 } row }
                    // Among the rows the other is told by its place among them; people count lines.
                    ? $"{read[int.Parse(row, System.Globalization.CultureInfo.InvariantCulture) - 1].Line}"
                    : fault.Detail
            ))
        );
        var faulty = FileReport.LinesOf(faults);
        var duties = await ComponentStore.DutiesAsync(
            connection,
            transaction,
            [.. known.OfType<Component>().Select(one => one.ComponentId)],
            cancellation
        );
        var difference = new CensusDifference(duties, desk.Today);
        var items = read.Index()
            .Where(row => !faulty.Contains(row.Item.Line))
            .Select(row => difference.Of(records[row.Index], known[row.Index]))
            .ToList();
        return new(
            faults,
            [
                .. items.OfType<CensusItem>(),
                // A line with a fault may be any of those that no other line tells of: what is gone only a whole file can say.
                .. faulty.Count > 0
                    ? []
                    : await GoneAsync(records, known.OfType<Component>(), cancellation),
            ],
            items.Count(item => item is null)
        );
    }

    /// <summary>The faults of rows that could be read, by their place among them.</summary>
    private async Task<List<ComponentFault>> FoundAsync(
        List<CensusRow> read,
        List<SurveyedComponent> records,
        Component?[] known,
        CancellationToken cancellation
    )
    {
        var batch = new ComponentBatch(connection, transaction, desk.City, desk.Today, desk.Ids);
        var found = (
            await batch.FaultsOfRowsAsync(
                [.. records.Select((row, n) => Judged(row, known[n]))],
                [.. read.Select(row => row.Place)],
                cancellation
            )
        )
            .Where(fault =>
                known[fault.Row] is not null
                    ? !OfNewOnly.Contains(fault.Fault)
                    // What has no place is told so, once.
                    : read[fault.Row].IsPlaced || fault.Fault is not ("outside-grid" or "twin")
            )
            .ToList();
        found.AddRange(
            (
                await batch.TwinsInStoreAsync(
                    records,
                    cancellation,
                    known,
                    // What these rows say is gone or stands elsewhere makes room; where to, the rows tell among themselves.
                    [
                        .. known
                            .Index()
                            .Where(one =>
                                one.Item is { } on
                                && (
                                    records[one.Index].State == ComponentState.Removed
                                    || IsMoved(records[one.Index], on)
                                )
                            )
                            .Select(one => one.Item!.ComponentId),
                    ]
                )
            ).Where(twin => known[twin.Row] is not { } one || IsMoved(records[twin.Row], one))
        );
        foreach (var (n, row) in read.Index())
        {
            found.AddRange(
                known[n] switch
                {
                    // A row that says so is right.
                    { State: ComponentState.Removed } gone
                        when row.Record!.State != ComponentState.Removed =>
                    [
                        new ComponentFault(n, "component-removed", gone.Code),
                    ],
                    null => row.LacksAsNew()
                        .Select(fault => new ComponentFault(n, fault.Fault, fault.Detail)),
                    _ => [],
                }
            );
        }

        return found;
    }

    /// <summary>What keeps a new record out and says nothing against one that is on record: it has its class and its authority, and may be gone.</summary>
    private static readonly HashSet<string> OfNewOnly = new(StringComparer.Ordinal)
    {
        "class-unknown",
        "class-of-other-scheme",
        "authority-missing",
        "already-removed",
    };

    /// <summary>A record as it is judged: what stood there before its list came stays.</summary>
    private static SurveyedComponent Judged(SurveyedComponent row, Component? known) =>
        known is null
            ? row
            : row with
            {
                Material = row.Material == known.Material ? null : row.Material,
                Shape = row.Shape == known.Shape ? null : row.Shape,
            };

    private static bool IsMoved(SurveyedComponent row, Component known) =>
        row.State != ComponentState.Removed
        && Positions.Metres(known.Location, row.Location)
            > CensusDifference.Tolerance(row.Accuracy);

    /// <summary>How many on record may be meant by one row. Of a class whose things stand closer than they were measured, the nearest one may be another row's.</summary>
    private const int MostMeant = 8;

    /// <summary>What each row is on record: by its identifier, or without one by what of its class stands nearest within the tolerance and is no other row's.</summary>
    private async Task<Component?[]> KnownAsync(
        List<CensusRow> read,
        CancellationToken cancellation
    )
    {
        var rows = read.ConvertAll(row => row.Record!);
        var byCode = (
            await QueryAsync(
                "c.code = any(@codes)",
                new { codes = rows.Select(row => row.Code).OfType<string>().ToArray() },
                cancellation
            )
        ).ToDictionary(one => one.Code, StringComparer.Ordinal);
        var known = rows.Select(row => row.Code is { } code ? byCode.GetValueOrDefault(code) : null)
            .ToArray();
        var without = rows.Index()
            .Where(row => row.Item.Code is null && read[row.Index].IsPlaced)
            .ToList();
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
                    order by metres limit @MostMeant) near
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
                    MostMeant,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        // Nearest pairs first: one on record is one row, and the row for which none is left is new.
        var taken = known.OfType<Component>().Select(one => one.ComponentId).ToHashSet();
        var paired = new HashSet<int>();
        var rowOf = pairs
            .Where(pair => !paired.Contains(pair.Row) && taken.Add(pair.ComponentId))
            .Where(pair => paired.Add(pair.Row))
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
