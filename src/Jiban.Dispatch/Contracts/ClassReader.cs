using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Contracts;

/// <summary>Reads the class of a message as the door would with a certain text model. Pure, safe from any thread.</summary>
public sealed class ClassReader
{
    private readonly DispatchSnapshot _snapshot;

    internal ClassReader(DispatchSnapshot snapshot) => _snapshot = snapshot;

    /// <summary>The likeliest class of level 2; empty when the words tell nothing.</summary>
    /// <param name="kind">The kind that is known already.</param>
    public string Read(string text, DemandKind? kind)
    {
        var plain = PlainText.Of(text);
        var heard = _snapshot.Words.Hear(plain);
        var guesses = _snapshot.Blend.Read(
            plain,
            heard.Of(TermUse.Class),
            ReadKind.Read(kind, heard).Kind
        );
        return guesses.Count == 0 ? "" : guesses[0].Code;
    }
}
