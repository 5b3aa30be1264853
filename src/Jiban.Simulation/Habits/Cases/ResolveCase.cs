using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit reports its result (办理反馈); where nobody can be asked, with a photo.</summary>
internal sealed class ResolveCase : CaseHabit
{
    public override string Operation => "resolveCase";

    public override int Weight => 20;

    public override async Task<Said> SayAsync(Turn turn, Actor who, JsonElement page) =>
        new(
            "resolve",
            new
            {
                outcome = turn.OneOf(["solved", "solved", "explained", "notPossible"]),
                answer = "已处理完毕。",
                ground = "相关规划尚未批准。",
                attachments = HasPerson(page) ? null : new[] { await turn.Town.PhotoAsync(who) },
            },
            "resolved"
        );
}
