using Jiban.Cases.Handling;
using Jiban.Platform.Web;

namespace Jiban.Cases.Promises;

/// <summary>Something to be done by a day, as whoever promises it writes it.</summary>
/// <param name="Text">What, 2 to 200 characters.</param>
/// <param name="By">By when; ahead.</param>
internal sealed record PromiseSaid(string? Text, DateTimeOffset By)
{
    /// <summary>The fault of one of them; null when there is none.</summary>
    public static Problem? Check(string field, IReadOnlyList<PromiseSaid>? all) =>
        all
            ?.Select(one => FreeText.CheckLine(field, one.Text))
            .FirstOrDefault(it => it is not null);

    /// <summary>Whether each says what is done, by an instant that lies ahead and not beyond another.</summary>
    public static bool AreWhole(
        IReadOnlyList<PromiseSaid> all,
        DateTimeOffset now,
        DateTimeOffset latest
    ) =>
        all.Count <= Promise.Most
        && all.All(one => one.Text?.Trim().Length >= 2 && one.By > now && one.By <= latest);

    /// <summary>As the journal keeps them: when, to the second, and no words.</summary>
    public static IReadOnlyList<DateTimeOffset>? DuesOf(IReadOnlyList<PromiseSaid> all) =>
        all.Count == 0
            ? null
            :
            [
                .. all.Select(one =>
                    DateTimeOffset.FromUnixTimeSeconds(one.By.ToUnixTimeSeconds())
                ),
            ];
}
