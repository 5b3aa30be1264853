using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Deciding;
using Jiban.Dispatch.Drafts;
using Jiban.Platform.Store;
using Jiban.Platform.Time;

namespace Jiban.Dispatch.Contracts;

/// <summary>
/// The catalogue in force and a draft, side by side on the first day of the draft: the same words, the same model, other rules. Pure, safe
/// from any thread; what it was opened with stays, whatever is edited meanwhile.
/// </summary>
public sealed class DraftReplay
{
    private readonly DispatchSnapshot _before;
    private readonly DispatchSnapshot _after;

    internal DraftReplay(DispatchSnapshot before, IReadOnlyList<DispatchRule> draft, DateOnly from)
    {
        From = from;
        _before = before;
        _after = before.With(
            CompareCatalogue.Apply(
                before.Rows.Rules,
                CompareCatalogue.Of(before.Rows.Rules, draft, from),
                from
            )
        );
    }

    /// <summary>The first day of the draft: both sides are asked for it.</summary>
    public DateOnly From { get; }

    /// <summary>The text model that was in force when it was opened: it reads on both sides, whatever is put in force meanwhile.</summary>
    public ModelName? Model =>
        _before.Model is { } model ? new ModelName(model.Number, model.Name) : null;

    /// <summary>What both decide of a message, whenever it was received: of its day only the hour counts, for rules of the night.</summary>
    public (Decision Before, Decision After) Decide(Message message, CitySnapshot city)
    {
        var that = message with
        {
            At = CivilTime.At(From, TimeOnly.FromDateTime(CivilTime.Of(message.At).DateTime)),
        };
        var index = CityIndex.Of(city);
        return (DecideUnit.Decide(that, index, _before), DecideUnit.Decide(that, index, _after));
    }
}

/// <summary>Opens drafts for a replay.</summary>
public sealed class DraftReplays
{
    private readonly Database _database;
    private readonly Dispatcher _dispatcher;

    internal DraftReplays(Database database, Dispatcher dispatcher) =>
        (_database, _dispatcher) = (database, dispatcher);

    /// <summary>The draft beside the catalogue in force; null when there is no such draft, or it was decided about.</summary>
    public async Task<DraftReplay?> OpenAsync(Guid draftId, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return
            await DraftStore.FindAsync(connection, null, draftId, cancellation)
                is { State: DraftState.Open } draft
            ? new DraftReplay(
                _dispatcher.Current,
                await DraftStore.RulesAsync(connection, null, draftId, cancellation),
                draft.EffectiveFrom
            )
            : null;
    }
}
