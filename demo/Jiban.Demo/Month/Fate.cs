using Jiban.Demo.Land;
using Jiban.Platform.Time;

namespace Jiban.Demo.Month;

/// <summary>
/// Draws what becomes of a case: how soon it is signed, whether the citizen is reached, what is answered, what the citizen says. Most
/// goes as it should, some is late, some stands still: so that every page of the desk has something true to show.
/// </summary>
internal sealed class Fate(Random chance, DateTimeOffset now)
{
    private static readonly ILookup<string, string> Answers = Data.Rows("answers.tsv")
        .ToLookup(row => row[0], row => row[1]);

    /// <summary>Classes that are handled within hours: water, power, gas, heat, traps and floods.</summary>
    private static readonly HashSet<string> Hurried =
    [
        "0201",
        "0202",
        "0203",
        "0204",
        "0312",
        "0408",
        "1301",
        "1302",
        "1303",
        "1703",
        "2501",
        "2502",
    ];

    private readonly Dictionary<string, double> _owed = [];

    /// <summary>The steps of a request.</summary>
    /// <param name="streetCode">The street where it is: each solves a share of its own.</param>
    public List<Step> OfRequest(
        DateTimeOffset at,
        string classCode,
        bool isQuestion,
        string streetCode
    )
    {
        var steps = new List<Step>();
        var mayStall = now - at < TimeSpan.FromDays(12);
        if (
            chance.NextDouble()
            < (
                now - at < TimeSpan.FromHours(20) ? 0.35
                : mayStall ? 0.02
                : 0
            )
        )
        {
            return steps;
        }

        var dispatched = at + Minutes(3, 30);
        steps.Add(new Step.Dispatch(dispatched));
        if (mayStall && chance.NextDouble() < 0.04)
        {
            return steps;
        }

        var signed = dispatched + (chance.NextDouble() < 0.95 ? Minutes(3, 50) : Hours(3, 20));
        steps.Add(new Step.Sign(signed));
        var contacted = Contacts(signed, steps);
        if (mayStall && chance.NextDouble() < 0.05)
        {
            return steps;
        }

        var answered = AtWork(
            (contacted ?? steps[^1].At) + Effort(Hurried.Contains(classCode), isQuestion)
        );
        var outcome = Outcome(isQuestion);
        steps.Add(new Step.Resolve(answered, outcome, Answer(classCode)));
        Ask(answered, outcome, contacted is not null, streetCode, steps);
        return steps;
    }

    /// <summary>The steps of a finding on patrol.</summary>
    public List<Step> OfFinding(DateTimeOffset at, string secondLook)
    {
        var steps = new List<Step> { new Step.Dispatch(at + Minutes(2, 15)) };
        if (now - at < TimeSpan.FromDays(5) && chance.NextDouble() < 0.1)
        {
            return steps;
        }

        var signed = at + Minutes(17, 60);
        steps.Add(new Step.Sign(signed));
        var done = AtWork(signed + Hours(1, 30));
        steps.Add(new Step.Resolve(done, "solved", "已到场处置完毕，现场照片附后。"));
        var looked = NextMorning(done);
        var passed = chance.NextDouble() < 0.9;
        steps.Add(
            new Step.Reinspect(looked, passed, passed ? secondLook : "现场仍有残留，需再次处理。")
        );
        if (!passed)
        {
            // Back to the unit, which does it again.
            var again = AtWork(looked + Hours(2, 6));
            steps.Add(new Step.Resolve(again, "solved", "已按核查意见返工，现场照片附后。"));
            looked = NextMorning(again);
            steps.Add(new Step.Reinspect(looked, true, secondLook));
        }

        steps.Add(new Step.Close(AtWork(looked + Minutes(20, 200))));
        return steps;
    }

    /// <summary>An answer that fits the class, or else the first digits of it.</summary>
    public string Answer(string classCode)
    {
        var fitting = (
            Answers.Contains(classCode) ? Answers[classCode] : Answers[classCode[..2]]
        ).ToList();
        return fitting.Count > 0
            ? fitting[chance.Next(fitting.Count)]
            : "已现场核实并处理，感谢您的反映。";
    }

    private DateTimeOffset? Contacts(DateTimeOffset signed, List<Step> steps)
    {
        var roll = chance.NextDouble();
        var at = AtWork(signed + Minutes(10, 400));
        if (roll < 0.05)
        {
            // Nobody is reached in three tries: the case goes on without a meeting.
            for (var tries = 0; tries < 3; tries++)
            {
                steps.Add(new Step.Contact(at, "phone", false, "电话无人接听，已发短信说明。"));
                at = AtWork(at + Hours(2, 6));
            }

            return null;
        }

        if (roll < 0.15)
        {
            steps.Add(new Step.Contact(at, "phone", false, "电话无人接听，发送短信约定再次联系。"));
            at = AtWork(at + Hours(2, 6));
        }

        var meets = chance.NextDouble() < 0.45;
        steps.Add(
            meets
                ? new Step.Meet(at, "诉求所在地", "已到现场核实情况，并说明处理安排。")
                : new Step.Call(at, "已电话联系，当事人表示不必见面，约定按时反馈。")
        );
        return at;
    }

