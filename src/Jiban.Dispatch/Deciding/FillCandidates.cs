using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>
/// A person who must choose is offered three units, also where the rules lead to fewer because no place is known: those whose
/// duty names the likely classes, wherever they act, then the governments of the districts, which allocate what nobody else takes. Where the place lies
/// at a border, whoever answers for the other side is one of them.
/// </summary>
internal static class FillCandidates
{
    /// <summary>Nothing spoke for these but their duty: they stand behind every unit that a rule led to.</summary>
    private const double Faint = 0.05;

    private static readonly UnitKind[] Answering = [UnitKind.Department, UnitKind.Utility];

    /// <summary>The weighed units and, when they are fewer than <paramref name="wanted"/>, as many others as the city has.</summary>
    public static IEnumerable<Weighed> Fill(
        IReadOnlyList<Weighed> weighed,
        int wanted,
        ClassReading reading,
        IReadOnlyList<Unit> beside,
        CityIndex index,
        DateOnly day
    )
    {
        var behind = beside.FirstOrDefault(unit =>
            !weighed.Take(wanted).Any(one => one.Unit.UnitId == unit.UnitId)
        );
        var first = weighed.Take(behind is null ? wanted : wanted - 1).ToList();
        if (first.Count == wanted)
        {
            return first;
        }

        var weight = Math.Min(Faint, first.Count == 0 ? Faint : first[^1].Weight);
        var others =
            from guess in reading.Guesses
            from kind in Answering
            from held in index.Holders(kind, guess.Code, day)
            select Faintly(
                held.Unit,
                DispatchMode.ByKind,
                weight,
                $"职责相关：{held.Duty.Name}。",
                $"Its duty is near: {held.Duty.Name}."
            );
        var allocating =
            from unit in index.City.Units
            where unit.Kind is UnitKind.DistrictGovernment or UnitKind.CityCentre
            orderby unit.Kind == UnitKind.CityCentre, unit.Code
            select Faintly(
                unit,
                DispatchMode.ByPlace,
                weight,
                $"可由{unit.Name}统筹分派。",
                $"{unit.Name} can allocate it."
            );
        var bordering = behind is null
            ? []
            : new[]
            {
                Faintly(
                    behind,
                    DispatchMode.ByPlace,
                    weight,
                    $"边界另一侧属地：{behind.Name}。",
                    $"Answers for the other side of the border: {behind.Name}."
                ),
            };
        return first
            .Concat(bordering)
            .Concat(others)
            .Concat(allocating)
            .DistinctBy(unit => unit.Unit.UnitId)
            .Take(wanted);
    }

    private static Weighed Faintly(
        Unit unit,
        DispatchMode mode,
        double weight,
        string zh,
        string en
    ) => new(unit, mode, weight, () => [new Reason("candidate-duty", zh, en)]);
}
