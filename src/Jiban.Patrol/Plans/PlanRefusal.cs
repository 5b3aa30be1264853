using Jiban.Platform.Web;

namespace Jiban.Patrol.Plans;

/// <summary>Everything that the operations on plans refuse.</summary>
internal enum PlanRefusal
{
    UnknownPlan,
    UnknownPlace,
    OtherUnit,
    Closed,
    DaysOutOfRange,
    OutsideCity,
    ClassMissing,
    ChecklistMissing,
    AnswersMissing,
    UnknownOrigin,
    NoBlock,
    UnknownComponent,
    NoInspector,
    NotYourPlace,
    NotDue,
    KeyMissing,
    PlacesLeft,
    FindingsOpen,
    ConclusionMissing,
    NotPublished,
    UnknownUnit,
    ComponentMissing,
    SurveyMissing,
    UnknownClass,
    NoOwner,
}

/// <summary>From refusals to problem documents.</summary>
internal static class PlanRefusals
{
    /// <summary>The problem document of a refusal.</summary>
    public static Problem ToProblem(this PlanRefusal why) =>
        why switch
        {
            PlanRefusal.UnknownPlan => new(
                404,
                "unknown-plan",
                "没有找到这个巡查计划，或者它与您的单位无关。",
                "There is no such plan, or it does not concern your unit."
            ),
            PlanRefusal.UnknownUnit => new(
                422,
                "unknown-unit",
                "有单位不存在，或者超过 50 个，没有保存。",
                "One of the units is not there, or they are more than 50; nothing was saved."
            ),
            PlanRefusal.NoOwner => new(
                422,
                "no-owner",
                "请选择本单位能制定巡查计划的同事做负责人。",
                "The owner is somebody of the unit who may plan the patrol."
            ),
            PlanRefusal.UnknownPlace => new(
                404,
                "unknown-place",
                "这个计划里没有这个点位。",
                "The plan has no such place."
            ),
            PlanRefusal.OtherUnit => new(
                403,
                "other-unit",
                "只能为本单位和下级单位制定巡查计划。",
                "Plans are made for one's own unit and those below."
            ),
            PlanRefusal.Closed => new(
                409,
                "plan-closed",
                "这个计划已经结束，不能再改。",
                "The plan is closed."
            ),
            PlanRefusal.DaysOutOfRange => new(
                422,
                "days-out-of-range",
                "计划不能早于今天开始，最长一年；间隔为 1 至 31 天。",
                "A plan starts today or later, lasts a year at most, and looks every 1 to 31 days."
            ),
            PlanRefusal.OutsideCity => new(
                422,
                "outside-the-city",
                "有点位不在本市范围内，请检查经纬度。",
                "A place lies outside the city; check its longitude and latitude."
            ),
            PlanRefusal.ClassMissing => new(
                422,
                "class-missing",
                "请选择类别，才能比较前后的诉求量。",
                "Choose a class, so that the requests before and after can be compared."
            ),
            PlanRefusal.ChecklistMissing => new(
                422,
                "checklist-missing",
                "专项排查要有检查清单，1 至 20 条。",
                "A campaign needs a checklist of 1 to 20 lines."
            ),
            PlanRefusal.AnswersMissing => new(
                422,
                "answers-missing",
                "请逐条回答检查清单。",
                "Answer every line of the checklist."
            ),
            PlanRefusal.UnknownComponent => new(
                404,
                "unknown-component",
                "没有这个标识码的部件，请核对。",
                "There is no component of this identifier."
            ),
            PlanRefusal.UnknownOrigin => new(
                422,
                "unknown-origin",
                "没有找到这件诉求，请检查编号。",
                "There is no such case; check its number."
            ),
            PlanRefusal.NoBlock => new(
                404,
                "no-block",
                "这件诉求的地点没有已知建成年代的楼栋。",
                "At the place of the case stands no block whose age is known."
            ),
            PlanRefusal.NoInspector => new(
                422,
                "no-inspector",
                "这个人不是本单位的在岗巡查员，请重新选择。",
                "This is no inspector of the unit with an open account."
            ),
            PlanRefusal.NotYourPlace => new(
                403,
                "not-your-place",
                "这个点位分配给了别人。",
                "This place is somebody else's."
            ),
            PlanRefusal.NotDue => new(
                409,
                "look-not-due",
                "这个点位已经查看过，现在不用再看。",
                "This place was looked at already and is not due."
            ),
            PlanRefusal.KeyMissing => new(
                400,
                "idempotency-key-missing",
                "提交标识缺失，请重新打开页面再试。",
                "Give an Idempotency-Key, so that the same look sent twice is one."
            ),
            PlanRefusal.PlacesLeft => new(
                409,
                "places-left",
                "还有点位没有查看，暂不能结束。",
                "Some places were not looked at yet."
            ),
            PlanRefusal.FindingsOpen => new(
                409,
                "plan-findings-open",
                "发现的问题还没有全部办结，暂不能结束。",
                "Not all findings of the sweep are closed yet."
            ),
            PlanRefusal.ConclusionMissing => new(
                422,
                "conclusion-missing",
                "请写明结论（4 至 2,000 字）。",
                "Say what came of it, 4 to 2,000 characters."
            ),
            PlanRefusal.ComponentMissing => new(
                422,
                "component-missing",
                "普查的每个点位都要是部件，请从部件库选。",
                "Every place of a census is a component; take them from the registry."
            ),
            PlanRefusal.SurveyMissing => new(
                422,
                "survey-missing",
                "请说明部件的状态：有出入的写明现状，丢失的选“不在了”。",
                "Say how the component stands; of one that is as on record nothing else is said, and only a census asks."
            ),
            PlanRefusal.UnknownClass => new(
                422,
                "unknown-component-class",
                "没有这个部件类别，或者位置不在单元网格内。",
                "There is no such class of components, or the position lies in no cell of the grid."
            ),
            PlanRefusal.NotPublished => new(
                409,
                "not-published",
                "这个计划的点位没有公开。",
                "The places of the plan are not published."
            ),
            _ => throw new InvalidOperationException($"No words for {why}."),
        };
}
