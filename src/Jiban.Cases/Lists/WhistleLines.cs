using Jiban.Cases.Contracts;
using Jiban.Cases.Requests;
using Jiban.City.Contracts;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Lists;

/// <summary>What a whistle does to a case, in words: for staff, and for the requester.</summary>
internal static class WhistleLines
{
    /// <summary>The line that staff read; null for what is not of a whistle.</summary>
    public static (string Zh, string En)? ForStaff(JournalEntry entry, CitySnapshot city)
    {
        string Name(Guid unit) => UnitName.Of(city, unit).Name;
        return Read(entry) switch
        {
            CaseNote.WhistleBlown it => (
                $"{Name(it.Unit)}吹哨（{Word(it.Kind).Zh}），请{Names(it.Summoned, city, "、")}到场",
                $"{Name(it.Unit)} blew the whistle ({Word(it.Kind).En}) for {Names(it.Summoned, city, ", ")}"
            ),
            CaseNote.UnitSummoned it => (
                $"{Name(it.Unit)}增派{Name(it.Summoned)}到场",
                $"{Name(it.Unit)} called {Name(it.Summoned)} to come too"
            ),
            CaseNote.Arrived { InTime: true } it => (
                $"{Name(it.Unit)}到场签到",
                $"{Name(it.Unit)} signed in on site"
            ),
            CaseNote.Arrived it => (
                $"{Name(it.Unit)}到场签到，已过报到时间",
                $"{Name(it.Unit)} signed in on site, late"
            ),
            CaseNote.Escalated it => (
                $"{Name(it.Unit)}未按时到场，已提请{Name(it.To)}协调",
                $"{Name(it.Unit)} did not come in time; {Name(it.To)} was asked to step in"
            ),
            CaseNote.TaskOpened it => (
                $"会商确定{Word(it.Kind).Zh}任务，由{Name(it.Unit)}于{When(it.Due).Zh}前完成",
                $"Decided: {Word(it.Kind).En}, by {Name(it.Unit)}, until {When(it.Due).En}"
            ),
            CaseNote.TaskDone it => (
                $"{Name(it.Unit)}报告完成{Word(it.Kind).Zh}任务",
                $"{Name(it.Unit)} reported a task done: {Word(it.Kind).En}"
            ),
            CaseNote.TaskVerified it => (
                $"{Name(it.Unit)}的{Word(it.Kind).Zh}任务核验通过",
                $"The task of {Name(it.Unit)} was found done: {Word(it.Kind).En}"
            ),
            CaseNote.TaskReturned it => (
                $"{Name(it.Unit)}的{Word(it.Kind).Zh}任务核验未通过，继续办理",
                $"The task of {Name(it.Unit)} was found not done: {Word(it.Kind).En}"
            ),
            CaseNote.TaskWithdrawn it => (
                $"撤销{Name(it.Unit)}的{Word(it.Kind).Zh}任务",
                $"The task of {Name(it.Unit)} was withdrawn: {Word(it.Kind).En}"
            ),
            CaseNote.TaskAlarmed { Review: true, Level: 1 } it => (
                $"{Name(it.Unit)}的{Word(it.Kind).Zh}任务待核验，时限将到，已提醒{Names(it.Told, city, "、")}",
                $"The look at the task of {Name(it.Unit)} ({Word(it.Kind).En}) is due soon; {Names(it.Told, city, ", ")} was reminded"
            ),
            CaseNote.TaskAlarmed { Review: true } it => (
                $"{Name(it.Unit)}的{Word(it.Kind).Zh}任务逾期未核验，已告知{Names(it.Told, city, "、")}",
                $"The look at the task of {Name(it.Unit)} ({Word(it.Kind).En}) is late; {Names(it.Told, city, ", ")} was told"
            ),
            CaseNote.TaskAlarmed { Level: 1 } it => (
                $"{Name(it.Unit)}的{Word(it.Kind).Zh}任务将到期，已提醒",
                $"The task of {Name(it.Unit)} is due soon: {Word(it.Kind).En}; it was reminded"
            ),
            CaseNote.TaskAlarmed it => (
                $"{Name(it.Unit)}的{Word(it.Kind).Zh}任务已超时，已告知{Names(it.Told, city, "、")}",
                $"The task of {Name(it.Unit)} is late: {Word(it.Kind).En}; {Names(it.Told, city, ", ")} was told"
            ),
            CaseNote.WhistleClosed => ("吹哨事项办结", "The whistle was closed"),
            _ => null,
        };
    }

