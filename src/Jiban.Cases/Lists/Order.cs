using System.Globalization;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Lists;

/// <summary>An order of the work list that can be paged by cursor.</summary>
/// <param name="Sql">The order as SQL.</param>
/// <param name="Others">The condition of a row whose next due time is not the reader's to keep: it stands behind those that are.</param>
internal sealed record Order(string Sql, bool ByDue, string Others)
{
    private static readonly Order NewestFirst = new("case_id desc", false, "false");
    private static readonly Order OfWhoCloses = new(
        "supervised_at is null, next_due_at nulls last, case_id desc",
        true,
        "false"
    );
    private static readonly Order OfWhoNeverCloses = new(
        $"supervised_at is null, {WaitsForOthers}, next_due_at nulls last, case_id desc",
        true,
        WaitsForOthers
    );

    private const string WaitsForOthers = "state in ('resolved', 'closed')";

    /// <summary>Before the cursor of what somebody presses for.</summary>
    private const string Mark = "s";

    /// <summary>Before the cursor of what waits for others.</summary>
    private const string OthersMark = "o";

    /// <summary>Where a page ended.</summary>
    /// <param name="Supervised">Whether it was among those that are pressed for, which stand first.</param>
    /// <param name="ForOthers">Whether it was among those that wait for others, which stand last.</param>
    internal readonly record struct Position(
        DateTimeOffset? Due,
        Guid Id,
        bool Supervised,
        bool ForOthers
    );

    /// <summary>By word: <c>due</c> (the default: what somebody presses for, then what the reader must do first) or <c>received</c> (newest first).</summary>
    public static Order Of(string? word, Actor actor) =>
        word == "received" ? NewestFirst
        : CaseFilter.NeverCloses(actor) ? OfWhoNeverCloses
        : OfWhoCloses;

    /// <summary>The cursor behind a row.</summary>
    public string Write(CaseFile last) =>
        !ByDue
            ? $"0.{last.CaseId:N}"
            : $"{(last.SupervisedAt is not null ? Mark : "")}{(IsForOthers(last) ? OthersMark : "")}{(last.NextDueAt?.UtcTicks ?? 0).ToString(CultureInfo.InvariantCulture)}.{last.CaseId:N}";

    private bool IsForOthers(CaseFile file) =>
        this == OfWhoNeverCloses && file.State is CaseState.Resolved or CaseState.Closed;

    /// <summary>Reads a cursor.</summary>
    public bool TryRead(string cursor, out Position position)
    {
        position = default;
        var supervised = cursor.StartsWith(Mark, StringComparison.Ordinal);
        cursor = cursor[(supervised ? Mark.Length : 0)..];
        var forOthers = cursor.StartsWith(OthersMark, StringComparison.Ordinal);
        var parts = cursor[(forOthers ? OthersMark.Length : 0)..].Split('.');
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
            supervised,
            forOthers
        );
        return true;
    }

    /// <summary>The condition of the rows behind a position, over the parameters @afterDue and @afterId.</summary>
    public string After(Position position) =>
        !ByDue ? "case_id < @afterId"
        : position.Supervised ? $"(supervised_at is null or {Behind(position)})"
        : $"(supervised_at is null and {Behind(position)})";

    private string Behind(Position position) =>
        position.ForOthers
            ? $"({Others} and {Later(position)})"
            : $"({Others} or {Later(position)})";

    private static string Later(Position position) =>
        position.Due is null
            ? "(next_due_at is null and case_id < @afterId)"
            : "(next_due_at > @afterDue or (next_due_at = @afterDue and case_id < @afterId) or next_due_at is null)";
}
