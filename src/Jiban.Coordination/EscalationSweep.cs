using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Notices;
using Microsoft.Extensions.Logging;

namespace Jiban.Coordination;

/// <summary>Escalates the units that did not come. Each step is written once, by its key.</summary>
internal sealed class EscalationSweep(WhistleDesk desk, ILogger<EscalationSweep> log)
    : WhistleSweep(desk, log)
{
    protected override string Due =>
        "select whistle_id from coordination.summons where escalate_at <= @now group by whistle_id order by min(escalate_at)";

    protected override async Task<Looked> LookAsync(Look look, CancellationToken cancellation)
    {
        var due = look
            .Parts.Summons.Where(one => one.EscalateAt <= look.Now)
            .Select(one =>
                (
                    one.UnitId,
                    Due: Escalation.Decide(
                        look.Whistle,
                        one,
                        look.Parts.Escalations,
                        Desk.City,
                        look.Now
                    )
                )
            )
            .ToList();
        foreach (var (unitId, step) in due)
        {
            await WriteAsync(look, unitId, step, cancellation);
        }

        var steps = due.SelectMany(one => one.Due.Steps).ToList();
        var number = look.Parts.Cases.Count > 0 ? look.Parts.Cases[0].Number : null;
        await NoticeBoard.AddAsync(
            look.Connection,
            look.Transaction,
            [.. steps.Select(step => SummonsNotices.Escalated(step, number))],
            cancellation
        );
        return new Looked(
            steps.Count,
            await TellCasesAsync(look, steps, cancellation),
            steps.Select(step => step.ToUnit)
        );
    }

    private static Task WriteAsync(
        Look look,
        Guid unitId,
        Escalation.Due due,
        CancellationToken cancellation
    ) =>
        look.Connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into coordination.escalation (whistle_id, unit_id, level, to_unit, due_at, at)
                select @whistleId, @unitId, * from unnest(@levels, @to, @dues, @ats);
                update coordination.summons set escalate_at = @Next where whistle_id = @whistleId and unit_id = @unitId
                """,
                new
                {
                    whistleId = look.Whistle.WhistleId,
                    unitId,
                    levels = due.Steps.Select(step => Words.Of(step.Level)).ToArray(),
                    to = due.Steps.Select(step => step.ToUnit).ToArray(),
                    dues = due.Steps.Select(step => step.DueAt.UtcDateTime).ToArray(),
                    ats = due.Steps.Select(step => step.At.UtcDateTime).ToArray(),
                    due.Next,
                },
                look.Transaction,
                cancellationToken: cancellation
            )
        );

    private async Task<IReadOnlyList<HeldCase>> TellCasesAsync(
        Look look,
        List<Escalated> steps,
        CancellationToken cancellation
    )
    {
        var held = await Desk.Journal.HoldAsync(
            look.Connection,
            look.Transaction,
            look.Parts.Cases.Select(one => one.CaseId),
            cancellation
        );
        foreach (var one in held)
        {
            foreach (var step in steps)
            {
                await one.AppendAsync(
                    new CaseNote.Escalated(step.WhistleId, step.UnitId, step.ToUnit),
                    null,
                    look.Now,
                    cancellation
                );
            }
        }

        return held;
    }
}
