using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Lists;
using Jiban.Cases.Meetings;
using Jiban.Cases.Upstream;
using Jiban.City.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Requests;

/// <summary>Meetings, progress, delay and reopening as the requester reads them. What a unit only asked for is not told before it is granted.</summary>
internal static class LaterSteps
{
    /// <summary>Whether what was written with an entry is meant for the requester.</summary>
    public static bool IsForRequester(string kind) =>
        kind
            is Happened.ProgressReported
                or Happened.MeetingOffered
                or Happened.LegalPathTold
                or Happened.Declined;

    /// <summary>The step of an entry; null for what concerns staff only.</summary>
    public static (string Zh, string En)? Of(JournalEntry entry, CitySnapshot city) =>
        entry.Kind switch
        {
            Happened.ReturnJudged => Judged(
                CanonicalJson.Read<ReturnJudgedFacts>(entry.Data),
                city
            ),
            Happened.ExtensionJudged => CanonicalJson
                .Read<ExtensionJudgedFacts>(entry.Data)
                .DueResolve
                is { } due
                ? (
                    $"这件事需要更多时间，预计{LaterTimeline.Day(due, false)}前办结。",
                    $"This needs more time; it should be done by {LaterTimeline.Day(due, true)}."
                )
                : null,
            Happened.SuspensionJudged => Suspended(
                CanonicalJson.Read<SuspensionJudgedFacts>(entry.Data)
            ),
            Happened.Declined => ("没有立案办理，原因：", "It was not taken on, because:"),
            Happened.Resumed => ("恢复办理。", "It is being handled again."),
            Happened.ProgressReported => ("办理进展：", "How it stands:"),
            Happened.MeetingOffered => Offered(
                CanonicalJson.Read<MeetingOfferedFacts>(entry.Data).At
            ),
            Happened.MeetingAnswered => CanonicalJson
                .Read<MeetingAnsweredFacts>(entry.Data)
                .Answer switch
            {
                MeetingAnswer.Accept => ("您同意见面。", "You agreed to meet."),
                MeetingAnswer.Propose => ("您提出了见面时间。", "You named a time to meet."),
                MeetingAnswer.Decline => (
                    "您这次不能见面，工作人员会再约您。",
                    "You declined this time; you will be invited again."
                ),
                _ => ("您表示不需要见面。", "You said that there is no need to meet."),
            },
            Happened.Met => ("工作人员与您见了面。", "Our staff met you."),
            Happened.Reopened when CanonicalJson.Read<ReopenedFacts>(entry.Data).ToQueue => (
                "您对处理结果有异议，已交由其他工作人员重新研究。",
                "You object to how it ended; somebody else looks at it again."
            ),
            Happened.Reopened => (
                "您反映的问题没有办好，已要求重新办理。",
                "It was not done as it should be; the unit must handle it again."
            ),
            Happened.ReturnDecided => CanonicalJson.Read<ReturnDecidedFacts>(entry.Data).Accepted
                ? (
                    "这件诉求不由本地办理，已由市12345热线收回另行安排。",
                    "This is not for us to handle: the city's 12345 line has taken it back."
                )
                : null,
            Happened.FollowedUp => CanonicalJson.Read<FollowedUpFacts>(entry.Data).Reached
                ? ("我们又问了您办理后的情况。", "We asked you again how it has been since.")
                : null,
            _ => null,
        };

    /// <summary>When the requester hears again is a setting, and stands in the entry.</summary>
    private static (string, string)? Suspended(SuspensionJudgedFacts facts) =>
        facts.Until is not { } until
            ? null
            : (
                $"这件事眼下还不能办成，已列入计划，最迟{LaterTimeline.Day(until, false)}恢复办理，"
                    + (
                        facts.DueProgress < until
                            ? $"其间{LaterTimeline.Day(facts.DueProgress.Value, false)}前告诉您一次进展。"
                            : "其间有进展会告诉您。"
                    ),
                $"This can't be done yet. It is planned and will be taken up by {LaterTimeline.Day(until, true)}; "
                    + (
                        facts.DueProgress < until
                            ? $"you hear how it stands by {LaterTimeline.Day(facts.DueProgress.Value, true)}."
                            : "you hear when there is news."
                    )
            );

    private static (string, string)? Judged(ReturnJudgedFacts facts, CitySnapshot city) =>
        facts is { Verdict: ReturnVerdict.Accepted or ReturnVerdict.Ruled, Unit: { } unit }
            ? (
                $"这件事改由{UnitName.Of(city, unit).Name}办理。",
                $"{UnitName.Of(city, unit).Name} handles it from now on."
            )
            : null;

    private static (string, string) Offered(DateTimeOffset at) =>
        (
            $"工作人员想在{LaterTimeline.Time(at, false)}与您见面，地点：",
            $"Our staff would like to meet you on {LaterTimeline.Time(at, true)}, at:"
        );
}
