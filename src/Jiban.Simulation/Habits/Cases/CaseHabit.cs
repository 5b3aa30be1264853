using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>What somebody says to a case: the end of the path, the body, and the kind under which it must stand in the journal.</summary>
internal sealed record Said(string Path, object Body, string Kind);

/// <summary>Something that staff do to a case when its page offers it.</summary>
internal abstract class CaseHabit
{
    /// <summary>The operation as pages name it.</summary>
    public abstract string Operation { get; }

    /// <summary>How often, beside what else a page offers.</summary>
    public virtual int Weight => 10;

    /// <summary>Whether somebody of a role does it.</summary>
    public virtual bool Does(Role role) => true;

    /// <summary>What is said.</summary>
    public abstract Task<Said> SayAsync(Turn turn, Actor who, JsonElement page);

    /// <summary>Everything that staff do to a case. A new one is a file beside the others and a line here.</summary>
    public static IReadOnlyList<CaseHabit> All { get; } =
    [
        new DispatchCase(),
        new VerifyRequest(),
        new DeclineRequest(),
        new SignCase(),
        new ContactRequester(),
        new OfferMeeting(),
        new RecordMeeting(),
        new ReportProgress(),
        new ResolveCase(),
        new AskReturn(),
        new JudgeReturn(),
        new RuleOnReturn(),
        new AskExtension(),
        new AskSuspension(),
        new JudgeTime(),
        new ResumeCase(),
        new SuperviseCase(),
        new AnswerSupervision(),
        new CallBackCase(),
        new CloseCase(),
        new FollowUpCase(),
        new ReinspectCase(),
        new TellLegalPath(),
        new AskAssistance(),
        new HandOverCase(),
        new ControlCallBack(),
        new JudgeAbuse(),
        new AcceptPraise(),
        new CorrectClass(),
        new ChangeWish(),
        new CorrectEntry(),
        new ReportAssistance(),
        new GiveBackOrder(),
        new LinkRepeat(),
    ];

    /// <summary>When the deadline of a step of a page is.</summary>
    protected static DateTimeOffset Due(JsonElement page, string step) =>
        page.GetProperty("deadlines")
            .EnumerateArray()
            .First(one => one.GetProperty("kind").GetString() == step)
            .GetProperty("dueAt")
            .GetDateTimeOffset();

    /// <summary>Whether somebody asked for it who can be asked back.</summary>
    protected static bool HasPerson(JsonElement page) => page.TryGetProperty("meeting", out _);
}

/// <summary>A habit that says its words without asking anybody first.</summary>
internal abstract class PlainCaseHabit : CaseHabit
{
    public sealed override Task<Said> SayAsync(Turn turn, Actor who, JsonElement page) =>
        Task.FromResult(Say(turn, page));

    /// <summary>What is said.</summary>
    protected abstract Said Say(Turn turn, JsonElement page);
}
