using Jiban.Cases.Ends;
using Jiban.Cases.Lists;
using Jiban.City.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Requests;

/// <summary>The journal as the requester reads it: who does what, in plain words, without names of staff.</summary>
internal static class PublicTimeline
{
    /// <summary>The step of an entry; null for what concerns staff only.</summary>
    /// <param name="text">What was written with it.</param>
    public static FollowRequest.StepPart? Of(
        JournalEntry entry,
        CitySnapshot city,
        bool english,
        string? text
    )
    {
        (string Zh, string En)? words = entry.Kind switch
        {
            Happened.Registered => ("我们收到了您的诉求。", "We received your request."),
            Happened.Queued => CanonicalJson.Read<QueuedFacts>(entry.Data).Verify is null
                ? ("正在为您确定由哪个单位办理。", "We are finding out which unit must handle it.")
                : (
                    "正在派人到现场核实，核实后马上安排办理。",
                    "Somebody is on the way to look at the place; it is handled right after."
                ),
            Happened.Verified => CanonicalJson.Read<VerifiedFacts>(entry.Data).Result switch
            {
                VerifyResult.Found => (
                    "已到现场核实，情况属实。",
                    "Somebody has looked: it is as you say."
                ),
                VerifyResult.NotFound => (
                    "到现场看过，没有发现您反映的情况，工作人员会再确认。",
                    "Somebody has looked and did not find it; a person will make sure."
                ),
                _ => null,
            },
            Happened.Dispatched => Dispatched(
                CanonicalJson.Read<DispatchedFacts>(entry.Data),
                city
            ),
            Happened.Signed => Signed(CanonicalJson.Read<SignedFacts>(entry.Data), city),
            Happened.Contacted => CanonicalJson.Read<ContactedFacts>(entry.Data).Reached
                ? ("工作人员与您取得了联系。", "Our staff got in touch with you.")
                : ("工作人员尝试与您联系，没有联系上。", "Our staff tried to reach you."),
            Happened.Resolved => ("承办单位报告了办理结果。", "The unit reported what was done."),
            Happened.Reinspected => CanonicalJson.Read<ReinspectedFacts>(entry.Data).Passed
                ? ("现场复查通过。", "The place was looked at again and found in order.")
                : (
                    "现场复查没有通过，已退回重新办理。",
                    "The place was looked at again; the unit must do it over."
                ),
            Happened.CalledBack => CanonicalJson.Read<CalledBackFacts>(entry.Data).Reached
                ? (
                    "我们回访了您，谢谢您的评价。",
                    "We called you back; thank you for your answers."
                )
                : ("我们给您打了回访电话，没有接通。", "We tried to call you back."),
            Happened.Closed => Closed(CanonicalJson.Read<ClosedFacts>(entry.Data).How),
            Happened.DeadlinesRecomputed => (
                "节假日安排有变化，办理期限相应调整。",
                "The official days off changed, and the deadlines with them."
            ),
            Happened.Corrected => Corrected(CanonicalJson.Read<CorrectedFacts>(entry.Data).Kind),
            Happened.IncidentStep => WhistleLines.ForRequester(LinkLines.AtTheLead(entry), city),
            _ => LaterSteps.Of(entry, city)
                ?? LinkLines.ForRequester(entry, city)
                ?? WhistleLines.ForRequester(entry, city),
        };
        return words is { } told
            ? new(
                entry.At,
                entry.Kind,
                english ? told.En : told.Zh,
                entry.Kind == Happened.Corrected || LaterSteps.IsForRequester(entry.Kind)
                    ? text
                    : null
            )
            : null;
    }

    /// <summary>What was told wrong is told right; null for what the requester was not told.</summary>
    private static (string, string)? Corrected(string? kind) =>
        kind switch
        {
            Happened.Resolved => (
                "更正前面告诉您的办理结果：",
                "The result that you were told is put right:"
            ),
            { } told when LaterSteps.IsForRequester(told) => (
                "更正前面告诉您的内容：",
                "What you were told before is put right:"
            ),
            _ => null,
        };

    private static (string, string) Closed(ClosedHow how) =>
        how switch
        {
            ClosedHow.Split => (
                "您反映了几件事，已分开办理，每件事的进展见下方。",
                "You told us of several matters; each is handled by itself, see below."
            ),
            ClosedHow.Praise => ("感谢您的表扬，已转达。", "Thank you; your praise was passed on."),
            _ => ("这件诉求已经结案。", "The request is closed."),
        };

    private static (string, string) Dispatched(DispatchedFacts facts, CitySnapshot city)
    {
        var unit = UnitName.Of(city, facts.Unit).Name;
        return ($"您的诉求已派给{unit}。", $"Your request was given to {unit}.");
    }

    private static (string, string) Signed(SignedFacts facts, CitySnapshot city)
    {
        var unit = UnitName.Of(city, facts.Unit).Name;
        return ($"{unit}已签收，正在办理。", $"{unit} has taken it on.");
    }
}
