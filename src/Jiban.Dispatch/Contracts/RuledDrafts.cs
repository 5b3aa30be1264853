using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Drafts;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Dispatch.Contracts;

/// <summary>What an arbiter ruled: in this street (or everywhere) a class is this unit's.</summary>
/// <param name="StreetCode">Null where the place was not known.</param>
public sealed record Ruled(string ClassCode, string? StreetCode, string UnitCode);

/// <summary>Makes a draft of the catalogue out of a ruling. Nothing changes until a person puts the draft in force.</summary>
public sealed class RuledDrafts
{
    /// <summary>As sure as a rule that names its unit.</summary>
    private const int Permille = 950;

    private readonly DraftDesk _desk;

    internal RuledDrafts(DraftDesk desk) => _desk = desk;

    /// <summary>Whether a rule in force, or to come, already says so.</summary>
    public bool IsRule(Ruled ruled) =>
        _desk.Dispatcher.Current.Rows.Rules.Any(rule =>
            rule.ClassCode == ruled.ClassCode
            && rule.RegionCode == ruled.StreetCode
            && rule.UnitCode == ruled.UnitCode
            && !(rule.Until < _desk.Today)
        );

    /// <summary>A new draft: the catalogue in force and the ruling as a rule of it, from tomorrow or a later day on.</summary>
    public async Task<(Guid DraftId, Problem? Problem)> TakeAsync(
        HttpContext http,
        Ruled ruled,
        string name,
        DateOnly? from,
        CancellationToken cancellation
    )
    {
        // What was edited in another process belongs into the copy.
        await _desk.FollowAsync(cancellation);
        var day = from ?? _desk.Today.AddDays(1);
        if (_desk.Malformed(name, day) is { } malformed)
        {
            return (Guid.Empty, malformed);
        }

        var rules = _desk.Dispatcher.Current.Rows.Rules;
        var code = $"ruled-{ruled.ClassCode}-{ruled.StreetCode ?? "all"}";
        var rule = Of(
            ruled,
            code,
            day,
            _desk.Dispatcher.Current.RuleFor(ruled.ClassCode, false, day, ruled.StreetCode)!
        );
        var draft = await _desk.MakeAsync(
            http,
            name,
            day,
            rules.Where(one => one.Code != code).Append(rule),
            cancellation
        );
        return (draft.DraftId, null);
    }

    /// <summary>The ruling as a rule. Only who is responsible was ruled: who helps, and whether the holder of a component goes first, stay as in the rule before it.</summary>
    internal static DispatchRule Of(Ruled ruled, string code, DateOnly day, DispatchRule before) =>
        new(
            code,
            ruled.ClassCode,
            RuleChannels.Any,
            DispatchMode.Directed,
            // Where the unit is gone one day, it goes as it went before the ruling.
            before.Units,
            ruled.UnitCode,
            Permille,
            day,
            null,
            OwnerFirst: before.OwnerFirst,
            RegionCode: ruled.StreetCode
        )
        {
            Assisting = before.Assisting,
        };
}
