using System.Text.Json;

namespace Jiban.Simulation.City;

/// <summary>What somebody was told who asked. Status 0: the connection ended without an answer.</summary>
internal sealed record Told(int Status, JsonElement Body, string? Tag, int? RetryAfter)
{
    /// <summary>It was done.</summary>
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>It was refused, and nothing was done.</summary>
    public bool IsRefused => Status is >= 400 and < 500;

    /// <summary>Nobody can say whether it was done.</summary>
    public bool IsOpen => !IsDone && !IsRefused;

    /// <summary>The slug of a refusal.</summary>
    public string Problem =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("type", out var type)
            ? type.GetString()!.Replace("/problems/", "", StringComparison.Ordinal)
            : "";

    /// <summary>In a line.</summary>
    public override string ToString() => Problem.Length > 0 ? $"{Status} {Problem}" : $"{Status}";
}
