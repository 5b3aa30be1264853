using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Coordination.Tests;

/// <summary>Who may do what with a whistle, and when: values in, values out.</summary>
public sealed partial class DecisionTests
{
    private static readonly BlowWhistle.Request Call = new(
        WhistleKind.Emergency,
        "路灯不亮，孩子摸黑走",
        null,
        null,
        [new(SmallCity.Police, null)],
        null,
        null,
        null,
        null,
        null,
        null,
        null
    );

    private static (WhistleRefusal? Refused, BlowWhistle.Plan? Plan) Blow(
        BlowWhistle.Request request,
        Template? template = null,
        bool leaderKnown = false,
        WhistleLimits? limits = null
    ) =>
        BlowWhistle.Decide(
            request,
            template,
            template?.UnitsFor(SmallCity.Section, null, SmallCity.Snapshot) ?? [],
            Scene.Caller,
            SmallCity.Snapshot,
            leaderKnown,
            limits ?? WhistleLimits.Shipped,
            Scene.Ten
        );

    [Fact]
    public void A_call_needs_a_subject_and_other_units_and_hours_that_lie_ahead()
    {
        Assert.Null(Blow(Call).Refused);
        Assert.Equal(Scene.Ten.AddMinutes(120), Assert.Single(Blow(Call).Plan!.Summoned).ReportBy);
        Assert.Equal(WhistleRefusal.SubjectMissing, Blow(Call with { Subject = "急" }).Refused);
        Assert.Equal(WhistleRefusal.UnitsMissing, Blow(Call with { Units = [] }).Refused);
        Assert.Equal(
            WhistleRefusal.UnitsMissing,
            Blow(Call with { Units = [new(SmallCity.Section, null)] }).Refused
        );
        Assert.Equal(
            WhistleRefusal.UnknownUnit,
            Blow(Call with { Units = [new(Some.Id(99), null)] }).Refused
        );
        Assert.Equal(
            WhistleRefusal.TimeOutOfRange,
            Blow(Call with { Units = [new(SmallCity.Police, Scene.Ten)] }).Refused
        );
    }

    [Fact]
    public void Where_a_whistle_names_no_hour_the_limits_do_and_none_lies_beyond_them()
    {
        var limits = new WhistleLimits(
            ReportMinutes: 45,
            EscalateMinutes: 20,
            Days: 2,
            TaskDays: 9
        );
        var plan = Blow(Call, limits: limits).Plan!;

        Assert.Equal(Scene.Ten.AddMinutes(45), Assert.Single(plan.Summoned).ReportBy);
        Assert.Equal(20, plan.EscalateMinutes);
        var beyond = Blow(
            Call,
            limits: limits with
            {
                ReportMinutes = 9_000,
                EscalateMinutes = 9_000,
            }
        ).Plan!;
        Assert.Equal(Scene.Ten.AddDays(2), Assert.Single(beyond.Summoned).ReportBy);
        Assert.Equal(2 * 24 * 60, beyond.EscalateMinutes);
        foreach (var (minutes, refused) in new[] { (2 * 24 * 60, false), (2 * 24 * 60 + 1, true) })
        {
            // Whoever does not come is not left alone beyond the days of a whistle either.
            Assert.Equal(
                refused ? WhistleRefusal.TimeOutOfRange : null,
                Blow(Call with { EscalateMinutes = minutes }, limits: limits).Refused
            );
        }

        foreach (var (days, refused) in new[] { (2, false), (3, true) })
        {
            var call = Call with { Units = [new(SmallCity.Police, Scene.Ten.AddDays(days))] };
            Assert.Equal(
                refused ? WhistleRefusal.TimeOutOfRange : null,
                Blow(call, limits: limits).Refused
            );
        }
    }

    [Fact]
    public void A_joint_inspection_needs_a_named_leader_and_a_checklist()
    {
        var joint = Call with { Kind = WhistleKind.JointInspection };
        Assert.Equal(WhistleRefusal.LeaderMissing, Blow(joint).Refused);
        var led = joint with { LeaderId = Scene.Head.Id };
        Assert.Equal(WhistleRefusal.LeaderMissing, Blow(led).Refused);
        Assert.Equal(WhistleRefusal.ChecklistMissing, Blow(led, leaderKnown: true).Refused);
        Assert.Null(Blow(led with { Checklist = ["排污许可"] }, leaderKnown: true).Refused);
    }

