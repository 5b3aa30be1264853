using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.Dispatch.Deciding;

/// <summary>
/// Where it is: the pin, else the names of the gazetteer in the place text and in the message, else the region of the unit that took
/// it down. A pin and a name that contradict each other are both kept, with less confidence.
/// </summary>
internal static class ReadPlace
{
    /// <summary>The pin goes before the name, and neither is sure enough by itself for a unit to be decided: a person looks.</summary>
    private const double PinAgainstName = 0.51;

    /// <summary>From what the words name to the pin: up to here they agree, farther they contradict each other, in one street or two.</summary>
    private const double ConflictMetres = 600;
    private const double BuildingMetres = 40;

    public static PlaceReading Read(Message message, string form, CityIndex index, bool ownChannel)
    {
        var named = ReadNames.Read(message.PlaceText, form, index);
        if (message.Pin is { IsEmpty: false } pin && IsNumber(pin))
        {
            if (index.City.Contains(pin))
            {
                return AtPin(
                    pin,
                    named,
                    CityIndex.Form(message.PlaceText ?? "") + '。' + form,
                    index
                );
            }

            var outside = new Reason(
                "place-outside",
                "定位点不在本市范围内。",
                "The pin lies outside the city."
            );
            return new PlaceReading(named, true, [outside, .. Told(named)]);
        }

        if (named.Count == 0 && ownChannel && RegionOf(message.ReceivedBy, index) is { } region)
        {
            return region;
        }

        return new PlaceReading(named, false, Told(named));
    }

    private static bool IsNumber(Point pin) => double.IsFinite(pin.X) && double.IsFinite(pin.Y);

    private static PlaceReading AtPin(
        Point pin,
        List<PlaceGuess> named,
        string form,
        CityIndex index
    )
    {
        var building = index.City.BuildingNear(pin, BuildingMetres);
        // A name that is written wrong is no witness against a pin.
        var best =
            named.Count > 0
            && (!IsMistaken(named[0]) || Metres(named[0], pin, index) <= ConflictMetres)
                ? named[0]
                : null;
        var metres = best is null ? 0 : Metres(best, pin, index);
        var agreeing = best is not null && metres <= ConflictMetres ? best.Named : null;
        var here = new PlaceGuess(agreeing, index.City.Locate(pin), pin, building, "pin", 1);
        if (best is null || agreeing is not null || !HasOneSpot(best))
        {
            var (bare, told) =
                best is null || !HasOneSpot(best) || best.Named?.Kind == PlaceKind.Community
                    ? BarePlaces.Of(form, here, index)
                    : ([], null);
            return new PlaceReading(
                bare.Count > 0 ? bare : [here],
                false,
                [
                    Pinned(here, best, metres),
                    .. told is null ? [] : (Reason[])[told],
                    .. agreeing is not null && (IsMistaken(best!) || IsOld(best!))
                        ? HowRead(best!)
                        : [],
                ]
            );
        }

        return new PlaceReading(
            [here with { Weight = PinAgainstName }, best with { Weight = 1 - PinAgainstName }],
            false,
            [
                new Reason(
                    "place-conflict",
                    $"定位点在{NameOf(here)}，文字提到{NameOf(best)}，相距{Far(metres)}，两处不一致。",
                    $"The pin lies in {NameOf(here)}, the words name {NameOf(best)}, {Far(metres, "en")} away: they disagree."
                ),
            ]
        );
    }

    /// <summary>Only what has one spot can contradict a pin: a road or a street is often told besides, for where somebody comes from.</summary>
    private static bool HasOneSpot(PlaceGuess guess) =>
        guess.Named is { Kind: not (PlaceKind.Road or PlaceKind.Street or PlaceKind.District) };

    /// <summary>From the pin to what is named: its ground, line or border where that is drawn, else its point.</summary>
    private static double Metres(PlaceGuess guess, Point pin, CityIndex index)
    {
        if (guess.Named is not { } place)
        {
            return 0;
        }

        var drawn =
            guess.As == ReadAs.Crossing
                ? place.Location
                : index.City.Region(place.PlaceId)?.Boundary
                    ?? index.Road(place.PlaceId)?.Line
                    ?? index.ShapeOf(place)
                    ?? place.Location;
        var near = DistanceOp.NearestPoints(drawn, pin);
        return Distance.Between(near[0], near[1]);
    }

    private static Reason Pinned(PlaceGuess here, PlaceGuess? named, double metres) =>
        named is null
            ? new Reason(
                "place-pin",
                $"定位点在{NameOf(here)}。",
                $"The pin lies in {NameOf(here)}."
            )
        : metres <= ConflictMetres
            ? new Reason(
                "place-pin",
                $"定位点在{NameOf(here)}，与文字所说一致。",
                $"The pin lies in {NameOf(here)}, and the words say so too."
            )
        : new Reason(
            "place-pin",
            $"定位点在{NameOf(here)}；文字提到的{NameOf(named)}在{Far(metres)}外。",
            $"The pin lies in {NameOf(here)}; {NameOf(named)}, which the words name, is {Far(metres, "en")} away."
        );

