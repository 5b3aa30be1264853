using System.Globalization;

namespace Jiban.Cases.Lists;

/// <summary>An order of the work list that can be paged by cursor.</summary>
/// <param name="Sql">The order as SQL.</param>
internal sealed record Order(string Sql, bool ByDue)
{
    private static readonly Order DueFirst = new(
        "supervised_at is null, next_due_at nulls last, case_id desc",
        true
    );
    private static readonly Order NewestFirst = new("case_id desc", false);

    /// <summary>Before the cursor of what somebody presses for.</summary>
    private const string Mark = "s";

    /// <summary>Where a page ended.</summary>
    /// <param name="Supervised">Whether it was among those that are pressed for, which stand first.</param>
    internal readonly record struct Position(DateTimeOffset? Due, Guid Id, bool Supervised);

    /// <summary>By word: <c>due</c> (the default: what somebody presses for, then what must be done first) or <c>received</c> (newest first).</summary>
    public static Order Of(string? word) => word == "received" ? NewestFirst : DueFirst;

    /// <summary>The cursor behind a row.</summary>
    public string Write(CaseFile last) =>
        $"{(ByDue && last.SupervisedAt is not null ? Mark : "")}{(ByDue ? last.NextDueAt?.UtcTicks ?? 0 : 0).ToString(CultureInfo.InvariantCulture)}.{last.CaseId:N}";

    /// <summary>Reads a cursor.</summary>
    public bool TryRead(string cursor, out Position position)
    {
        position = default;
        var supervised = cursor.StartsWith(Mark, StringComparison.Ordinal);
        var parts = cursor[(supervised ? Mark.Length : 0)..].Split('.');
        if (
            parts.Length != 2
            || !long.TryParse(
                parts[0],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var ticks
            )
            || !Guid.TryParseExact(parts[1], "N", out var id)
        )
        {
            return false;
        }

        if (ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        position = new(
            ByDue && ticks > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            id,
            supervised
        );
        return true;
    }

    /// <summary>The condition of the rows behind a position, over the parameters @afterDue and @afterId.</summary>
    public string After(Position position) =>
        !ByDue ? "case_id < @afterId"
        : position.Supervised ? $"(supervised_at is null or {Later(position)})"
        : $"(supervised_at is null and {Later(position)})";

    private static string Later(Position position) =>
        position.Due is null
            ? "(next_due_at is null and case_id < @afterId)"
            : "(next_due_at > @afterDue or (next_due_at = @afterDue and case_id < @afterId) or next_due_at is null)";
}