    [Fact]
    public void A_template_is_enough_and_what_is_given_beside_it_goes_before()
    {
        var template = TemplateTests.BurstPipe;
        var (_, plan) = Blow(Call with { Subject = null, Units = null, Template = "x" }, template);

        Assert.Equal("水暖管爆裂", plan!.Subject);
        Assert.Equal(
            [SmallCity.Police, SmallCity.Heat, SmallCity.Property],
            plan.Summoned.Select(one => one.Unit)
        );
        Assert.All(plan.Summoned, one => Assert.Equal(Scene.Ten.AddMinutes(30), one.ReportBy));
        Assert.Equal(
            [SmallCity.Environment],
            Blow(Call with { Template = "x", Units = [new(SmallCity.Environment, null)] }, template)
                .Plan!.Summoned.Select(one => one.Unit)
        );
        Assert.Equal(
            WhistleRefusal.UnknownTemplate,
            Blow(Call with { Template = "x" }, template with { InUse = false }).Refused
        );
    }

    [Fact]
    public void It_concerns_who_was_called_who_called_and_those_above_and_nobody_else()
    {
        var scene = new Scene();
        Assert.True(scene.As(Scene.Caller).Sees);
        Assert.True(scene.As(Scene.Policeman).Sees);
        Assert.True(scene.As(Scene.Head).Sees);
        Assert.False(scene.As(Scene.Elsewhere).Sees);
        Assert.False(
            scene.As(Scene.Policeman with { Role = Role.Inspector, Id = Some.Id(9) }).Sees
        );
        Assert.True(
            (scene with { Tasks = [Scene.Task() with { UnitId = SmallCity.Environment }] })
                .As(Scene.Elsewhere)
                .Sees
        );
    }

    [Fact]
    public void Only_a_unit_that_was_called_answers_once_and_for_itself()
    {
        var scene = new Scene();
        Assert.Null(AcknowledgeWhistle.Blocks(scene.As(Scene.Policeman)));
        Assert.Null(SignInOnSite.Blocks(scene.As(Scene.Heating)));
        Assert.Equal(WhistleRefusal.NotYours, SignInOnSite.Blocks(scene.As(Scene.Caller)));
        Assert.Equal(WhistleRefusal.NotYours, SignInOnSite.Blocks(scene.As(Scene.Head)));
        Assert.Equal(
            WhistleRefusal.Closed,
            SignInOnSite.Blocks(scene.Closed().As(Scene.Policeman))
        );
        var there = scene with
        {
            Summons =
            [
                Scene.Call(SmallCity.Police) with
                {
                    AcknowledgedAt = Scene.Ten,
                    ArrivedAt = Scene.Ten,
                },
            ],
        };
        Assert.Equal(WhistleRefusal.AlreadyArrived, SignInOnSite.Blocks(there.As(Scene.Policeman)));
        Assert.Equal(
            WhistleRefusal.AlreadyAcknowledged,
            AcknowledgeWhistle.Blocks(there.As(Scene.Policeman))
        );
    }

    [Fact]
    public void Minutes_are_of_the_callers_side_or_the_named_leader_and_every_decision_is_whole()
    {
        var scene = new Scene();
        var minutes = new RecordMinutes.Request("现场商定如下", [Decision()], null);
        Assert.Null(Decide(scene, Scene.Caller, minutes));
        Assert.Null(Decide(scene, Scene.Head, minutes));
        Assert.Equal(WhistleRefusal.NotYours, Decide(scene, Scene.Policeman, minutes));
        var led = scene with { Whistle = scene.Whistle with { LeaderId = Scene.Policeman.Id } };
        Assert.Null(Decide(led, Scene.Policeman, minutes));
        Assert.Equal(WhistleRefusal.Closed, Decide(scene.Closed(), Scene.Caller, minutes));
        Assert.Equal(
            WhistleRefusal.MinutesMissing,
            Decide(
                scene,
                Scene.Caller,
                minutes with
                {
                    Decisions = [Decision() with { What = "装" }],
                }
            )
        );
        Assert.Equal(
            WhistleRefusal.UnknownUnit,
            Decide(
                scene,
                Scene.Caller,
                minutes with
                {
                    Decisions = [Decision() with { GuidedBy = Some.Id(99) }],
                }
            )
        );
        Assert.Equal(
            WhistleRefusal.TimeOutOfRange,
            Decide(
                scene,
                Scene.Caller,
                minutes with
                {
                    Decisions = [Decision() with { DueAt = Scene.Ten }],
                }
            )
        );
    }

    [Fact]
    public void It_is_closed_by_the_callers_side_when_every_build_task_is_done()
    {
        var scene = new Scene();
        Assert.Null(CloseWhistle.Blocks(scene.As(Scene.Caller)));
        Assert.Equal(WhistleRefusal.NotYours, CloseWhistle.Blocks(scene.As(Scene.Policeman)));
        foreach (var kind in Enum.GetValues<TaskKind>())
        {
            foreach (var state in Enum.GetValues<TaskState>())
            {
                var one = scene with { Tasks = [Scene.Task(kind, state)] };
                Assert.Equal(
                    kind == TaskKind.Build && state == TaskState.Open
                        ? WhistleRefusal.BuildTasksOpen
                        : null,
                    CloseWhistle.Blocks(one.As(Scene.Caller))
                );
            }
        }
    }

