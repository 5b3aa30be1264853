namespace Jiban.Cases.Contracts;

/// <summary>What the city's 12345 line may say about an order that it passed on. A closed set.</summary>
public abstract record CityWord
{
    private CityWord() { }

    /// <summary>Get on with it (督办).</summary>
    public sealed record Supervise(string? Note) : CityWord;

    /// <summary>The city has called the requester back; the words are those of the call-back of this platform.</summary>
    public sealed record CallBack(
        bool Reached,
        bool? Contacted,
        string? Solved,
        string? Satisfied,
        string? Reason
    ) : CityWord;

    /// <summary>The result is not taken (退回重办): handled again, perhaps by a new limit.</summary>
    public sealed record RejectResult(string? Reason, DateTimeOffset? Limit) : CityWord;

    /// <summary>The decision about an order that was given back.</summary>
    /// <param name="Asked">The entry by which it was given back.</param>
    public sealed record DecideReturn(int Asked, bool Accepted, string? Reason) : CityWord;

    /// <summary>The order is over (办结).</summary>
    public sealed record Close : CityWord;

    /// <summary>The order is left out of the city's assessment (不纳入考核).</summary>
    public sealed record Exclude(string? Reason) : CityWord;
}
