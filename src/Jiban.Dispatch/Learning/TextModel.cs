namespace Jiban.Dispatch.Learning;

/// <summary>placeholder</summary>
public sealed class TextModel
{
    public IReadOnlyList<string> Labels => [];

    public int? LabelIndex(string code) => null;

    public int LogOdds(string plain, Span<float> margins) => 0;
}
