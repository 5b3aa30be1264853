using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Contracts;

/// <summary>How the writer feels (来件情绪), as the words say.</summary>
public enum Feeling
{
    /// <summary>愤怒: 忍无可忍, 太过分.</summary>
    Anger,

    /// <summary>担忧: 提心吊胆, 害怕.</summary>
    Worry,

    /// <summary>难过: 崩溃, 走投无路.</summary>
    Distress,

    /// <summary>失望: 寒心, 不满意.</summary>
    Disappointment,

    /// <summary>恳求: 求求, 急盼.</summary>
    Pleading,

    /// <summary>感谢: 衷心感谢, 感动. A polite 谢谢 at the end is none.</summary>
    Gratitude,
}

/// <summary>
/// What a message tells whoever handles it, beside its matter: how the writer feels, who is complained about, what is wished. Read from the words for people to read; it decides,
/// ranks and limits nothing, and is kept nowhere.
/// </summary>
/// <param name="Feelings">In order of the text, each feeling once.</param>
/// <param name="Against">Who is complained about (反映对象), in order of the text; at most three.</param>
/// <param name="Wishes">What is wished (所求): the words from the wish to the end of its sentence; the question where somebody only asks; at most three.</param>
public sealed record Voice(
    IReadOnlyList<FeelingHeard> Feelings,
    IReadOnlyList<PartyHeard> Against,
    IReadOnlyList<Passage> Wishes
)
{
    /// <summary>Reads a message. Pure and total; passages are of the text as given, so they can be marked in it.</summary>
    public static Voice Of(string? text) => ReadVoice.Of(text ?? "");
}

/// <summary>Words of a text, as they stand in it.</summary>
/// <param name="Start">Where they begin, in UTF-16 units.</param>
public sealed record Passage(int Start, string Words);

/// <summary>A feeling and the words that tell it; at most three of them.</summary>
public sealed record FeelingHeard(Feeling Feeling, IReadOnlyList<Passage> Words);

/// <summary>Somebody who is complained about.</summary>
/// <param name="Name">A name, or what he is to the writer (物业, 楼上邻居).</param>
/// <param name="Deed">What is said of him; null where he is only named as the one complained about.</param>
public sealed record PartyHeard(Passage Name, Passage? Deed);
