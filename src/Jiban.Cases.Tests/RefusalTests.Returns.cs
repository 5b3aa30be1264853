using Jiban.Cases.Asks;
using Jiban.Cases.Handling;
using Jiban.Cases.Promises;

namespace Jiban.Cases.Tests;

// A return: asked for with proof, and judged, by those who are called together or alone.
public sealed partial class RefusalTests
{
    [Fact]
    public void The_units_are_called_together_once_by_name_and_time_and_what_came_of_it_stands_with_the_verdict()
    {
        var returned = In(CaseState.Signed) with
        {
            Asked = Asks.Ask.Return,
            AskedBy = Handler.Id,
            Returns = 1,
            DueReview = Now,
        };
        var other = new Guid(91, 0, 0, new byte[8]);
        Decided Convene(CaseFile file, string? reason, DateTimeOffset? at, params Guid[] units) =>
            JudgeReturn.Decide(
                file,
                new(JudgeReturn.Verdict.Convene, null, reason, units, at),
                Somebody,
                unit => unit == other || unit == file.UnitId,
                Limits,
                Now
            );
        Decided Judge(CaseFile file, JudgeReturn.Verdict verdict, string? minutes) =>
            JudgeReturn.Decide(
                file,
                new(verdict, other, Said, Minutes: minutes),
                Somebody,
                _ => true,
                Limits,
                Now
            );
        var soon = Now.AddMinutes(30);
        Refuses("reason-missing", Convene(returned, "开会", soon, other));
        Refuses("arbiter-needed", Convene(returned with { ToArbiter = true }, Said, soon, other));
        Refuses("convening-incomplete", Convene(returned, Said, soon));
        Refuses("convening-incomplete", Convene(returned, Said, soon, returned.UnitId));
        Refuses("convening-incomplete", Convene(returned, Said, null, other));
        Refuses("convening-incomplete", Convene(returned, Said, Now, other));
        Refuses("convening-incomplete", Convene(returned, Said, Now.AddDays(30), other));
        Refuses("unknown-unit", Convene(returned, Said, soon, new Guid(92, 0, 0, new byte[8])));

        var convened = Convene(returned, Said, soon, other, other).Happenings.Single();
        Assert.Equal(
            [other, returned.UnitId],
            Platform.Journaling.CanonicalJson.Read<ReturnJudgedFacts>(convened.Data).Units
        );
        var after = returned.Apply(
            new Platform.Journaling.JournalEntry(
                returned.CaseId,
                3,
                Now,
                "x",
                convened.Kind,
                convened.Data
            )
        );
        // It still waits to be judged, by the unit that has it, until a new day; and not a third time.
        Assert.Equal(
            (Asks.Ask.Return, returned.UnitId, Now),
            (after.Asked, after.UnitId, after.ConvenedAt)
        );
        Assert.True(after.DueReview > Now);
        Refuses("already-convened", Convene(after, Said, soon, other));
        foreach (var verdict in new[] { JudgeReturn.Verdict.Accept, JudgeReturn.Verdict.Uphold })
        {
            Refuses("minutes-missing", Judge(after, verdict, " "));
            Assert.Equal(
                $"{Said}\n会商纪要：由养护中心承办",
                WrittenFields.Words(
                    Judge(after, verdict, "由养护中心承办").Happenings[0].Text!,
                    english: false
                )
            );
            Assert.Equal(Said, Judge(returned, verdict, null).Happenings[0].Text);
        }
    }

    [Fact]
    public void A_return_needs_a_reason_and_proof()
    {
        var signed = In(CaseState.Signed) with { DispatchedAt = Now };
        var photo = new Guid(93, 0, 0, new byte[8]);
        Decided Return(string? reason, string? document, params Guid[] photos) =>
            AskReturn.Decide(
                signed,
                new(reason, null, photos, document),
                Handler,
                true,
                Limits,
                Now
            );
        Refuses("reason-missing", Return("不是", "《养护移交清单》第12行", photo));
        Refuses("proof-missing", Return(Said, null));
        Refuses("proof-missing", Return(Said, "  有文件  "));
        Assert.Equal(
            $"{Said}\n依据：《养护移交清单》第12行",
            WrittenFields.Words(
                Return(Said, " 《养护移交清单》第12行 ").Happenings.Single().Text!,
                english: false
            )
        );
        Assert.Equal(Said, Return(Said, null, photo).Happenings.Single().Text);
    }
}
