using System.Text.Json;

namespace Jiban.Coordination;

/// <summary>Enum values as they stand in the store: camelCase, as in JSON.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
