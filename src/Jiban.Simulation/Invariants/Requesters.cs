using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// Each requester is told and asked: whose request is resolved, or ended without a result, stands on the list of those who call back, and who looks his request up
/// reads how it stands, in his own words and with the answer. Whoever asked to be forgotten is.
/// </summary>
internal sealed class Requesters : Invariant
{
    private const int Page = 200;

    public override string Name => "requesters";

    public override async Task<IEnumerable<string>> BrokenAsync(Evidence evidence)
    {
        var broken = new List<string>();
        if (evidence.IsWhole)
        {
            broken.AddRange(await NotListedAsync(evidence));
        }

        var cases = evidence.Cases.ToDictionary(one => one.Row.CaseId);
        foreach (var request in evidence.Ledger.Requests.Where(one => one.QueryCode is not null))
        {
            if (
                cases.TryGetValue(request.CaseId, out var one)
                && await NotToldAsync(evidence, request, one) is { } what
            )
            {
                broken.Add($"{request.Number}: {what}");
            }
        }

        return broken;
    }

    /// <summary>The call-back list, as a caller of the city's centre sees it.</summary>
    public static async Task<IReadOnlySet<Guid>> CallBackListAsync(Town town, Staff staff)
    {
        var caller = staff.Of(Role.Caller, staff.Centre);
        var listed = new HashSet<Guid>();
        string? cursor = null;
        do
        {
            var told = await town.LookAsync(
                caller,
                $"/api/cases?callBack=true&limit={Page}"
                    + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))
            );
            listed.UnionWith(
                told.Body.GetProperty("items")
                    .EnumerateArray()
                    .Select(row => row.GetProperty("id").GetGuid())
            );
            cursor = told.Body.TryGetProperty("next", out var next) ? next.GetString() : null;
        } while (cursor is not null);
        return listed;
    }

    private static async Task<IEnumerable<string>> NotListedAsync(Evidence evidence)
    {
        var listed = await CallBackListAsync(evidence.Town, evidence.Staff);
        return evidence
            .Cases.Where(one =>
                (one.Row.State == "resolved" || one.Story.AsksAfterEnd)
                && !listed.Contains(one.Row.CaseId)
            )
            .Select(one =>
                $"{one.Name}: {one.Row.State}, and on nobody's list of those to be asked"
            );
    }

    private static async Task<string?> NotToldAsync(
        Evidence evidence,
        Request request,
        CaseEvidence one
    )
    {
        var told = await evidence.Town.LookAsync(
            null,
            $"/api/requests/{request.Number}?code={request.QueryCode}"
        );
        if (request.IsErased)
        {
            return null;
        }

        if (!told.IsDone)
        {
            return $"its requester is told {told}";
        }

        var (state, text) = (Text(told.Body, "state"), Text(told.Body, "text"));
        return state != one.Row.State ? $"its requester is told {state} of what is {one.Row.State}"
            : text != request.Text ? "its requester reads other words than his own"
            : one.Row.State is "resolved" or "closed"
            && one.Entries.Any(entry => entry.Kind == "resolved")
            && Text(told.Body, "answer") is null
                ? "its requester reads no answer"
            : null;
    }

    private static string? Text(JsonElement page, string name) =>
        page.TryGetProperty(name, out var text) ? text.GetString() : null;
}
