using System.Globalization;
using Jiban.City.Components;
using Jiban.City.Contracts;
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
    private readonly ComponentBatch _batch = new(
        connection,
        transaction,
        desk.City,
        desk.Today,
        desk.Ids
    );

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
        await _batch.HoldAsync(
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
        // What is gone makes room first, then what stands elsewhere by now, for what was put in its place.
        var kinds = rows.ToLookup(row => Retires(row) ? CensusChange.Gone : row.Change);
        await ChangeAllAsync(kinds[CensusChange.Gone]);
        await ChangeAllAsync(await MovableAsync(kinds[CensusChange.Moved], cancellation));
        await AddAsync([.. kinds[CensusChange.New]], taken, cancellation);
        await ChangeAllAsync(kinds[CensusChange.Changed]);
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
        row.ToRecord()?.ToSurveyed() is { } record && CensusDifference.Retires(record);

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

        var records = rows.ConvertAll(row => row.ToRecord()!.ToSurveyed());
        var found = await _batch.FaultsAsync(records, cancellation);
        var faulty = found.Select(fault => fault.Row).ToHashSet();
        Tell(found);
        var good = rows.Index().Where(row => !faulty.Contains(row.Index)).ToList();
        var unwritten = await _batch.WriteAsync(
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

        if (CensusDifference.Retires(record))
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

        var next = CensusDifference.Take(
            current,
            record,
            row.Fields,
            desk.City.Locate(record.Location).GridCode
        );
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

    /// <summary>
    /// Those that can be moved to where they were found. Two may change places, and one may stand where another left; who can't be moved stays where
    /// it is on record, and may be in the way of one that could.
    /// </summary>
    private async Task<IEnumerable<CensusItemRow>> MovableAsync(
        IEnumerable<CensusItemRow> rows,
        CancellationToken cancellation
    )
    {
        var leaving = new List<(CensusItemRow Row, Component Current, SurveyedComponent To)>();
        foreach (var row in rows)
        {
            var current = await ComponentStore.LockAsync(
                connection,
                transaction,
                row.ComponentId!.Value,
                cancellation
            );
            if (current?.Version == row.Version)
            {
                leaving.Add((row, current!, row.ToRecord()!.ToSurveyed()));
            }
        }

        while (true)
        {
            var staying = await StayingAsync(leaving, cancellation);
            if (staying.Count == 0)
            {
                return leaving.Select(one => one.Row);
            }

            foreach (var (n, fault) in staying)
            {
                _faults.TryAdd(n, fault);
            }

            leaving.RemoveAll(one => staying.ContainsKey(one.Row.N));
        }
    }

    /// <summary>Why some can't be moved when all of these are, by number, as the rules of the registry say it.</summary>
    private async Task<Dictionary<int, SurveyFault>> StayingAsync(
        List<(CensusItemRow Row, Component Current, SurveyedComponent To)> leaving,
        CancellationToken cancellation
    )
    {
        var staying = new Dictionary<int, SurveyFault>();
        foreach (var (row, current, to) in leaving)
        {
            var gridCode = desk.City.Locate(to.Location).GridCode;
            if (MoveComponent.Decide(current, to.Location, gridCode) is { } why)
            {
                staying.Add(
                    row.N,
                    why switch
                    {
                        ComponentRefusal.OutsideArea => new("outside-grid"),
                        ComponentRefusal.OtherDistrict => new(
                            "code-of-other-district",
                            gridCode![..6]
                        ),
                        _ => new("not-moved"),
                    }
                );
            }
        }

        List<SurveyedComponent> there = [.. leaving.Select(one => one.To)];
        var inStore = await _batch.TwinsInStoreAsync(
            there,
            cancellation,
            [.. leaving.Select(one => one.Current)],
            [.. leaving.Select(one => one.Current.ComponentId)]
        );
        foreach (var twin in inStore)
        {
            staying.TryAdd(leaving[twin.Row].Row.N, new(twin.Fault, twin.Detail));
        }

        foreach (var twin in Twins.Among(there))
        {
            // The detail is the place of the other among these, from 1.
            var other = int.Parse(twin.Detail!, CultureInfo.InvariantCulture) - 1;
            staying.TryAdd(leaving[twin.Row].Row.N, new(twin.Fault, leaving[other].Current.Code));
        }

        return staying;
    }

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
