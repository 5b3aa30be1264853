using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>
/// Somebody tries what is not his to do. The rules that matter most are written here once more, by hand, and not read from the product's
/// table: a unit elsewhere neither sees nor touches a case, whoever asks requesters does not handle, the public has no door to it.
/// </summary>
internal sealed class Trespass : Habit
{
    public override int Weight => 8;

    private static readonly (string Path, object Body)[] HandlersDo =
    [
        ("sign", new { }),
        (
            "contact",
            new
            {
                method = "phone",
                reached = true,
                noMeeting = true,
            }
        ),
        ("progress", new { text = "正在协调办理。" }),
        ("resolve", new { outcome = "solved", answer = "已处理完毕。" }),
        ("return", new { reason = "不属本单位职责。", document = "《职责清单》第三条第二款" }),
    ];

    public override async Task ActAsync(Turn turn)
    {
        var open = await turn.OpenCasesAsync();
        if (open.Count == 0)
        {
            return;
        }

        var standing = turn.OneOf(open);
        var elsewhere = turn.OneOf(
            turn.Staff.Units.Where(unit =>
                    unit.UnitId != standing.UnitId
                    && unit.Kind is not (UnitKind.CityCentre or UnitKind.DistrictGovernment)
                    && !turn.Staff.IsBelow(standing.UnitId, unit.UnitId)
                )
                .ToList()
        );
        Actor?[] strangers =
        [
            turn.Staff.Of(Role.Handler, elsewhere.UnitId, 9),
            turn.Staff.Of(Role.Handler, elsewhere.UnitId, 9),
            turn.Staff.Of(Role.Caller, turn.Staff.Centre),
            turn.Staff.Of(Role.Administrator, turn.Staff.Centre),
            null,
        ];
        var stranger = turn.OneOf(strangers);
        // Whoever asks requesters speaks with those whom the unit may not know, so a word with one is no trespass.
        var (path, body) = turn.OneOf(
            stranger?.Role == Role.Caller
                ? [.. HandlersDo.Where(one => one.Path != "contact")]
                : HandlersDo
        );
        var told = await turn.Town.SayAsync(stranger, $"/api/cases/{standing.CaseId}/{path}", body);
        turn.Judge(path, told);
        turn.Touched.Add(standing.CaseId);
        turn.Tell($"{stranger?.Name ?? "citizen"} of elsewhere {path} {standing.Number}: {told}");
        if (!told.IsRefused || told.Problem is not ("not-allowed" or "unknown-case" or "sign-in"))
        {
            throw new BrokenException(
                "rights",
                $"{standing.Number}: {stranger?.Role} of {elsewhere.ShortName} may {path}: {told}"
            );
        }

        // Whoever asks requesters sees the cases of the city; nobody else of these does.
        if (stranger?.Role != Role.Caller)
        {
            await PeepAsync(turn, standing, stranger);
        }
    }

    private static async Task PeepAsync(Turn turn, Turn.Standing standing, Actor? stranger)
    {
        var seen = await turn.Town.LookAsync(stranger, $"/api/cases/{standing.CaseId}");
        if (seen.IsDone)
        {
            throw new BrokenException(
                "rights",
                $"{standing.Number} is seen by {stranger?.Name ?? "citizen"}"
            );
        }
    }
}
