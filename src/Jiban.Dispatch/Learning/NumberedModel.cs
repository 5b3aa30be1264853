namespace Jiban.Dispatch.Learning;

/// <summary>A text model under its number in the store; 0 is the one that ships.</summary>
internal sealed record NumberedModel(int Number, string Name, TextModel Text)
{
    /// <summary>How a reason names it.</summary>
    public (string Zh, string En) Note { get; } =
        Number == 0
            ? ("", "")
            : ($"（文本模型 {Number} 号 {Name}）", $" (text model {Number}, {Name})");
}
