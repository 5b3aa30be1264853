using Dapper;
using Jiban.Cases.Requests;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Crypto;
using Jiban.Platform.Time;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases.Twins;

/// <summary>What is looked for: a message as it was understood.</summary>
/// <param name="Before">Only cases that were there before this one; null for a message that is no case yet.</param>
/// <param name="Around">Not this case, but what came after it as well; null where nothing can have.</param>
/// <param name="IsPinned">Whether somebody pointed at it: else its point is that of the name, which of a road is any of it.</param>
internal sealed record Sought(
    string Text,
    string ClassCode,
    string? PlaceName,
    int? LonE7,
    int? LatE7,
    DateTimeOffset At,
    Guid? Before = null,
    Guid? Around = null,
    bool IsPinned = false
)
{
    /// <summary>Nothing that was received later is looked at.</summary>
    public DateTimeOffset Until => Around is null ? At : At + TwinScore.Longest;

    /// <summary>A message that is still being written.</summary>
    public static Sought Of(string text, Decision decision, DateTimeOffset at) =>
        new(
            text,
            decision.ClassCode,
            decision.Place?.Name,
            Intake.E7(decision.Place?.Location?.X),
            Intake.E7(decision.Place?.Location?.Y),
            at,
            IsPinned: decision.Place?.Source == "pin"
        );

    /// <summary>A case that was just registered.</summary>
    public static Sought Of(string text, CaseFile file) =>
        new(
            text,
            file.ClassCode,
            file.PlaceName,
            file.LonE7,
            file.LatE7,
            file.ReceivedAt,
            file.CaseId,
            IsPinned: file.PlaceSource == "pin"
        );

    /// <summary>A case that a person looks at: the others may have come before it or after.</summary>
    public static Sought OfCase(string text, CaseFile file) =>
        Of(text, file) with
        {
            Before = null,
            Around = file.CaseId,
        };
}

/// <summary>An open incident that may be the one that is told of.</summary>
/// <param name="Lead">Its leading case, or a case that stands alone.</param>
internal sealed record FoundTwin(CaseFile Lead, TwinScore Score, TextLikeness Likeness);

/// <summary>
/// Open incidents of the same class near by, and of other classes at the very place, scored against a message. The store narrows them down by class, place and days, so that few texts are opened;
/// in a city of any size those are the cases of one street corner.
/// </summary>
internal static class FindTwins
{
    private const int MostCompared = 50;

    /// <summary>In units of 1e-7°: more than <see cref="TwinScore.MostMetres"/> in every direction at the latitudes of Chinese cities; exact distances are scored.</summary>
    private const int Reach = 40_000;

    /// <summary>A hundred metres north or south; less east or west. Exact distances are scored.</summary>
    private const double VeryDegrees = 0.001;

    // A case is never received later than its id was made, so the bound of the ids leaves three days only.
    private const string Open = """
        case_id >= @first and state in ('queued', 'dispatched', 'signed') and incident_id is null
            and kind in ('help', 'complaint', 'report') and received_at between @from and @Until
            and (@Before::uuid is null or case_id < @Before) and (@Around::uuid is null or case_id <> @Around)
        """;

    // The same name, no place at all, near by: each way by its own index, because with one "or" the store reads a whole class.
    // Of other classes only what stands at the very place: by the index on points, a street corner.
    private static readonly string Near = $"""
        (select {CaseColumns.Select} from cases.case_file
        where case_id >= @first and case_id = any(array(
            select case_id from (
                (select case_id from cases.case_file where place_name = @PlaceName and class_code = @ClassCode and {Open}
                    order by case_id desc limit @MostCompared)
                union
                (select case_id from cases.case_file where @isNowhere and place_name is null and lon_e7 is null and class_code = @ClassCode and {Open}
                    order by case_id desc limit @MostCompared)
                union
                select case_id from cases.case_file
                    where class_code = @ClassCode and lat_e7 between @LatE7 - @Reach and @LatE7 + @Reach and lon_e7 between @LonE7 - @Reach and @LonE7 + @Reach and {Open}
            ) near order by case_id desc limit @MostCompared))
        order by case_id desc)
        union all
        (select {CaseColumns.Select} from cases.case_file
        where location && st_expand(st_setsrid(st_makepoint(@lon, @lat), 4326), @VeryDegrees) and class_code <> @ClassCode and {Open}
        order by case_id desc limit @MostCompared)
        """;

