using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Jiban.Platform.Journaling;

/// <summary>
/// The one encoder of journal data: members sorted by name (ordinal), no white space, strings with the fewest escapes, integers in
/// decimal. jsonb orders members its own way and keeps numbers by value, so what is hashed must not depend on either. Fractions are
/// refused: a number that two programs print differently can't be hashed.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // Facts are written in the order in which they are hashed, so that nothing is sorted at the door.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SortMembers } },
    };

    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A record of facts as JSON: camelCase members, enums as camelCase strings, nulls left out.</summary>
    public static JsonElement Of<T>(T facts) => JsonSerializer.SerializeToElement(facts, Options);

    /// <summary>The record of facts back from JSON.</summary>
    public static T Read<T>(JsonElement data) =>
        data.Deserialize<T>(Options)
        ?? throw new JsonException($"Journal data is null where {typeof(T).Name} was expected.");

    /// <summary>The canonical bytes. Throws <see cref="JsonException"/> for a fraction.</summary>
    public static byte[] Encode(JsonElement data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            Write(writer, data);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                if (IsInOrder(element))
                {
                    foreach (var member in element.EnumerateObject())
                    {
                        writer.WritePropertyName(JsonMarshal.GetRawUtf8PropertyName(member));
                        Write(writer, member.Value);
                    }
                }
                else
                {
                    foreach (
                        var member in element
                            .EnumerateObject()
                            .OrderBy(member => member.Name, StringComparer.Ordinal)
                    )
                    {
                        writer.WritePropertyName(member.Name);
                        Write(writer, member.Value);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteNumberValue(
                    element.TryGetInt64(out var integer)
                        ? integer
                        : throw new JsonException(
                            $"A journal holds integers only, not {element.GetRawText()}."
                        )
                );
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <summary>Whether the members stand in order already, told from their bytes; names that are not plain ASCII are left to the sort.</summary>
    private static bool IsInOrder(JsonElement element)
    {
        var before = ReadOnlySpan<byte>.Empty;
        foreach (var member in element.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (
                before.SequenceCompareTo(name) > 0
                || !Ascii.IsValid(name)
                || name.Contains((byte)'\\')
            )
            {
                return false;
            }

            before = name;
        }

        return true;
    }

    private static void SortMembers(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
        {
            var sorted = type.Properties.OrderBy(member => member.Name, StringComparer.Ordinal);
            foreach (var (place, member) in sorted.ToList().Index())
            {
                member.Order = place;
            }
        }
    }
}
