using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Jiban.Platform.Web;

/// <summary>How JSON is read and written at every door: camelCase, enums as camelCase words, numbers as numbers, nothing twice.</summary>
public static class ApiJson
{
    /// <summary>Deeper nesting than this is malformed: nothing of ours goes beyond six.</summary>
    public const int MaxDepth = 32;

    // Of every host of a process the same ones: what the serializer has learned of a type it shares among options that are equal, part by part.
    private static readonly IJsonTypeInfoResolver Resolver =
        new DefaultJsonTypeInfoResolver().WithAddedModifier(RequireWhatIsNotNullable);

    // Chinese as it is, three bytes a character, not as six-byte escapes; what HTML could take for markup stays escaped.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    private static readonly CleanStringConverter CleanStrings = new();
    private static readonly JsonStringEnumConverter EnumWords = new(
        JsonNamingPolicy.CamelCase,
        allowIntegerValues: false
    );

    /// <summary>The same rules outside of a request.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    /// <summary>Applies the rules to options made by the framework.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.MaxDepth = MaxDepth;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = Resolver;
        options.Encoder = Encoder;
        options.Converters.Add(CleanStrings);
        options.Converters.Add(EnumWords);
    }

    /// <summary>Whether a body must name the property: a parameter of a record that may not be null and has no default.</summary>
    public static bool MustBeNamed(JsonPropertyInfo property) =>
        property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false };

    private static void RequireWhatIsNotNullable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired |= MustBeNamed(property);
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Strings that the store can't hold end at the door, in every body of every route.</summary>
    private sealed class CleanStringConverter : JsonConverter<string>
    {
        public override string? Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        )
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new JsonException();
            }

            // GetString refuses lone surrogates by itself.
            var text = reader.GetString();
            return text is null || !StoredText.IsUnfit(text)
                ? text
                : throw new UnfitTextException();
        }

        public override void Write(
            Utf8JsonWriter writer,
            string value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue(value);
    }
}

/// <summary>A text that the store can't hold.</summary>
internal sealed class UnfitTextException() : JsonException("the text holds a NUL character");
