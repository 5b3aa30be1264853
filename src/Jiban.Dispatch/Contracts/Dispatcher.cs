using Jiban.City.Contracts;

namespace Jiban.Dispatch.Contracts;

/// <summary>A class of the demand tree (诉求分类).</summary>
/// <param name="Code">Two digits for level 1, four for level 2.</param>
public sealed record DemandClass(string Code, string Name, string? ParentCode);

/// <summary>A channel (渠道). Channels are data.</summary>
/// <param name="IsOwn">The street's own channel, counted apart from 12345 in every figure.</param>
/// <param name="HasPerson">Whether there is a requester who can be asked: false for patrol and sensors.</param>
/// <param name="IsPublic">Whether the public door may name it.</param>
public sealed record Channel(
    string Code,
    string Name,
    string NameEn,
    bool IsOwn,
    bool HasPerson,
    bool IsPublic
);

/// <summary>
/// Understands a message and decides who must handle it: pure, in memory, over the present city, rules and model.
/// </summary>
public sealed class Dispatcher
{
    // DISPATCH HELPER: state is an immutable snapshot (rules, classes, channels, model) swapped whole on change.

    /// <summary>Decides. The same message over the same snapshots gives the same decision.</summary>
    public Decision Decide(Message message, CitySnapshot city) =>
        throw new NotImplementedException();

    /// <summary>The classes in force, in order of code.</summary>
    public IReadOnlyList<DemandClass> Classes => throw new NotImplementedException();

    /// <summary>The channels in force.</summary>
    public IReadOnlyList<Channel> Channels => throw new NotImplementedException();

    /// <summary>The class of a code, or null.</summary>
    public DemandClass? Class(string code) => throw new NotImplementedException();

    /// <summary>The channel of a code, or null.</summary>
    public Channel? Channel(string code) => throw new NotImplementedException();
}
