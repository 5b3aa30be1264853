using Jiban.City.Components;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Census;

/// <summary>Takes accepted differences over into the registry, in the caller's transaction.</summary>
internal sealed class CensusTaking(
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    ComponentDesk desk,
    Guid by
)
{
    private const string Reason = "普查";
    private readonly Dictionary<int, SurveyFault> _faults = [];

    /// <summary>Of what was not taken, the first fault by number; what was changed by somebody else since has none.</summary>
    public IReadOnlyDictionary<int, SurveyFault> Faults => _faults;

    /// <summary>Takes what still fits.</summary>
    /// <returns>The numbers of what was taken; the others were overtaken by a change since.</returns>
    public async Task<HashSet<int>> TakeAsync(
        IReadOnlyList<CensusItemRow> rows,
        CancellationToken cancellation
    )
    {
        var taken = new HashSet<int>();
        // Before anything is locked: whoever else puts one where something is put or moved waits.
        await new ComponentBatch(
            connection,
            transaction,
            desk.City,
            desk.Today,
            desk.Ids
        ).HoldAsync(
            [
                .. rows.Where(row => row.Change is CensusChange.New or CensusChange.Moved)
                    .Select(row => row.ToRecord()!.ToSurveyed()),
            ],
            cancellation
        );
        await ComponentStore.HoldAllAsync(
            connection,
            transaction,
            [.. rows.Select(row => row.ComponentId).OfType<Guid>()],
            cancellation
        );
        var changed = rows.Where(row => row.Change != CensusChange.New).ToLookup(Retires);
        // What is gone makes room first for what was put in its place.
        await ChangeAllAsync(changed[true]);
        await AddAsync([.. rows.Where(row => row.Change == CensusChange.New)], taken, cancellation);
        await ChangeAllAsync(changed[false]);
        return taken;

        async Task ChangeAllAsync(IEnumerable<CensusItemRow> some)
        {
            foreach (var row in some)
            {
                if (await ChangeAsync(row, cancellation))
                {
                    taken.Add(row.N);
                }
            }
        }
    }

    private static bool Retires(CensusItemRow row) =>
        row.ToRecord()?.ToSurveyed() is { } record && CensusDifference.Retires(record, row.Fields);

    /// <summary>New ones in bulk. A row that has a fault by now, such as a twin entered meanwhile, stays out and says why.</summary>
    private async Task AddAsync(
        List<CensusItemRow> rows,
        HashSet<int> taken,
        CancellationToken cancellation
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        var batch = new ComponentBatch(connection, transaction, desk.City, desk.Today, desk.Ids);
        var records = rows.ConvertAll(row => row.ToRecord()!.ToSurveyed());
        var found = await batch.FaultsAsync(records, cancellation);
        var faulty = found.Select(fault => fault.Row).ToHashSet();
        Tell(found);
        var good = rows.Index().Where(row => !faulty.Contains(row.Index)).ToList();
        var unwritten = await batch.WriteAsync(
            [.. good.Select(row => records[row.Index])],
            by,
            cancellation
        );
        if (unwritten.Count == 0)
        {
            taken.UnionWith(good.Select(row => row.Item.N));
            return;
        }

        // The numbers of a class are used up, and nothing was written.
        foreach (var (_, row) in good)
        {
            _faults.TryAdd(row.N, new(unwritten[0].Fault, unwritten[0].Detail));
        }

        void Tell(IEnumerable<ComponentFault> faults)
        {
            foreach (var fault in faults)
            {
                _faults.TryAdd(rows[fault.Row].N, new(fault.Fault, fault.Detail));
            }
        }
    }

    private async Task<bool> ChangeAsync(CensusItemRow row, CancellationToken cancellation)
    {
        var current = await ComponentStore.LockAsync(
            connection,
            transaction,
            row.ComponentId!.Value,
            cancellation
        );
        if (current is null || current.Version != row.Version)
        {
            return false;
        }

        var now = desk.Clock.GetUtcNow();
        if (row.ToRecord()?.ToSurveyed() is not { } record)
        {
            await ComponentStore.WriteAsync(
                connection,
                transaction,
                current.Next(ComponentChange.StateChanged, Reason, by, now) with
                {
                    State = ComponentState.Lost,
                },
                cancellation
            );
            return true;
        }

        var gridCode = desk.City.Locate(record.Location).GridCode;
        if (
            row.Change == CensusChange.Moved
            && await MoveFaultAsync(current, record.Location, gridCode, cancellation) is { } fault
        )
        {
            _faults.TryAdd(row.N, fault);
            return false;
        }

        if (CensusDifference.Retires(record, row.Fields))
        {
            await ComponentStore.RetireAsync(
                connection,
                transaction,
                current.Next(ComponentChange.Retired, Reason, by, now),
                desk.Today,
                cancellation
            );
            return true;
        }

        var next = CensusDifference.Take(current, record, row.Fields, gridCode);
        if (next != current)
        {
            await ComponentStore.WriteAsync(
                connection,
                transaction,
                next.Next(
                    row.Change == CensusChange.Moved
                        ? ComponentChange.Moved
                        : ComponentChange.Changed,
                    Reason,
                    by,
                    now
                ),
                cancellation
            );
        }

        return await HandOverAsync(row, record, cancellation);
    }

    /// <summary>Why one can't be moved there, as the rules of the registry say it; null when it can.</summary>
    private async Task<SurveyFault?> MoveFaultAsync(
        Component current,
        Point to,
        string? gridCode,
        CancellationToken cancellation
    ) =>
        MoveComponent.Decide(current, to, gridCode) switch
        {
            ComponentRefusal.OutsideArea => new("outside-grid"),
            ComponentRefusal.OtherDistrict => new("code-of-other-district", gridCode![..6]),
            { } => new("not-moved"),
            null => await ComponentStore.TwinAtAsync(
                connection,
                transaction,
                current,
                to,
                cancellation
            )
                is { } twin
                ? new("twin", twin)
                : null,
        };

    private async Task<bool> HandOverAsync(
        CensusItemRow row,
        SurveyedComponent record,
        CancellationToken cancellation
    )
    {
        var duties = (
            await ComponentStore.DutiesAsync(
                connection,
                transaction,
                [row.ComponentId!.Value],
                cancellation
            )
        )[row.ComponentId.Value];
        foreach (
            var (role, unitId) in record.Units.Where(unit =>
                row.Fields.Contains(Stored.Word(unit.Key))
            )
        )
        {
            // Handed over today already, or for a day to come: that was said later than the census.
            if (duties.Any(duty => duty.Role == role && duty.FromDay >= desk.Today))
            {
                continue;
            }

            await ComponentStore.HandOverAsync(
                connection,
                transaction,
                new(row.ComponentId.Value, role, unitId, desk.Today, null),
                by,
                cancellation
            );
        }

        return true;
    }
}
