using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Month;

/// <summary>Plays what is rarer in the life of a case: what it has to do with others, how else it may end, who else has it.</summary>
internal sealed class PlayRare(
    Guid caseId,
    JsonElement page,
    Desk desk,
    Cast cast,
    Acquaintance known
)
{
    private Guid Unit => page.GetProperty("unit").GetProperty("id").GetGuid();

    /// <summary>Does such a step; false when it is none.</summary>
    public async Task<bool> TryAsync(Step step, Doing doing, CancellationToken cancellation)
    {
        if (step is Step.JudgeAbuse)
        {
            await known.FollowAsync();
        }

        if (Words(step) is not var (path, who, body))
        {
            return false;
        }

        await desk.PostAsync($"/api/cases/{path}", body, doing with { Who = who }, cancellation);
        return true;
    }

    private (string Path, Actor Who, object Body)? Words(Step step) =>
        step switch
        {
            Step.Join join => (
                $"{known[join.Lead].Id}/members",
                cast.CityDispatcher,
                new { Cases = new[] { caseId } }
            ),
            Step.Leave leave => (
                $"{known[leave.Lead].Id}/members/{caseId}/leave",
                cast.CityDispatcher,
                new { leave.Reason }
            ),
            Step.Split split => (
                $"{caseId}/split",
                cast.CityDispatcher,
                new { Parts = split.Parts.Select(text => new { Text = text }) }
            ),
            Step.AskHelp ask => (
                $"{caseId}/assistance",
                cast.CityDispatcher,
                new { Units = new[] { cast.UnitCalled(ask.Unit) }, ask.Reason }
            ),
            Step.ReportHelp report => (
                $"{caseId}/assistance/report",
                cast.HandlerOf(cast.UnitCalled(report.Unit)),
                new { report.Text }
            ),
            Step.TellLegalPath told => (
                $"{caseId}/legal-path",
                cast.CityDispatcher,
                new { told.Path, told.Answer }
            ),
            Step.JudgeAbuse judged => (
                $"{caseId}/abuse",
                cast.CityDispatcher,
                new { judged.Confirmed, judged.Reason }
            ),
            Step.TakeThanks thanks => (
                $"{caseId}/praise",
                cast.CityDispatcher,
                new { Of = known[thanks.Of].Number, thanks.Note }
            ),
            Step.Correct wrong => (
                $"{caseId}/correct",
                cast.LeaderOf(Unit),
                new { Seq = LastOf(wrong.Kind), wrong.Text }
            ),
            Step.HandOver given => (
                $"{caseId}/hand-over",
                cast.LeaderOf(Unit),
                new { To = cast.ColleagueOf(Unit).Id, given.Reason }
            ),
            Step.Supervise pressed => (
                $"{caseId}/supervise",
                cast.LeaderOf(cast.Above(Unit)),
                new { pressed.Note }
            ),
            Step.AnswerSupervision answer => (
                $"{caseId}/supervise/answer",
                cast.HandlerOf(Unit),
                new { answer.Text }
            ),
            Step.AskReturn ask => (
                $"{caseId}/return",
                cast.HandlerOf(Unit),
                new { ask.Reason, ask.Document }
            ),
            Step.Uphold judged => (
                $"{caseId}/return/judge",
                cast.DispatcherOf(cast.Above(Unit)),
                new { Verdict = "uphold", judged.Reason }
            ),
            Step.Rule ruled => (
                $"{caseId}/return/rule",
                cast.LeaderOf(cast.Above(Unit)),
                new { UnitId = Unit, ruled.Reason }
            ),
            _ => null,
        };

    private int LastOf(string kind) =>
        page.GetProperty("timeline")
            .EnumerateArray()
            .Last(entry => entry.GetProperty("kind").GetString() == kind)
            .GetProperty("seq")
            .GetInt32();
}
