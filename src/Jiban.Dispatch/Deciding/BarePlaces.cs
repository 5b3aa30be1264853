using System.Text.RegularExpressions;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.Dispatch.Deciding;

/// <summary>
/// "学校西门", "小区东门", "医院门口" beside a pin: a place that is told by its kind alone. The nearest of that kind within <see cref="ReachMetres"/> is taken for it, with how sure that is; where
/// another is about as near, neither is, and both are told. The pin stays where it is: which unit answers never depends on the name.
/// </summary>
internal static partial class BarePlaces
{
    /// <summary>From the pin to the ground of the place: who stands farther away says which one.</summary>
    public const double ReachMetres = 300;

    /// <summary>The nearest is meant when it has so much of what speaks for all of the kind that are near.</summary>
    private const double ClearShare = 0.6;

    /// <summary>However near, a name that nobody said is not certain.</summary>
    private const double MostSure = 0.9;

    /// <summary>A pin is no better: within so many metres the distances tell little.</summary>
    private const double PinMetres = 30;

    /// <summary>Where a letter says where it is.</summary>
    private const int Within = 1000;

    private const int Most = 3;

    /// <summary>What a kind is called, the words by which people say it, and which names of the gazetteer are of it.</summary>
    private sealed record Kind(string Word, PlaceKind Of, Regex Names, params string[] Others)
    {
        public bool IsSaid(string word) => word == Word || Others.Contains(word);
    }

    private static readonly Kind[] Kinds =
    [
        new("幼儿园", PlaceKind.School, new("幼儿园|幼儿班|托儿所")),
        new("小学", PlaceKind.School, new("小学|附小|学校")),
        new(
            "中学",
            PlaceKind.School,
            new("[初高附]中|中学|学校|[一二三四五六七八九十0-9]中"),
            "初中",
            "高中"
        ),
        new("学校", PlaceKind.School, new("^(?!.*(?:幼儿园|托儿所))"), "校园"),
        new("小区", PlaceKind.Estate, new("")),
        new("医院", PlaceKind.Landmark, new("医院|卫生院|保健院")),
        new("公园", PlaceKind.Landmark, new("公园|湿地|绿地")),
        new("广场", PlaceKind.Landmark, new("广场")),
        new("市场", PlaceKind.Landmark, new("市场"), "菜市场", "农贸市场"),
        new("地铁站", PlaceKind.Landmark, new("地铁|轻轨|号线"), "地铁"),
        new("公交站", PlaceKind.BusStop, new("")),
    ];

    /// <summary>The places that a kind named alone may mean, as guesses about the pin, the likeliest first; none where no kind is named so, or none is near.</summary>
    /// <param name="here">What is known of the pin.</param>
    public static (IReadOnlyList<PlaceGuess> Guesses, Reason? Reason) Of(
        string form,
        PlaceGuess here,
        CityIndex index
    )
    {
        if (here.At is not { } pin || Named(form) is not { } kind)
        {
            return ([], null);
        }

        var near = index
            .SpotsNear(pin, ReachMetres)
            .Where(place =>
                place.Kind == kind.Of && kind.Names.IsMatch(place.Standard ?? place.Name)
            )
            .Select(place => (Place: place, Metres: Metres(place, pin, index)))
            .Where(place => place.Metres <= ReachMetres)
            .OrderBy(place => place.Metres)
            .ThenBy(place => place.Place.PlaceId)
            .Take(Most)
            .ToList();
        if (near.Count == 0)
        {
            return ([], null);
        }

        var all = near.Sum(place => Closeness(place.Metres));
        var reach = MostSure * (1 - (near[0].Metres / (2 * ReachMetres)));
        var shares = near.ConvertAll(place => Closeness(place.Metres) / all);
        var isClear = shares[0] >= ClearShare;
        // Where it is not clear the pin alone is the likeliest.
        var weights = shares.ConvertAll(share => share * reach * (isClear ? 1 : 0.5));
        var guesses = near.Zip(weights)
            .Select(pair =>
                here with
                {
                    Named = pair.First.Place with { Name = pair.First.Place.ShownName },
                    Weight = pair.Second,
                    As = ReadAs.Nearest,
                }
            )
            .Append(here with { Weight = 1 - weights.Sum() })
            .OrderByDescending(guess => guess.Weight)
            .ToList();
        return guesses[0] is { As: ReadAs.Nearest, Named: { } meant }
            ? (guesses, Taken(kind, meant, near[0].Metres, weights[0]))
            : (guesses, Open(kind, [.. near.Select(place => place.Place.ShownName)]));
    }

    private static Kind? Named(string form)
    {
        var said = Said().Match(form, 0, Math.Min(form.Length, Within));
        return said.Success
            ? Array.Find(Kinds, kind => kind.IsSaid(said.Groups["kind"].Value))
            : null;
    }

    private static double Closeness(double metres) => 1 / (metres + PinMetres);

    private static double Metres(Place place, Point pin, CityIndex index)
    {
        var near = DistanceOp.NearestPoints(index.ShapeOf(place) ?? place.Location, pin);
        return Distance.Between(near[0], near[1]);
    }

    private static Reason Taken(Kind kind, Place place, double metres, double sure)
    {
        var (away, share) = (Math.Round(metres / 10) * 10, Math.Round(sure * 100));
        return new Reason(
            "place-nearest",
            $"来件只说“{kind.Word}”，按离定位点最近的{place.Name}理解（约{away:0}米，把握{share:0}%），请核对。",
            $"The message says only “{kind.Word}”: taken as {place.Name}, the nearest to the pin (about {away:0} m, {share:0} % sure), please check."
        );
    }

    private static Reason Open(Kind kind, IReadOnlyList<string> names) =>
        names is [var only]
            ? new Reason(
                "place-nearest-open",
                $"来件只说“{kind.Word}”，定位点附近有{only}，是否指它请人工核对。",
                $"The message says only “{kind.Word}”; {only} is near the pin: a person must check whether it is meant."
            )
            : new Reason(
                "place-nearest-open",
                $"来件只说“{kind.Word}”，定位点附近有{string.Join('、', names)}，指哪一处请人工核对。",
                $"The message says only “{kind.Word}”; near the pin are {string.Join(", ", names)}: a person must check which is meant."
            );

    /// <summary>
    /// A kind with a part of the place behind it: who only speaks of schools (学校乱收费) tells no place. Before it no name (第三小学, 万家小区), for that is another one than the gazetteer knows, and no
    /// other place than that of the pin (对面的小区).
    /// </summary>
    [GeneratedRegex(
        @"(?<=^|[^\p{IsCJKUnifiedIdeographs}]|[在到去从是这那的该某本个所座们住过有]|我家|咱家|孩子|位于|靠近|[路街道巷]上)(?<!(?:对面|附近|旁边|隔壁|别|其他|其它|每|各|几)的?个?)(?<kind>幼儿园|小学|中学|初中|高中|学校|校园|小区|医院|公园|广场|菜市场|农贸市场|市场|地铁站?|公交站)的?(?:[东西南北]{1,2}(?:[大小侧正后]?门|[0-9]号?门|侧|边|面(?!积)|角|头|[0-9]?出?口)|[大正后侧前]门|[0-9]号?门|门口|门前|门外|[出入]口|围墙|外墙|外面|旁边?|边上|对面|附近|站台|[a-h][0-9]?号?出?入?口)"
    )]
    private static partial Regex Said();
}
