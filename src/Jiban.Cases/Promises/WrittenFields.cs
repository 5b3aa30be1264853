using System.Text.Json;
using System.Text.Json.Serialization;
using Jiban.Cases.Lists;

namespace Jiban.Cases.Promises;

/// <summary>
/// What was written with a step in several fields: the minutes of a meeting, the plan of a suspension. Kept as one text under the key of the case, and
/// worded for each reader in his language. Entries from before there were fields are plain text.
/// </summary>
/// <param name="Place">Where they met.</param>
/// <param name="People">Who was there.</param>
/// <param name="Found">What was checked and found.</param>
/// <param name="Reason">Why a case is put aside, and what it waits for.</param>
/// <param name="Promises">What was promised by when, or the steps of the plan.</param>
internal sealed record WrittenFields(
    string? Place,
    IReadOnlyList<string>? People,
    string? Found,
    string? Reason,
    IReadOnlyList<WrittenFields.Dated> Promises
)
{
    /// <summary>A character that nobody can type into a note (<see cref="Handling.FreeText"/>), so that no note is taken for fields.</summary>
    private const char Mark = '\u0002';

    private static readonly JsonSerializerOptions Plain = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="By">By when.</param>
    internal sealed record Dated(string Text, DateTimeOffset By);

    /// <summary>What was said of promises, without the blanks around it.</summary>
    public static IReadOnlyList<Dated> Of(IReadOnlyList<PromiseSaid> all) =>
        [.. all.Select(one => new Dated(one.Text!.Trim(), one.By))];

    /// <summary>To be kept.</summary>
    public string ToText() => Mark + JsonSerializer.Serialize(this, Plain);

    /// <summary>The fields of a text; null for a plain one.</summary>
    public static WrittenFields? Read(string? text) =>
        text is [Mark, .. var json] ? JsonSerializer.Deserialize<WrittenFields>(json, Plain) : null;

    /// <summary>A text as it is read: its fields a line each, or what was written.</summary>
    public static string Words(string text, bool english) =>
        Read(text) is { } written ? string.Join('\n', written.Lines(english)) : text;

    private IEnumerable<string> Lines(bool english)
    {
        var promised = Reason is null ? ("承诺", "Promised") : ("计划", "Plan");
        (string Zh, string En, string? Text)[] fields =
        [
            ("地点", "Place", Place),
            (
                "参加人",
                "Present",
                People is null ? null : string.Join(english ? ", " : "、", People)
            ),
            ("现场核实", "Found", Found),
            ("原因", "Reason", Reason),
            .. Promises.Select(one =>
                (
                    promised.Item1,
                    promised.Item2,
                    (string?)(
                        english
                            ? $"{one.Text} (by {LaterTimeline.Day(one.By, true)})"
                            : $"{one.Text}（{LaterTimeline.Day(one.By, false)}前）"
                    )
                )
            ),
        ];
        return fields
            .Where(field => !string.IsNullOrWhiteSpace(field.Text))
            .Select(field => english ? $"{field.En}: {field.Text}" : $"{field.Zh}：{field.Text}");
    }
}
