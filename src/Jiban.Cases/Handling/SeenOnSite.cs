using Jiban.Platform.Files;
using Jiban.Platform.Web;

namespace Jiban.Cases.Handling;

/// <summary>
/// When and where an inspector stood who looked at a case: a phone without a network sends it hours later. Left out by whoever looks from a desk.
/// </summary>
/// <param name="FoundAt">When he looked, by the phone's clock set right by the server's.</param>
/// <param name="Lon">Where he stood, WGS-84; with <paramref name="Lat"/> or not at all.</param>
/// <param name="AccuracyMetres">How well that is known, as the phone says.</param>
/// <param name="Seal">SHA-256 over all of it, the answer, the photos, the recordings and the words, in hexadecimal; see <c>SeenOnSite.SealOf</c>.</param>
internal sealed record SeenOnSite(
    DateTimeOffset FoundAt,
    double? Lon = null,
    double? Lat = null,
    double? AccuracyMetres = null,
    string? Seal = null
)
{
    private const double CoarsestMetres = 100_000;

    /// <summary>
    /// The lines over the time (<see cref="FieldSeal"/>): <c>jiban check 1</c>; the case; <c>reinspect</c> or <c>verify</c>; the answer, 1 or 0; and the
    /// position.
    /// </summary>
    public static string SealOf(
        Guid caseId,
        string what,
        bool holds,
        SeenOnSite seen,
        IReadOnlyList<byte[]> files,
        string text
    ) =>
        FieldSeal.Over(
            [
                "jiban check 1",
                $"{caseId}",
                what,
                holds ? "1" : "0",
                .. FieldSeal.Where(seen.Lon, seen.Lat, seen.AccuracyMetres),
            ],
            seen.FoundAt,
            files,
            text
        );

    /// <summary>What can't be so about it; null when all can.</summary>
    public static async Task<Problem?> RefuseAsync(
        SeenOnSite? seen,
        Guid caseId,
        string what,
        bool holds,
        string? note,
        IReadOnlyList<Guid> files,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        seen is null ? null
        : Problem.IfMalformed(
            (
                "seen",
                seen.Lon is null != seen.Lat is null
                    || seen.Lon is not (null or (>= -180 and <= 180))
                    || seen.Lat is not (null or (>= -90 and <= 90))
                    || seen.AccuracyMetres is not (null or (>= 0 and <= CoarsestMetres)),
                "经纬度须一起填写，且在地球上；定位精度不能为负数。"
            ),
            ("seal", seen.Seal is { Length: not 64 }, "封存值须为64位十六进制。")
        )
            is { } malformed
            ? malformed
        : seen.FoundAt > desk.Clock.GetUtcNow() + FieldSeal.Slack ? FieldSeal.InTheFuture
        : await FieldSeal.HoldsAsync(
            seen.Seal,
            seen.FoundAt,
            files,
            (_, hashes) => SealOf(caseId, what, holds, seen, hashes, note ?? ""),
            desk.Database,
            cancellation
        )
            ? null
        : FieldSeal.Broken;

    /// <summary>Whether he looked before there was anything to look at; the clocks of phone and server may differ a little.</summary>
    public static bool IsBefore(SeenOnSite? seen, DateTimeOffset? since) =>
        seen?.FoundAt < since - FieldSeal.Slack;

    /// <summary>As the journal keeps it, without fractions.</summary>
    public static SeenFacts? Facts(SeenOnSite? seen) =>
        seen is null
            ? null
            : new(
                seen.FoundAt.ToUniversalTime(),
                seen.Lon is { } lon ? (int)Math.Round(lon * 1e7) : null,
                seen.Lat is { } lat ? (int)Math.Round(lat * 1e7) : null,
                seen.AccuracyMetres is { } metres ? (int)Math.Round(metres * 10) : null,
                seen.Seal
            );
}