    /// <summary>The line that the requester reads; null for what concerns staff only.</summary>
    public static (string Zh, string En)? ForRequester(JournalEntry entry, CitySnapshot city)
    {
        string Name(Guid unit) => UnitName.Of(city, unit).Name;
        return Read(entry) switch
        {
            CaseNote.WhistleBlown it => (
                $"已请{Names(it.Summoned, city, "、")}到现场会商。",
                $"We asked {Names(it.Summoned, city, ", ")} to meet on site."
            ),
            CaseNote.UnitSummoned it => (
                $"又请{Name(it.Summoned)}到现场会商。",
                $"We asked {Name(it.Summoned)} to come too."
            ),
            CaseNote.Arrived it => ($"{Name(it.Unit)}已到现场。", $"{Name(it.Unit)} is on site."),
            CaseNote.TaskOpened { Kind: TaskKind.Build } it => (
                $"现场商定：由{Name(it.Unit)}负责解决，{When(it.Due).Zh}前完成。",
                $"It was agreed that {Name(it.Unit)} puts it right by {When(it.Due).En}."
            ),
            CaseNote.TaskOpened { Kind: TaskKind.Maintain } it => (
                $"现场商定：今后由{Name(it.Unit)}负责维护。",
                $"It was agreed that {Name(it.Unit)} keeps it in order afterwards."
            ),
            CaseNote.TaskDone { Kind: TaskKind.Build } it => (
                $"{Name(it.Unit)}已完成商定的工作。",
                $"{Name(it.Unit)} has done what was agreed."
            ),
            CaseNote.TaskReturned { Kind: TaskKind.Build } it => (
                $"现场核验后，{Name(it.Unit)}还需继续完善。",
                $"We looked again; {Name(it.Unit)} still has to finish it."
            ),
            _ => null,
        };
    }

    private static CaseNote? Read(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.WhistleBlown => CanonicalJson.Read<CaseNote.WhistleBlown>(entry.Data),
            Happened.UnitSummoned => CanonicalJson.Read<CaseNote.UnitSummoned>(entry.Data),
            Happened.Arrived => CanonicalJson.Read<CaseNote.Arrived>(entry.Data),
            Happened.Escalated => CanonicalJson.Read<CaseNote.Escalated>(entry.Data),
            Happened.TaskOpened => CanonicalJson.Read<CaseNote.TaskOpened>(entry.Data),
            Happened.TaskDone => CanonicalJson.Read<CaseNote.TaskDone>(entry.Data),
            Happened.TaskVerified => CanonicalJson.Read<CaseNote.TaskVerified>(entry.Data),
            Happened.TaskReturned => CanonicalJson.Read<CaseNote.TaskReturned>(entry.Data),
            Happened.TaskWithdrawn => CanonicalJson.Read<CaseNote.TaskWithdrawn>(entry.Data),
            Happened.TaskAlarmed => CanonicalJson.Read<CaseNote.TaskAlarmed>(entry.Data),
            Happened.WhistleClosed => CanonicalJson.Read<CaseNote.WhistleClosed>(entry.Data),
            _ => null,
        };

    private static string Names(IEnumerable<Guid> units, CitySnapshot city, string between) =>
        string.Join(between, units.Select(unit => UnitName.Of(city, unit).Name));

    private static (string Zh, string En) Word(WhistleKind kind) =>
        kind switch
        {
            WhistleKind.Emergency => ("突发应急", "emergency"),
            WhistleKind.JointInspection => ("联合检查", "joint inspection"),
            WhistleKind.KeyWork => ("重点工作", "key work"),
            _ => ("", ""),
        };

    private static (string Zh, string En) Word(TaskKind kind) =>
        kind switch
        {
            TaskKind.Build => ("建设整改", "build or repair"),
            TaskKind.Maintain => ("后续养护", "maintain afterwards"),
            TaskKind.Approve => ("审批", "approve"),
            TaskKind.Visit => ("走访告知", "visit"),
            TaskKind.Other => ("其他", "other"),
            _ => ("", ""),
        };

    private static (string Zh, string En) When(DateTimeOffset at)
    {
        var civil = CivilTime.Of(at);
        return (
            civil.ToString("M月d日 HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            civil.ToString("d MMM HH:mm", System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}
