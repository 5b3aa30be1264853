using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Meetings;
using Jiban.Cases.Promises;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Tests;

/// <summary>A case that random people act on through the real decisions; what they may not do is refused and leaves no entry.</summary>
internal sealed partial class RandomCase
{
    private static readonly Actor[] People =
    [
        .. Enumerable
            .Range(1, 4)
            .Select(i => new Actor(
                new Guid(i, 0, 0, new byte[8]),
                $"p{i}",
                (Role)(i % 9 + 1),
                new Guid(9, 0, 0, new byte[8])
            )),
    ];

    private readonly Random _chance;
    private DateTimeOffset _now;

    public RandomCase(int seed, DateTimeOffset? begins = null)
    {
        _now = begins ?? new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
        _chance = new Random(seed);
        var id = new Ids(TimeProvider.System, _chance).New(_now);
        Add(id, Happened.Registered, Registered(onlyVoice: seed % 5 == 0));
        Add(id, _chance.Next(2) == 0 ? Happened.Queued : Happened.Dispatched, null);
    }

    /// <summary>The whole chain.</summary>
    public List<ChainedEntry> Entries { get; } = [];

    /// <summary>The row as every operation kept it.</summary>
    public CaseFile Row { get; private set; } = new();

    /// <summary>The limits by which everything is decided.</summary>
    public TimeLimits InForce => Limits;

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => _now;

    /// <summary>Every state the case was in, in order.</summary>
    public List<CaseState> States { get; } = [];

    /// <summary>Build tasks that are open, counted here.</summary>
    public int OpenBuildTasks { get; private set; }

    /// <summary>How many of them were open when a result was reported.</summary>
    public List<int> OpenAtResult { get; } = [];

    /// <summary>What is tried: anything, and more often what ends a case, so that lives get as far as that.</summary>
    private int Turn()
    {
        int[] near = Row.State switch
        {
            CaseState.Resolved => [4, 5, 18],
            CaseState.Closed => [5, 16, 27],
            _ => [],
        };
        return near.Length > 0 && _chance.Next(4) == 0
            ? near[_chance.Next(near.Length)]
            : _chance.Next(30);
    }

