using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jiban.Platform.Live;

/// <summary>What goes from host to host, and from there to the pages.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Changed), "c")]
[JsonDerivedType(typeof(Noticed), "n")]
[JsonDerivedType(typeof(Refresh), "r")]
internal abstract record LiveMessage
{
    /// <summary>The channel of LISTEN and NOTIFY; PostgreSQL keeps the databases apart.</summary>
    public const string Channel = "jiban_live";

    /// <summary>PostgreSQL takes less than 8,000 bytes a notification.</summary>
    public const int MostBytes = 7_800;

    /// <summary>A case has changed.</summary>
    public sealed record Changed(CaseChanged Case) : LiveMessage;

    /// <summary>Something else has changed.</summary>
    public sealed record Noticed(Notice Notice) : LiveMessage;

    /// <summary>Something may have been missed: look again.</summary>
    public sealed record Refresh : LiveMessage;

    /// <summary>Packs messages into as few notifications as they need.</summary>
    public static IEnumerable<string> Pack(IReadOnlyList<LiveMessage> messages)
    {
        var pack = new List<string>();
        var length = 2;
        foreach (var message in messages)
        {
            var json = JsonSerializer.Serialize(message, JsonSerializerOptions.Web);
            if (pack.Count > 0 && length + json.Length + 1 > MostBytes)
            {
                yield return $"[{string.Join(',', pack)}]";
                pack.Clear();
                length = 2;
            }

            pack.Add(json);
            length += json.Length + 1;
        }

        if (pack.Count > 0)
        {
            yield return $"[{string.Join(',', pack)}]";
        }
    }

    /// <summary>The messages of a notification; none when it is not one of ours.</summary>
    public static IReadOnlyList<LiveMessage> Unpack(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<LiveMessage[]>(payload, JsonSerializerOptions.Web)
                ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