    private TimeSpan Effort(bool hurried, bool isQuestion)
    {
        if (hurried)
        {
            return Hours(1, 18);
        }

        var roll = chance.NextDouble();
        return isQuestion ? Hours(1, 26)
            : roll < 0.07 ? Hours(170, 260)
            : roll < 0.2 ? Hours(96, 158)
            : Hours(5, 90);
    }

    private string Outcome(bool isQuestion)
    {
        var roll = chance.NextDouble();
        return isQuestion || roll < 0.08 ? "explained"
            : roll < 0.12 ? "meetsStandard"
            : roll < 0.15 ? "notPossible"
            : "solved";
    }

    private void Ask(
        DateTimeOffset answered,
        string outcome,
        bool contacted,
        string streetCode,
        List<Step> steps
    )
    {
        var at = AtWork(answered + Hours(14, 60));
        for (var missed = 0; missed < 3; missed++)
        {
            if (chance.NextDouble() < 0.9)
            {
                var voice = Voice(at, outcome, contacted, streetCode);
                steps.Add(voice);
                Again(voice, steps);
                return;
            }

            steps.Add(new Step.CallBack(at, false, null, null, null, "无人接听"));
            at = AtWork(at + Hours(18, 30));
        }

        steps.Add(new Step.Close(at));
    }

    /// <summary>
    /// What is not done is handled again, up to three times (二次、三次办理). What was not solved at first stays so here, so that the share of
    /// each street is what it owes; who was only not content is so in the end.
    /// </summary>
    private void Again(Step.CallBack voice, List<Step> steps)
    {
        for (var handling = 1; IsBad(voice) && handling < 3; handling++)
        {
            var phoned = AtWork(voice.At + Hours(2, 10));
            var done = AtWork(phoned + Hours(20, 70));
            steps.Add(new Step.Call(phoned, "向诉求人致歉，约定重新处理的时间。"));
            steps.Add(new Step.Resolve(done, "solved", "已按诉求人的意见重新处理，请再看看。"));
            voice = voice with
            {
                At = AtWork(done + Hours(14, 40)),
                Satisfied = voice.Solved == "solved" ? "basicallySatisfied" : voice.Satisfied,
                Reason = voice.Solved == "solved" ? null : "还是老样子，希望彻底解决。",
            };
            steps.Add(voice);
        }

        steps.Add(new Step.Close(voice.At + Minutes(1, 25)));
    }

    private static bool IsBad(Step.CallBack voice) =>
        voice.Solved != "solved" || voice.Satisfied == "dissatisfied";

    private Step.CallBack Voice(
        DateTimeOffset at,
        string outcome,
        bool contacted,
        string streetCode
    )
    {
        var solved =
            IsSolved(outcome, streetCode) ? "solved"
            : chance.NextDouble() < 0.5 ? "partly"
            : "not";
        var roll = chance.NextDouble();
        var satisfied = solved switch
        {
            "solved" => roll < 0.9 ? "satisfied"
            : roll < 0.98 ? "basicallySatisfied"
            : "dissatisfied",
            "partly" => roll < 0.25 ? "satisfied"
            : roll < 0.7 ? "basicallySatisfied"
            : "dissatisfied",
            _ => roll < 0.2 ? "basicallySatisfied" : "dissatisfied",
        };
        var reason =
            solved == "solved" && satisfied != "dissatisfied" ? null
            : solved == "partly" ? "处理了一部分，过几天又出现同样的情况。"
            : solved == "not" ? "来看过，但问题还在，希望给个明确的时间。"
            : "结果可以，但等的时间太长，中间没有人告知进展。";
        return new Step.CallBack(at, true, contacted, solved, satisfied, reason);
    }

    /// <summary>
    /// Every street keeps to its share whatever chance brings: what it owes is added up, and when a whole case is owed, that one is not
    /// solved. So the best street of the city (S6) is the same on whatever day the demo is loaded.
    /// </summary>
    private bool IsSolved(string outcome, string streetCode)
    {
        var missed =
            1 - DrawMonth.QualityOf(streetCode) + (outcome is "solved" or "explained" ? 0 : 0.1);
        var owed = _owed.GetValueOrDefault(streetCode, AtFirst(streetCode)) + missed;
        _owed[streetCode] = owed >= 1 ? owed - 1 : owed;
        return owed < 1;
    }

    /// <summary>The detailed street begins without debt, the others just before their first unsolved case.</summary>
    private static double AtFirst(string streetCode) =>
        streetCode == Board.Streets[0].Code ? 0 : 0.99;

    private TimeSpan Minutes(int from, int to) =>
        TimeSpan.FromSeconds(chance.Next(from * 60, to * 60));

    private TimeSpan Hours(int from, int to) =>
        TimeSpan.FromSeconds(chance.Next(from * 3600, to * 3600));

    /// <summary>The same moment, or next morning when the office is dark.</summary>
    private DateTimeOffset AtWork(DateTimeOffset at)
    {
        var civil = CivilTime.Of(at);
        return civil.Hour is >= 8 and < 20
            ? at
            : CivilTime.At(
                DateOnly.FromDateTime(civil.DateTime).AddDays(civil.Hour >= 20 ? 1 : 0),
                new(8, 30)
            ) + Minutes(0, 90);
    }

    private DateTimeOffset NextMorning(DateTimeOffset at) =>
        CivilTime.At(CivilTime.DayOf(at).AddDays(1), new(8, 20)) + Minutes(0, 160);
}