    /// <summary>Somebody does something, or is refused.</summary>
    public void Act()
    {
        _now = _now.AddMinutes(_chance.Next(1, 600)).AddTicks(_chance.Next(10_000));
        var actor = People[_chance.Next(People.Length)];
        if (_chance.Next(5) == 0)
        {
            Note(actor);
            return;
        }

        var decided = Turn() switch
        {
            // Ends without a result are rare, or no case would come to its own.
            20 => _chance.Next(60) == 0 ? Ended(actor) : Recomputed(),
            21 when Row.State != CaseState.Closed && _chance.Next(4) == 0 => LinkRepeat.ByWords(
                new FoundRepeat(
                    Row.CaseId,
                    new CaseFile { Outcome = Pick<Outcome>() },
                    new RepeatScore(_chance.Next(1_001), 500, true, Pick<RepeatPlace>(), false)
                ),
                RepeatRule.Shipped
            ),
            21 => LinkRepeat.Decide(
                Row,
                new(_chance.Next(3) == 0 ? null : Guid.Empty),
                new CaseFile { Outcome = _chance.Next(2) == 0 ? null : Pick<Outcome>() },
                actor
            ),
            22 => Row.Abuse is null && _chance.Next(20) == 0
                ? Happening.Of(Happened.AbuseSuspected, new AbuseSuspectedFacts(21, 24))
                : JudgeAbuse.Decide(Row, new(_chance.Next(20) == 0, "核实过了，如此"), actor),
            23 => AskAssistance.Decide(
                Row,
                new([.. Enumerable.Range(0, _chance.Next(3)).Select(_ => AnyUnit())], "请协助办理"),
                true,
                actor
            ),
            24 when _chance.Next(2) == 0 => AnswerSupervision.Decide(
                Row,
                new("三天内办结", null),
                actor
            ),
            24 => ReportAssistance.Decide(
                Row,
                new("已经配合处理", null),
                actor with
                {
                    UnitId = AnyUnit(),
                }
            ),
            25 => HandOverCase.Decide(
                Row,
                new(People[_chance.Next(People.Length)].Id, "调离本岗位"),
                true,
                actor
            ),
            26 when _chance.Next(3) == 0 => ChangeWish.Decide(
                Row,
                new(_chance.Next(2) == 0 ? null : _now.AddHours(_chance.Next(1, 200)), "核实过了"),
                actor,
                Limits,
                _now
            ),
            26 when _chance.Next(2) == 0 => CorrectClass.Decide(
                Row,
                new("x", "实为另一类问题"),
                null,
                new("0501", "供水", "Water", "05", Pick<Urgency>()),
                actor,
                Limits,
                _now
            ),
            26 => CorrectEntry.Decide(
                Entries[_chance.Next(Entries.Count)].Entry,
                new(1, "地点应为三号楼"),
                actor
            ),
            27 => ControlCallBack.Decide(
                Row,
                new(_chance.Next(3) > 0, Pick<Solved>(), Pick<Satisfied>(), "又问了一次"),
                actor,
                Limits,
                _now
            ),
            28 => _chance.Next(3) == 0
                ? VerifyRequest.Blocks(Row, actor with { Id = Row.Verifier ?? actor.Id })
                    is { } over
                    ? over
                    : new Decided(null, VerifyRequest.NotLooked(Row, Limits, _now))
                : VerifyRequest.Decide(
                    Row,
                    new(_chance.Next(2) == 0, "看过了，没有发现", [Guid.Empty]),
                    actor with
                    {
                        Id = Row.Verifier ?? actor.Id,
                    },
                    Limits,
                    _now
                ),
            29 => DeclineRequest.Decide(Row, new("到现场看过，没有发现"), actor, Limits, _now),
            0 => DispatchCase.Decide(
                Row,
                new(
                    new Guid(_chance.Next(), 1, 1, new byte[8]),
                    null,
                    null,
                    Row.OnlyVoice ? "门口的路灯不亮" : null
                ),
                actor,
                true,
                null,
                Limits,
                _now
            ),
            1 => SignCase.Decide(Row, actor, Limits, _now),
            2 => ContactRequester.Decide(
                Row,
                new(Pick<ContactMethod>(), _chance.Next(2) == 0, null, _chance.Next(2) == 0),
                actor,
                Limits,
                _now
            ),
            3 => ResolveCase.Decide(
                Row,
                new(Pick<Outcome>(), "做完了，请看。", [Guid.Empty], null, "规划未批准"),
                actor,
                _chance.Next(5) == 0,
                [],
                Limits,
                _now
            ),
            4 => ReinspectCase.Decide(
                Row,
                new(_chance.Next(4) > 0, null, [Guid.Empty]),
                actor,
                Limits,
                _now
            ),
            5 => CallBackCase.Decide(
                Row,
                new(
                    _chance.Next(3) > 0,
                    _chance.Next(2) == 0,
                    Pick<Solved>(),
                    Pick<Satisfied>(),
                    "有原因"
                ),
                actor,
                AnyUnit(),
                Limits,
                _now
            ),
            6 => AskReturn.Decide(
                Row,
                new("不属本单位职责", null, null, "《职责清单》第三条第二款"),
                actor,
                true,
                Limits,
                _now
            ),
            7 => JudgeReturn.Decide(
                Row,
                new(
                    Pick<JudgeReturn.Verdict>(),
                    AnyUnit(),
                    "审核意见如此",
                    [AnyUnit(), AnyUnit()],
                    _now.AddMinutes(5),
                    "会商定由一方承办"
                ),
                actor,
                _ => true,
                Limits,
                _now
            ),
            8 => RuleOnReturn.Decide(
                Row,
                new(AnyUnit(), "裁定如此办理"),
                actor,
                true,
                Limits,
                _now
            ),
            9 => AskForTime.Decide(
                Row,
                Pick<Ask>() == Ask.Extension ? Ask.Extension : Ask.Suspension,
                new(
                    (Row.DueResolve ?? _now).AddHours(_chance.Next(-5, 50)),
                    "需要更多时间",
                    "正在协调，请您稍候。",
                    [new("完成立项", _now.AddMinutes(30))]
                ),
                actor,
                Limits,
                _now
            ),
            10 => JudgeTime.Decide(
                Row,
                new(_chance.Next(2) == 0, "审核意见如此"),
                actor,
                Pick<UnitKind>(),
                Limits,
                _now
            ),
            11 => ResumeCase.Decide(Row, actor.Id, Limits, _now),
            12 => ReportProgress.Decide(
                Row,
                new(
                    "正在协调办理",
                    [
                        .. Row
                            .Promises.Where(one =>
                                one.State == PromiseState.Open && _chance.Next(2) == 0
                            )
                            .Select(one => one.Key),
                    ]
                ),
                actor,
                Limits,
                _now
            ),
            13 => OfferMeeting.Decide(Row, new(_now.AddDays(1), "社区服务站"), actor, Limits, _now),
            14 => AnswerMeeting.Decide(
                Row,
                new(null, Pick<MeetingAnswer>(), _now.AddDays(2), null),
                Limits,
                _now
            ),
            15 => RecordMeeting.Decide(
                Row,
                new(
                    _now,
                    "社区服务站",
                    ["诉求人", "社区书记"],
                    "情况属实",
                    [new("当天修好", _now.AddHours(_chance.Next(1, 90)))],
                    null
                ),
                actor,
                Limits,
                _now
            ),
            16 => FollowUpCase.Decide(
                Row,
                new(_chance.Next(2) == 0, _chance.Next(2) == 0, "又出现了问题"),
                actor,
                Limits,
                _now
            ),
            17 => SuperviseCase.Decide(
                Row,
                new("请尽快办理", _chance.Next(2) == 0),
                actor,
                AnyUnit(),
                Limits,
                _now
            ),
            18 => CloseCase.Decide(Row, actor, _chance.Next(2) == 0, Limits, _now),
            _ => Recomputed(),
        };
        foreach (var happening in decided.Happenings)
        {
            if (happening.Kind == Happened.Resolved)
            {
                OpenAtResult.Add(OpenBuildTasks);
            }

            Append(
                Chain.Append(
                    Row.CaseId,
                    Row.Head,
                    _now,
                    actor.JournalName,
                    happening.Kind,
                    happening.Data
                )
            );
        }
    }

    private void Append(ChainedEntry entry)
    {
        Entries.Add(entry);
        Row = Row.Apply(entry);
        States.Add(Row.State);
    }

    private Guid AnyUnit() => new(_chance.Next(1, 5), 1, 1, new byte[8]);

    private T Pick<T>()
        where T : struct, Enum => Enum.GetValues<T>()[_chance.Next(Enum.GetValues<T>().Length)];
}
