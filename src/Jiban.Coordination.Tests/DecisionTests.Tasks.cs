using Jiban.Testing;

namespace Jiban.Coordination.Tests;

// Tasks that came out of a meeting, and what is found on site.
public sealed partial class DecisionTests
{
    [Fact]
    public void A_task_is_done_by_its_owner_with_its_proof_and_not_before_the_consent()
    {
        var scene = new Scene();
        var (owner, task) = (scene.As(Scene.Policeman), Scene.Task());
        Assert.Null(DoTask.Decide(owner, task, new(null, null)));
        Assert.Equal(
            WhistleRefusal.NotYours,
            DoTask.Decide(scene.As(Scene.Heating), task, new(null, null))
        );
        Assert.Equal(
            WhistleRefusal.TaskNotOpen,
            DoTask.Decide(owner, task with { State = TaskState.Withdrawn }, new(null, null))
        );
        var photo = task with { Proof = Proof.Photo };
        Assert.Equal(WhistleRefusal.ProofMissing, DoTask.Decide(owner, photo, new("装好了", null)));
        Assert.Null(DoTask.Decide(owner, photo, new(null, [Some.Id(1)])));
        var text = task with { Proof = Proof.Text };
        Assert.Equal(WhistleRefusal.ProofMissing, DoTask.Decide(owner, text, new("好", null)));
        Assert.Null(DoTask.Decide(owner, text, new("已经装好", null)));

        var locked = task with { NeedsConsent = true };
        Assert.Equal(
            WhistleRefusal.ConsentMissing,
            DoTask.Decide(owner, locked, new("已开门", null))
        );
        Assert.Null(DoTask.Decide(owner, locked with { ConsentSeq = 3 }, new("已开门", null)));
    }

    [Fact]
    public void A_consent_names_who_and_the_relation_and_a_witness_and_lies_in_the_past()
    {
        var scene = new Scene();
        var task = Scene.Task() with { NeedsConsent = true };
        var given = new RecordConsent.Request(
            "何女士",
            "房主女儿",
            ConsentMedium.Video,
            null,
            "民警"
        );
        var owner = scene.As(Scene.Policeman);
        Assert.Null(RecordConsent.Decide(owner, task, given, Scene.Ten));
        Assert.Null(RecordConsent.Decide(scene.As(Scene.Caller), task, given, Scene.Ten));
        // Of this moment, by a clock that counts finer than the journal.
        Assert.Null(
            RecordConsent.Decide(owner, task, given with { At = Scene.Ten.AddTicks(9) }, Scene.Ten)
        );
        Assert.Equal(
            WhistleRefusal.NotYours,
            RecordConsent.Decide(scene.As(Scene.Heating), task, given, Scene.Ten)
        );
        foreach (
            var lame in new[]
            {
                given with
                {
                    Who = " ",
                },
                given with
                {
                    RelationToOwner = null,
                },
                given with
                {
                    Witness = "",
                },
                given with
                {
                    At = Scene.Ten.AddMinutes(1),
                },
            }
        )
        {
            Assert.Equal(
                WhistleRefusal.ConsentIncomplete,
                RecordConsent.Decide(owner, task, lame, Scene.Ten)
            );
        }

        Assert.Equal(
            WhistleRefusal.ConsentNotNeeded,
            RecordConsent.Decide(owner, Scene.Task(), given, Scene.Ten)
        );
    }

    [Fact]
    public void Nobody_verifies_what_they_did_and_what_is_not_done_is_open_again_with_a_reason()
    {
        var scene = new Scene();
        var done = Scene.Task(state: TaskState.Done);
        Assert.Null(VerifyTask.Decide(scene.As(Scene.Caller), done, new(true, null, null)));
        Assert.Equal(
            WhistleRefusal.TaskNotDone,
            VerifyTask.Decide(scene.As(Scene.Caller), Scene.Task(), new(true, null, null))
        );
        Assert.Equal(
            WhistleRefusal.OwnTask,
            VerifyTask.Decide(
                scene.As(Scene.Caller),
                done with
                {
                    DoneBy = Scene.Caller.Id,
                },
                new(true, null, null)
            )
        );
        Assert.Equal(
            WhistleRefusal.ReasonMissing,
            VerifyTask.Decide(scene.As(Scene.Caller), done, new(false, null, null))
        );
        Assert.Equal(
            WhistleRefusal.Closed,
            VerifyTask.Decide(scene.Closed().As(Scene.Caller), done, new(false, "还没有亮", null))
        );
    }

    [Fact]
    public void A_fault_that_is_found_is_described_and_only_who_came_or_leads_finds()
    {
        var scene = new Scene
        {
            Findings = [new(Scene.Id, 1, "排污许可", FindingResult.NotChecked, null)],
        };
        Assert.Null(
            RecordFinding.Decide(
                scene.As(Scene.Policeman),
                1,
                new(FindingResult.InOrder, null, null)
            )
        );
        Assert.Null(
            RecordFinding.Decide(
                scene.As(Scene.Caller),
                1,
                new(FindingResult.Fault, "没有许可", null)
            )
        );
        Assert.Equal(
            WhistleRefusal.ReasonMissing,
            RecordFinding.Decide(scene.As(Scene.Caller), 1, new(FindingResult.Fault, null, null))
        );
        Assert.Equal(
            WhistleRefusal.UnknownFinding,
            RecordFinding.Decide(scene.As(Scene.Caller), 2, new(FindingResult.InOrder, null, null))
        );
    }
}