    [Fact]
    public void Nobody_is_called_twice_nor_the_caller_nor_for_an_hour_that_is_past_nor_without_a_reason()
    {
        var scene = new Scene();
        SummonUnit.Request more = new(SmallCity.Environment, Scene.Ten.AddHours(1), "要看排放数据");
        Assert.Null(Summon(scene, Scene.Caller, more));
        Assert.Equal(WhistleRefusal.NotYours, Summon(scene, Scene.Policeman, more));
        Assert.Equal(WhistleRefusal.Closed, Summon(scene.Closed(), Scene.Caller, more));
        foreach (
            var (lame, why) in new[]
            {
                (more with { UnitId = SmallCity.Police }, WhistleRefusal.AlreadySummoned),
                (more with { UnitId = SmallCity.Section }, WhistleRefusal.UnitsMissing),
                (more with { UnitId = Some.Id(99) }, WhistleRefusal.UnknownUnit),
                (more with { ReportBy = Scene.Ten }, WhistleRefusal.TimeOutOfRange),
                (more with { Reason = "来" }, WhistleRefusal.ReasonMissing),
            }
        )
        {
            Assert.Equal(why, Summon(scene, Scene.Caller, lame));
        }
    }

    [Fact]
    public void Both_sides_score_each_other_once_after_it_is_closed()
    {
        var scene = new Scene().Closed();
        ScoreWhistle.Request police = new(SmallCity.Police, 5, "来得很快");
        ScoreWhistle.Request caller = new(SmallCity.Section, 4, "说得清楚");
        Assert.Null(ScoreWhistle.Decide(scene.As(Scene.Caller), police));
        Assert.Null(ScoreWhistle.Decide(scene.As(Scene.Policeman), caller));
        Assert.Equal(
            WhistleRefusal.StillOpen,
            ScoreWhistle.Decide(new Scene().As(Scene.Caller), police)
        );
        Assert.Equal(
            WhistleRefusal.NoScoreBetween,
            ScoreWhistle.Decide(scene.As(Scene.Heating), police)
        );
        // Who was called speaks for itself, also where it could lead the whistle: it can't score itself in the caller's name.
        var above = scene.As(Scene.Policeman) with
        {
            Actor = Scene.Caller with { UnitId = SmallCity.Police },
            IsBelow = (_, _) => true,
        };
        Assert.True(above.Leads);
        Assert.Equal(WhistleRefusal.NoScoreBetween, ScoreWhistle.Decide(above, police));
        Assert.Equal(
            WhistleRefusal.ReasonMissing,
            ScoreWhistle.Decide(scene.As(Scene.Caller), police with { Reason = "好" })
        );
        var scored = scene with
        {
            Scores = [new(Scene.Id, SmallCity.Section, SmallCity.Police, 5, 9)],
        };
        Assert.Equal(
            WhistleRefusal.AlreadyScored,
            ScoreWhistle.Decide(scored.As(Scene.Caller), police)
        );
        Assert.Equal([SmallCity.Heat], ScoreWhistle.Open(scored.As(Scene.Caller)));
    }

    [Fact]
    public void Every_refusal_has_its_words_in_both_languages_and_a_slug_of_its_own()
    {
        var problems = Enum.GetValues<WhistleRefusal>().Select(why => why.ToProblem()).ToList();

        Assert.All(problems, problem => Assert.InRange(problem.Status, 400, 422));
        Assert.Equal(problems.Count, problems.Select(problem => problem.Type).Distinct().Count());
        Assert.All(
            problems,
            problem => Assert.EndsWith("。", problem.Zh, StringComparison.Ordinal)
        );
    }

    private static RecordMinutes.DecisionPart Decision() =>
        new(
            "安装十二盏路灯",
            TaskKind.Build,
            SmallCity.Police,
            Scene.Ten.AddDays(2),
            Proof.Photo,
            null,
            null,
            null
        );

    private static WhistleRefusal? Summon(Scene scene, Actor actor, SummonUnit.Request request) =>
        SummonUnit.Decide(
            scene.As(actor),
            request,
            SmallCity.Snapshot,
            WhistleLimits.Shipped,
            Scene.Ten
        );

    private static WhistleRefusal? Decide(
        Scene scene,
        Actor actor,
        RecordMinutes.Request request
    ) =>
        RecordMinutes.Decide(
            scene.As(actor),
            request,
            SmallCity.Snapshot,
            WhistleLimits.Shipped,
            Scene.Ten
        );
}
