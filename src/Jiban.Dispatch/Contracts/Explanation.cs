namespace Jiban.Dispatch.Contracts;

/// <summary>A decision with everything that was weighed for it, for whoever wants to know why. It may quote the citizen's words: not for the journal.</summary>
/// <param name="Classes">The classes that were reckoned with, likeliest first; at most twelve.</param>
/// <param name="DecidingWords">The words that decided for the likeliest class against the next one, the weightiest first; none when a person gave the class.</param>
/// <param name="Places">The places that may be meant, likeliest first.</param>
/// <param name="Model">The text model that read it; null when words alone did.</param>
/// <param name="Kinds">The kinds that may be meant, likeliest first: how sure it is that somebody only asks (咨询), for instance.</param>
/// <param name="Wish">By when the requester wishes it done; it decides nothing. Working days are counted Monday to Friday.</param>
/// <param name="Voice">How the writer feels, who is complained about, what is wished: for the handler to read; it decides nothing.</param>
/// <param name="Demands">The demands that it seems to hold, when it seems to hold several; decided as if it held one.</param>
public sealed record Explanation(
    Decision Decision,
    IReadOnlyList<ClassShare> Classes,
    IReadOnlyList<string> DecidingWords,
    IReadOnlyList<PlaceShare> Places,
    ModelName? Model,
    WishedTime? Wish,
    Voice Voice,
    IReadOnlyList<KindShare> Kinds,
    IReadOnlyList<Demand> Demands
);

/// <summary>A kind that may be meant.</summary>
/// <param name="Probability">0 to 1, by the listed words alone.</param>
public sealed record KindShare(DemandKind Kind, double Probability);

/// <summary>Which text model: its number, and what people call it. 0 is the one that ships.</summary>
public sealed record ModelName(int Number, string Name);

/// <summary>A class that may be meant.</summary>
/// <param name="Probability">0 to 1.</param>
public sealed record ClassShare(string Code, string Name, string NameEn, double Probability);

/// <summary>A place that may be meant.</summary>
/// <param name="Weight">0 to 1; those of all places sum to 1.</param>
public sealed record PlaceShare(FoundPlace Place, double Weight);
