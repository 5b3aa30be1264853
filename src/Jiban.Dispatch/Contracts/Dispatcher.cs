using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Deciding;
using Jiban.Dispatch.Learning;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jiban.Dispatch.Contracts;

/// <summary>
/// Understands a message and decides who must handle it: pure, in memory, over the present city, rules and model. Safe from any
/// thread; costs no I/O.
/// </summary>
public sealed class Dispatcher
{
    private volatile DispatchSnapshot _current = ShippedCatalogue.Snapshot;

    /// <summary>What is in force in this process.</summary>
    internal DispatchSnapshot Current => _current;

    /// <summary>The classes in force, in order of code.</summary>
    public IReadOnlyList<DemandClass> Classes => _current.Classes;

    /// <summary>The channels in force, in order of the data.</summary>
    public IReadOnlyList<Channel> Channels => _current.Channels;

    /// <summary>Reads classes alone, by what is in force now.</summary>
    public ClassReader ClassReader => new(_current);

    /// <summary>Decides. The same message over the same city and rules gives the same decision; no text makes it fail.</summary>
    public Decision Decide(Message message, CitySnapshot city) =>
        DecideUnit.Decide(message, CityIndex.Of(city), _current);

    /// <summary>The same decision with what was weighed for it.</summary>
    public Explanation Explain(Message message, CitySnapshot city) =>
        ExplainUnit.Explain(message, CityIndex.Of(city), _current);

    /// <summary>The demands of a message that seems to hold several, in order; none when it holds one, or when a person gave its class. A few milliseconds.</summary>
    public IReadOnlyList<Demand> Demands(Message message, CitySnapshot city) =>
        SplitDemands.Of(message, CityIndex.Of(city), _current);

    /// <summary>One with the catalogue and the text model as they are shipped, for commands that need no store.</summary>
    public static async Task<Dispatcher> ShippedAsync(
        DispatchOptions options,
        CancellationToken cancellation
    )
    {
        var dispatcher = new Dispatcher();
        var model = new DefaultModel(options, NullLogger<DefaultModel>.Instance);
        dispatcher.Swap(dispatcher.Current.With(await model.GetAsync(cancellation)));
        return dispatcher;
    }

    /// <summary>
    /// The shipped one with a history of rules behind it, as a catalogue has after years: for every class rules that were replaced again and
    /// again, until there are so many. They decide as what ships does; only the looking up costs more. For the bench.
    /// </summary>
    public static async Task<Dispatcher> WithHistoryAsync(
        DispatchOptions options,
        int rules,
        CancellationToken cancellation
    )
    {
        var dispatcher = await ShippedAsync(options, cancellation);
        var shipped = dispatcher.Current.Rows.Rules;
        var first = ShippedCatalogue.Since.AddDays(-rules);
        dispatcher.Swap(
            dispatcher.Current.With([
                .. shipped,
                .. Enumerable
                    .Range(0, Math.Max(0, rules - shipped.Count))
                    .Select(n =>
                        shipped[n % shipped.Count] with
                        {
                            Code = $"past-{n}",
                            From = first.AddDays(n),
                            Until = first.AddDays(n),
                        }
                    ),
            ])
        );
        return dispatcher;
    }

    /// <summary>The class of a code, or null.</summary>
    public DemandClass? Class(string code) => _current.Class(code);

    /// <summary>What a class is called in the language of the reader; its code, when there is no such class.</summary>
    public string ClassName(string code, bool english) =>
        Class(code) is { } known ? (english ? known.NameEn : known.Name) : code;

    /// <summary>The channel of a code, or null.</summary>
    public Channel? Channel(string code) => _current.Channel(code);

    /// <summary>Puts another snapshot in force for every decision that starts from now on.</summary>
    internal void Swap(DispatchSnapshot snapshot) => _current = snapshot;
}