    /// <summary>The twins from a score on, the surest first.</summary>
    public static async Task<IReadOnlyList<FoundTwin>> FindAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        CitySnapshot city,
        Sought sought,
        int least,
        CancellationToken cancellation
    )
    {
        var near = await NearAsync(connection, sought, cancellation);
        var texts = await CaseTexts.FirstAsync(
            connection,
            keys,
            near.Select(one => one.CaseId),
            cancellation
        );
        var isWide = IsWide(sought.PlaceName, city);
        return
        [
            .. near.Where(lead => texts.ContainsKey(lead.CaseId))
                .Select(lead => Score(sought, isWide, lead, texts[lead.CaseId]))
                .Where(twin => twin.Score.Score >= least)
                .OrderByDescending(twin => twin.Score.Score)
                .ThenBy(twin => twin.Lead.CaseId),
        ];
    }

    /// <summary>
    /// Prepared, which a connection of the pool keeps: to plan this over the months into which cases are parted takes the store three times as long as to answer it
    /// (bench/results.md).
    /// </summary>
    private static async Task<List<CaseFile>> NearAsync(
        NpgsqlConnection connection,
        Sought sought,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(Near, connection);
        Say("ClassCode", NpgsqlDbType.Text, sought.ClassCode);
        Say("PlaceName", NpgsqlDbType.Text, sought.PlaceName);
        Say("lon", NpgsqlDbType.Double, sought.LonE7 / 1e7);
        Say("lat", NpgsqlDbType.Double, sought.LatE7 / 1e7);
        Say("isNowhere", NpgsqlDbType.Boolean, sought is { PlaceName: null, LonE7: null });
        Say("Until", NpgsqlDbType.TimestampTz, sought.Until);
        Say("Before", NpgsqlDbType.Uuid, sought.Before);
        Say("Around", NpgsqlDbType.Uuid, sought.Around);
        Say("from", NpgsqlDbType.TimestampTz, sought.At - TwinScore.Longest);
        Say("first", NpgsqlDbType.Uuid, Ids.Floor(sought.At - TwinScore.Longest));
        Say("LonE7", NpgsqlDbType.Integer, sought.LonE7);
        Say("LatE7", NpgsqlDbType.Integer, sought.LatE7);
        Say("Reach", NpgsqlDbType.Integer, Reach);
        Say("VeryDegrees", NpgsqlDbType.Double, VeryDegrees);
        Say("MostCompared", NpgsqlDbType.Integer, MostCompared);
        await command.PrepareAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var read = reader.GetRowParser<CaseFile>();
        var near = new List<CaseFile>();
        while (await reader.ReadAsync(cancellation))
        {
            near.Add(read(reader));
        }

        return near;

        void Say(string name, NpgsqlDbType type, object? value) =>
            command.Parameters.Add(
                new NpgsqlParameter(name, type) { Value = value ?? DBNull.Value }
            );
    }

    /// <summary>Whether a name is only that of a road or a quarter, and says of no spot where it is.</summary>
    internal static bool IsWide(string? name, CitySnapshot city) =>
        name is not null
        && city.Places.Where(place => place.Name == name).ToList() is { Count: > 0 } named
        && named.TrueForAll(place =>
            place.Kind
                is PlaceKind.Road
                    or PlaceKind.Community
                    or PlaceKind.Street
                    or PlaceKind.District
        );

    internal static FoundTwin Score(Sought sought, bool isWide, CaseFile lead, string text)
    {
        var isSame = IsSamePlace(sought, lead, text);
        var isStretch = isSame && isWide;
        // The point of a road's name is one of the road, and tells of no distance.
        double? metres =
            isStretch && !(sought.IsPinned && lead.PlaceSource == "pin")
                ? null
                : Distance.Metres(sought.LonE7, sought.LatE7, lead.LonE7, lead.LatE7);
        var (samePlace, between) = (isSame && !isWide, sought.At - lead.ReceivedAt);
        if (lead.ClassCode != sought.ClassCode)
        {
            var matter = TextLikeness.OfMatter(sought.Text, text, sought.PlaceName, lead.PlaceName);
            return new FoundTwin(
                lead,
                TwinScore.OfOtherClass(matter, metres, samePlace, between),
                matter
            );
        }

        var likeness = TextLikeness.Of(
            $"{sought.PlaceName}，{sought.Text}",
            $"{lead.PlaceName}，{text}"
        );
        return new FoundTwin(
            lead,
            TwinScore.Of(likeness, metres, samePlace, between, isStretch),
            likeness
        );
    }

    /// <summary>By the name on the map; where the map knows neither, by the estate that both name.</summary>
    private static bool IsSamePlace(Sought sought, CaseFile lead, string text) =>
        sought.PlaceName is { } name
            ? name == lead.PlaceName
            : sought.LonE7 is null
                && SubjectNames.Of(sought.Text).Intersect(SubjectNames.Of(text)).Any();
}
