namespace Jiban.Dispatch;

/// <summary>What dispatch must be told by the host.</summary>
public sealed record DispatchOptions
{
    /// <summary>Folder of the text models: <c>DIR/models</c>.</summary>
    public required string ModelsDirectory { get; init; }
}