    private static string Far(double metres, string language = "zh") =>
        (metres < 950, language) switch
        {
            (true, "zh") => $"{Math.Round(metres / 50) * 50:0}米",
            (true, _) => $"{Math.Round(metres / 50) * 50:0} m",
            (false, "zh") => string.Create(
                CultureInfo.InvariantCulture,
                $"{metres / 1000:0.0}公里"
            ),
            _ => string.Create(CultureInfo.InvariantCulture, $"{metres / 1000:0.0} km"),
        };

    private static PlaceReading? RegionOf(Guid? receivedBy, CityIndex index)
    {
        if (receivedBy is not { } id || index.City.Unit(id)?.RegionId is not { } regionId)
        {
            return null;
        }

        Region? district = null,
            street = null,
            community = null;
        for (var region = index.City.Region(regionId); region is not null; )
        {
            (district, street, community) = region.Level switch
            {
                RegionLevel.District => (region, street, community),
                RegionLevel.Street => (district, region, community),
                RegionLevel.Community => (district, street, region),
                _ => (district, street, community),
            };
            region = region.ParentId is { } parent ? index.City.Region(parent) : null;
        }

        if (street is null)
        {
            return null;
        }

        var guess = new PlaceGuess(
            null,
            new Located(district, street, community, null),
            null,
            null,
            "street",
            1
        );
        return new PlaceReading(
            [guess],
            false,
            [
                new Reason(
                    "place-receiver",
                    $"未写明地点，按受理单位所在的{street.Name}办理。",
                    $"No place was named: taken as in {street.Name}, where it was received."
                ),
            ]
        );
    }

    private static List<Reason> Told(List<PlaceGuess> named)
    {
        if (named.Count == 0)
        {
            return
            [
                new Reason(
                    "place-none",
                    "没有写明本市内的地点。",
                    "No place of this city was named."
                ),
            ];
        }

        var first = NameOf(named[0]);
        if (named.Count == 1)
        {
            return
            [
                new Reason("place-named", $"地点：{first}。", $"Place: {first}."),
                .. HowRead(named[0]),
            ];
        }

        var second = NameOf(named[1]);
        return
        [
            new Reason(
                "place-ambiguous",
                $"地点可能是{first}，也可能是{second}。",
                $"The place may be {first} or {second}."
            ),
            .. HowRead(named[0]),
        ];
    }

    private static bool IsMistaken(PlaceGuess guess) =>
        guess.As is ReadAs.Sound or ReadAs.Sounds or ReadAs.Shape;

    private static bool IsOld(PlaceGuess guess) => guess.Named?.Use == NameUse.Old;

    /// <summary>What must be known of a place that does not stand there by its own name.</summary>
    private static IEnumerable<Reason> HowRead(PlaceGuess guess) =>
        IsOld(guess) ? [.. OfWriting(guess), OldName(guess)] : OfWriting(guess);

    private static Reason OldName(PlaceGuess guess)
    {
        var (old, now) = (guess.ReadName ?? "", guess.Named!.Name);
        return guess.Named.Until is { } until
            ? new Reason(
                "place-old-name",
                $"“{old}”是旧名（用到{until:yyyy年M月d日}），现名“{now}”。",
                $"“{old}” is an old name, in use until {until:yyyy-MM-dd}: now it is “{now}”."
            )
            : new Reason(
                "place-old-name",
                $"“{old}”是旧名，现名“{now}”。",
                $"“{old}” is an old name: now it is “{now}”."
            );
    }

    private static IEnumerable<Reason> OfWriting(PlaceGuess guess)
    {
        var name = guess.ReadName ?? "";
        return guess.As switch
        {
            ReadAs.Sound =>
            [
                new Reason(
                    "place-mistyped",
                    $"来件中的地名有一字不同，按同音字理解为“{name}”，请核对。",
                    $"The name in the message has one other character of the same sound: taken as “{name}”, please check."
                ),
            ],
            ReadAs.Sounds =>
            [
                new Reason(
                    "place-mistyped",
                    $"来件中的地名有两字不同，按同音字理解为“{name}”，请核对。",
                    $"The name in the message has two other characters of the same sounds: taken as “{name}”, please check."
                ),
            ],
            ReadAs.Shape =>
            [
                new Reason(
                    "place-mistyped",
                    $"来件中的地名有一字不同，按形近字理解为“{name}”，请核对。",
                    $"The name in the message has one other character of nearly the same shape: taken as “{name}”, please check."
                ),
            ],
            ReadAs.Crossing =>
            [
                new Reason(
                    "place-crossing",
                    "位置按两条道路中心线的交点推算。",
                    "The position is where the centre lines of the two roads meet."
                ),
            ],
            ReadAs.Side =>
            [
                new Reason(
                    "place-side",
                    $"位置按轮廓推算到{name}。",
                    $"The position is reckoned from the outline: {name}."
                ),
            ],
            _ => (IEnumerable<Reason>)[],
        };
    }

    private static string NameOf(PlaceGuess guess)
    {
        var region = guess.Where.Community ?? guess.Where.Street ?? guess.Where.District;
        return guess.Named is { } place && place.PlaceId != region?.RegionId
            ? place.Name + (region is null ? "" : $"（{region.Name}）")
            : region?.Name ?? "本市";
    }
}
