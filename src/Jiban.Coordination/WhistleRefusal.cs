using Jiban.Platform.Web;

namespace Jiban.Coordination;

/// <summary>Everything that the operations on a whistle refuse.</summary>
internal enum WhistleRefusal
{
    UnknownWhistle,
    NotYours,
    ChangedMeanwhile,
    Closed,
    StillOpen,
    SubjectMissing,
    UnitsMissing,
    UnknownUnit,
    UnknownTemplate,
    TimeOutOfRange,
    LeaderMissing,
    ChecklistMissing,
    AlreadySummoned,
    AlreadyAcknowledged,
    AlreadyArrived,
    MinutesMissing,
    UnknownTask,
    TaskNotOpen,
    TaskNotDone,
    ProofMissing,
    ConsentMissing,
    ConsentIncomplete,
    ConsentNotNeeded,
    OwnTask,
    ReasonMissing,
    UnknownFinding,
    BuildTasksOpen,
    FindingsOpen,
    AlreadyScored,
    NoScoreBetween,
    Erased,
}

/// <summary>From refusals to problem documents.</summary>
internal static class WhistleRefusals
{
    /// <summary>The problem document of a refusal.</summary>
    public static Problem ToProblem(this WhistleRefusal why) =>
        why switch
        {
            WhistleRefusal.UnknownWhistle => new(
                404,
                "unknown-whistle",
                "没有找到这次吹哨，或者它与您的单位无关。",
                "There is no such whistle, or it does not concern your unit."
            ),
            WhistleRefusal.NotYours => new(
                403,
                "other-unit",
                "这一步由其他单位办理，您不能代办。",
                "Another unit must do this; you may not do it for them."
            ),
            WhistleRefusal.ChangedMeanwhile => new(
                409,
                "changed-meanwhile",
                "这次吹哨刚刚有了新的变化，您的操作没有执行，已填写的内容仍在。请刷新后再试。",
                "The whistle changed meanwhile, so nothing was done. What you typed is kept: reload and try again."
            ),
            WhistleRefusal.Closed => new(
                409,
                "whistle-closed",
                "这次吹哨已经办结，不能再改。",
                "The whistle is closed."
            ),
            WhistleRefusal.StillOpen => new(
                409,
                "whistle-open",
                "吹哨办结以后才能互相评价。",
                "Scores are given once the whistle is closed."
            ),
            WhistleRefusal.SubjectMissing => new(
                422,
                "subject-missing",
                "请用一句话写明吹哨事项（4 至 200 字）。",
                "Say in a line what it is about, 4 to 200 characters."
            ),
            WhistleRefusal.UnitsMissing => new(
                422,
                "units-missing",
                "请选择要到场的单位（1 至 30 个，不含本单位）。",
                "Choose the units that must come: 1 to 30, not your own."
            ),
            WhistleRefusal.UnknownUnit => new(
                422,
                "unknown-unit",
                "没有这个单位，请重新选择。",
                "There is no such unit."
            ),
            WhistleRefusal.UnknownTemplate => new(
                422,
                "unknown-template",
                "没有这个预案，或已停用，请重新选择。",
                "There is no such template, or it is out of use."
            ),
            WhistleRefusal.TimeOutOfRange => new(
                422,
                "time-out-of-range",
                "时间须晚于现在，且不超过“次数与上限”里规定的天数。",
                "A time must lie ahead, and not further than the numbers of the rules allow."
            ),
            WhistleRefusal.LeaderMissing => new(
                422,
                "leader-missing",
                "联合检查需要一位牵头负责人，请选择。",
                "A joint inspection needs a named leader."
            ),
            WhistleRefusal.ChecklistMissing => new(
                422,
                "checklist-missing",
                "联合检查需要检查清单（1 至 30 项，每项不超过 60 字）。",
                "A joint inspection needs a checklist: 1 to 30 items of at most 60 characters."
            ),
            WhistleRefusal.AlreadySummoned => new(
                409,
                "already-summoned",
                "这个单位已在到场名单里，不需要再请。",
                "This unit has already been called."
            ),
            WhistleRefusal.AlreadyAcknowledged => new(
                409,
                "already-acknowledged",
                "本单位已经有人回应，不需要再回应。",
                "Somebody of your unit has already acknowledged it."
            ),
            WhistleRefusal.AlreadyArrived => new(
                409,
                "already-arrived",
                "本单位已经签到，不需要再签。",
                "Your unit has already signed in."
            ),
            WhistleRefusal.MinutesMissing => new(
                422,
                "minutes-missing",
                "请写明会商内容（至少 4 个字），每项任务也要写明做什么。",
                "Write what was said (four characters or more), and what each task is."
            ),
            WhistleRefusal.UnknownTask => new(
                404,
                "unknown-task",
                "没有这项任务，请刷新后再试。",
                "There is no such task."
            ),
            WhistleRefusal.TaskNotOpen => new(
                409,
                "task-not-open",
                "这项任务已经完成或撤销，请刷新后再看。",
                "The task is done or withdrawn."
            ),
            WhistleRefusal.TaskNotDone => new(
                409,
                "task-not-done",
                "责任单位还没有报告完成，不能核验。",
                "Its owner has not said that it is done."
            ),
            WhistleRefusal.ProofMissing => new(
                422,
                "proof-missing",
                "这项任务要求附完成的证明（照片或文字说明）。",
                "The task needs its proof: a photo, or words."
            ),
            WhistleRefusal.ConsentMissing => new(
                409,
                "consent-missing",
                "这项任务要先取得同意并记录，才能报告完成。",
                "The task needs a consent on record before it can be done."
            ),
            WhistleRefusal.ConsentIncomplete => new(
                422,
                "consent-incomplete",
                "请写明谁同意、与权利人的关系、何时同意、由谁见证。",
                "Say who consented, the relation to the owner, when, and who witnessed it."
            ),
            WhistleRefusal.ConsentNotNeeded => new(
                409,
                "consent-not-needed",
                "这项任务不需要同意，或已经记录。",
                "The task needs no consent, or has one."
            ),
            WhistleRefusal.OwnTask => new(
                403,
                "own-task",
                "不能核验自己完成的任务，请换一位同事。",
                "Nobody verifies what they did: ask a colleague."
            ),
            WhistleRefusal.ReasonMissing => new(
                422,
                "reason-missing",
                "请写明理由（至少 4 个字）。",
                "State the reason, four characters or more."
            ),
            WhistleRefusal.UnknownFinding => new(
                404,
                "unknown-finding",
                "检查清单里没有这一项，请刷新后再试。",
                "The checklist has no such item."
            ),
            WhistleRefusal.BuildTasksOpen => new(
                409,
                "build-tasks-open",
                "还有建设整改任务没有完成，完成后才能办结。",
                "Tasks to build or repair are still open; it can be closed once they are done."
            ),
            WhistleRefusal.FindingsOpen => new(
                409,
                "findings-open",
                "检查出的问题还没有全部落实到承诺或任务，逐项落实后才能办结。",
                "There are faults that no promise and no task answers; it can be closed once each has one."
            ),
            WhistleRefusal.AlreadyScored => new(
                409,
                "already-scored",
                "本单位已经评价过，评价不能修改。",
                "Your unit has given its score; it stays."
            ),
            WhistleRefusal.NoScoreBetween => new(
                422,
                "no-score-between",
                "只有吹哨单位和到场单位可以互相评价。",
                "Only the caller and those who were called score each other."
            ),
            WhistleRefusal.Erased => new(
                410,
                "already-erased",
                "相关诉求人的个人信息已按要求清除，不能再写文字。",
                "The requester's personal data was erased, and with it the key of these texts: nothing can be written any more."
            ),
            _ => throw new InvalidOperationException($"No words for {why}."),
        };
}
