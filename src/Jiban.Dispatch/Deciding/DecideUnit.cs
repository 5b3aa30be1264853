using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;
using Jiban.Platform.Time;

namespace Jiban.Dispatch.Deciding;

/// <summary>
/// The decision: what is meant, how urgent it is, where it is, whose it is, and why. A pure function of the message, the city and the
/// catalogue.
/// </summary>
internal static class DecideUnit
{
    private const int MostCandidates = 3;

    /// <summary>As many as a person may ask for at once.</summary>
    private const int MostHelping = 10;

    /// <summary>Decides. Total: whatever the text, there is an answer.</summary>
    /// <exception cref="InvalidOperationException">The city has no centre: nobody could hold a queue.</exception>
    public static Decision Decide(Message message, CityIndex index, DispatchSnapshot snapshot) =>
        Weigh(message, index, snapshot).Decision;

    /// <summary>A decision and the readings that it stands on.</summary>
    /// <param name="Plain">The text as it was read: full-width forms and the like made plain.</param>
    public readonly record struct WeighedDecision(
        Decision Decision,
        string Plain,
        ClassReading Class,
        PlaceReading Places
    );

    /// <inheritdoc cref="Decide"/>
    public static WeighedDecision Weigh(Message message, CityIndex index, DispatchSnapshot snapshot)
    {
        var centre =
            index.City.CityCentre
            ?? throw new InvalidOperationException(
                "A city without a centre can't be dispatched in."
            );
        var plain = PlainText.Of(message.Text);
        var form = HouseNumbers.Of(plain);
        var heard = snapshot.Words.Hear(plain);
        var channel = snapshot.Channel(message.Channel);
        var (kind, kindReason) = ReadKind.Read(message.Kind, heard);
        var reading = ReadClass.Read(plain, message.ClassCode, kind, heard, snapshot);
        if (message.Kind is null && kind != DemandKind.Praise && reading.Code == ClassBlend.Praise)
        {
            (kind, kindReason) = (
                DemandKind.Praise,
                new Reason("kind-class", "整体读来是表扬。", "Read as a whole it is praise.")
            );
        }

        var (read, danger, urgencyReasons) = ReadUrgency.Read(
            heard,
            kind,
            snapshot.Class(reading.Code)
        );
        var places = ReadPlace.Read(message, form, index, channel?.IsOwn ?? false);
        var border = Borders.Of(places.Best, index.City);
        var condition = Filing.ConditionFor(channel, reading.Code, snapshot);
        var lacking = Filing.Lacking(message, condition, reading, read, places);
        var (urgency, hastened) = Filing.Hasten(read, condition);

        var day = CivilTime.DayOf(message.At);
        var units = WeighUnits.Weigh(
            reading,
            places,
            message.Component,
            channel?.IsOwn ?? false,
            CivilTime.Of(message.At).DateTime,
            index,
            snapshot
        );
        var choice = ChooseUnit.Choose(
            new ChooseUnit.Matter(message, form, kind, danger, urgency, lacking, channel),
            units,
            places,
            index,
            snapshot.Settings
        );
        var queue = Queue(choice, places, index.City, centre);
        var candidates = choice.Decided is null
            ? FillCandidates.Fill(choice.Units, MostCandidates, reading, border.Owners, index, day)
            : choice.Units;
        var helping = Helping(choice.Decided, reading, places, index, day);
        var decision = new Decision(
            kind,
            reading.Code,
            reading.Confidence,
            urgency,
            places.Best?.Told,
            choice.Decided?.Unit.UnitId,
            queue.UnitId,
            choice.Decided?.Mode,
            choice.Confidence,
            [.. candidates.Take(MostCandidates).Select(Told)],
            [
                kindReason,
                reading.Reason,
                .. urgencyReasons,
                .. hastened,
                .. Filing.Measured(message),
                .. places.Reasons,
                .. border.Reasons,
                .. choice.Reasons,
                .. HelpReason(helping),
                .. QueueReason(choice, queue),
            ],
            danger,
            lacking.Count == 0,
            [.. helping.Select(unit => unit.UnitId)]
        );
        return new WeighedDecision(decision, plain, reading, places);
    }

    private static IReadOnlyList<Unit> Helping(
        Weighed? decided,
        ClassReading reading,
        PlaceReading places,
        CityIndex index,
        DateOnly day
    ) =>
        decided?.Rule is { Assisting.Count: > 0 } rule
            ?
            [
                .. FindUnits
                    .Helping(rule, reading.Code, places.Best, index, day)
                    .Where(unit => unit.UnitId != decided.Unit.UnitId)
                    .Take(MostHelping),
            ]
            : [];

    private static IEnumerable<Reason> HelpReason(IReadOnlyList<Unit> helping)
    {
        var names = string.Join('、', helping.Select(unit => unit.Name));
        return helping.Count == 0
            ? []
            :
            [
                new Reason(
                    "assisting",
                    $"派单目录规定由{names}协办。",
                    $"The dispatch catalogue names who helps: {names}."
                ),
            ];
    }

    private static Candidate Told(Weighed unit) =>
        new(unit.Unit.UnitId, unit.Mode, unit.Weight, unit.Why[0]);

    /// <summary>
    /// Who holds the case while nobody is decided: the narrowest centre whose region is sure and which can give the case to the
    /// likeliest unit: itself or one below it.
    /// </summary>
    private static Unit Queue(Choice choice, PlaceReading places, CitySnapshot city, Unit centre)
    {
        const double Sure = 0.8;
        var likeliest = choice.Units.Count > 0 ? choice.Units[0].Unit.UnitId : (Guid?)null;
        foreach (
            var region in (ReadOnlySpan<Region?>)
                [places.Best?.Where.Street, places.Best?.Where.District]
        )
        {
            if (region is null || places.SureOf(region.RegionId) < Sure)
            {
                continue;
            }

            var holder =
                region.Level == RegionLevel.Street
                    ? city.StreetOffice(region.RegionId)
                    : city.DistrictGovernment(region.RegionId);
            if (
                holder is not null
                && (
                    likeliest is not { } unit
                    || unit == holder.UnitId
                    || city.IsBelow(unit, holder.UnitId)
                )
            )
            {
                return holder;
            }
        }

        return centre;
    }

    private static IEnumerable<Reason> QueueReason(Choice choice, Unit queue) =>
        choice.Decided is not null
            ? []
            :
            [
                new Reason(
                    "queue",
                    $"把握不足，由{queue.Name}的派单员确定承办单位。",
                    $"Not sure enough: a dispatcher of {queue.Name} chooses the unit."
                ),
            ];
}
