using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Jiban.Platform.Journaling;

namespace Jiban.Platform.Tests.Journaling;

/// <summary>What is hashed does not depend on the order in which a store or a program gives the members.</summary>
public sealed class CanonicalJsonProperties
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Some that sort otherwise as UTF-8 than as UTF-16, and some that JSON must escape.
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.Elements("", "a", "A", "aa", "ab", "at", "b", "unit"),
        Gen.Elements("诉求", "\U0001F525", "\uFF5E", "\"", "\\", "a\n", "a\\b", "é")
    );

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => (JsonNode?)number),
        Name.Select(text => (JsonNode?)text),
        Gen.Elements<JsonNode?>(null, true, false).Select(one => one?.DeepClone())
    );

    private static Gen<JsonNode?> Value(int depth) =>
        depth == 0
            ? Leaf
            : Gen.OneOf(
                Leaf,
                Gen.ListOf(Value(depth - 1), 3)
                    .Select(items => (JsonNode?)new JsonArray([.. items])),
                Gen.ListOf(Gen.Zip(Name, Value(depth - 1)), 5).Select(ToObject)
            );

    [Fact]
    public void Members_stand_in_ordinal_order_of_their_names_however_they_were_given() =>
        Prop.ForAll(
                Value(3).ToArbitrary(),
                value =>
                {
                    var given = JsonSerializer.SerializeToElement(value, Relaxed);
                    var sorted = JsonSerializer.SerializeToElement(Sorted(value), Relaxed);
                    var expected = JsonSerializer.Serialize(Sorted(value), Relaxed);
                    Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Encode(given)));
                    Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Encode(sorted)));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Facts_are_written_as_they_are_hashed()
    {
        var facts = CanonicalJson.Of(
            new
            {
                Unit = 3,
                At = "2026-11-27",
                Missing = (string?)null,
                Inner = new { B = 1, A = DayOfWeek.Monday },
            }
        );

        const string canonical = """{"at":"2026-11-27","inner":{"a":"monday","b":1},"unit":3}""";
        Assert.Equal(canonical, facts.GetRawText());
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Encode(facts)));
    }

    [Fact]
    public void A_fraction_is_refused() =>
        Assert.Throws<JsonException>(() =>
            CanonicalJson.Encode(CanonicalJson.Of(new { Share = 0.5 }))
        );

    private static JsonNode? ToObject(IEnumerable<(string Name, JsonNode? Value)> members) =>
        new JsonObject(
            members
                .DistinctBy(one => one.Name)
                .Select(one => KeyValuePair.Create(one.Name, one.Value))
        );

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => KeyValuePair.Create(one.Key, Sorted(one.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
