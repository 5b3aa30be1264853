using System.Text.Json;
using System.Text.Json.Serialization;
using Jiban.Cases.Lists;

namespace Jiban.Cases.Promises;

/// <summary>
/// What was written with a step in several fields: the minutes of a meeting, the plan of a suspension, the proof of a return. Kept as one text under the key of the case, and
/// worded for each reader in his language. Entries from before there were fields are plain text.
/// </summary>
/// <param name="Place">Where they met.</param>
/// <param name="People">Who was there.</param>
/// <param name="Found">What was checked and found.</param>
/// <param name="Reason">Why a case is put aside, and what it waits for.</param>
/// <param name="Promises">What was promised by when, or the steps of the plan.</param>
/// <param name="Said">What the step says in the first place, which needs no name: the answer, the reason of a verdict.</param>
/// <param name="Document">The document or record that proves it, by its name and number.</param>
/// <param name="Minutes">What the units that met about it came to.</param>
/// <param name="Ground">The law, document or reason why something is not possible.</param>
internal sealed record WrittenFields(
    string? Place = null,
    IReadOnlyList<string>? People = null,
    string? Found = null,
    string? Reason = null,
    IReadOnlyList<WrittenFields.Dated>? Promises = null,
    string? Said = null,
    string? Document = null,
    string? Minutes = null,
    string? Ground = null
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
            ("依据", "Proof", Document),
            ("会商纪要", "Minutes", Minutes),
            ("依据或原因", "Law or reason", Ground),
            .. (Promises ?? []).Select(one =>
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
        var named = fields
            .Where(field => !string.IsNullOrWhiteSpace(field.Text))
            .Select(field => english ? $"{field.En}: {field.Text}" : $"{field.Zh}：{field.Text}");
        return Said is null ? named : named.Prepend(Said);
    }
}
