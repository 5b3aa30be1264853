using System.Globalization;
using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Cases.WhatIf;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;

namespace Jiban.Cases.Teaching;

/// <summary>
/// Every night, when there is something new to learn: a model from all examples and corrections, tried against the one in force on the cases that people
/// dispatched, and kept as a proposal. A person puts it in force, or nobody does. Of several hosts one learns.
/// </summary>
internal sealed partial class NightlyLearning(
    CaseDesk desk,
    TextModels models,
    CasesOptions options,
    ILogger<NightlyLearning> log
) : RepeatedSweep(LookEvery, desk.Clock, log)
{
    private const int MostCorrections = 50_000;
    private const int TrialDays = 731;

    /// <summary>When few people write, in civil time.</summary>
    private static readonly TimeOnly Begin = new(2, 0);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>Learns when a night is due and nobody has taken it.</summary>
    /// <returns>The number of the proposal; null when there was nothing to do.</returns>
    public async Task<int?> LearnIfDueAsync(CancellationToken cancellation)
    {
        var now = desk.Clock.GetUtcNow();
        var day = CivilTime.DayOf(now);
        if (now < CivilTime.At(day, Begin))
        {
            return null;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var (count, stamp) = await CorrectionStore.StampAsync(connection, cancellation);
        if (
            count == 0
            || !await LearningNights.TakeAsync(connection, day, now, count, stamp, cancellation)
        )
        {
            return null;
        }

        var against = models.InForce;
        var taught = await CorrectionStore.ReadAsync(
            connection,
            desk.Keys,
            before: null,
            teaching: true,
            MostCorrections,
            cancellation
        );
        // A class that only gathers others, or that is none any more, teaches nothing.
        var readable = ClassTree.Readable(desk.Dispatcher.Classes).ToHashSet();
        var known = taught.Where(one => readable.Contains(one.Correction.ClassAfter)).ToList();
        var learned = await models.LearnAsync(
            known.ConvertAll(one => new LabelledText(one.Text, one.Correction.ClassAfter)),
            cancellation
        );
        var messages = await PastMessages.ReadAsync(
            connection,
            desk.Keys,
            WhatIfStore.After(day.AddDays(-TrialDays)),
            WhatIfStore.Before(day),
            cancellation
        );
        var trial = ModelComparison.Of(Try(messages, known, learned, models.Ask));
        var number = await models.KeepAsync(
            "night-" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            ModelSource.Corrections,
            learned.Model,
            learned.Report,
            null,
            cancellation
        );
        await LearningNights.EndAsync(connection, day, number, against, trial, cancellation);
        Proposed(log, number, known.Count);
        return number;
    }

    /// <summary>
    /// Both models by themselves on each message. Of a message that the new one learned from, what was said while it was held out counts, or it would
    /// be praised for its memory.
    /// </summary>
    internal static IReadOnlyList<ComparedText> Try(
        IReadOnlyList<PastMessage> messages,
        IReadOnlyList<TaughtCorrection> known,
        LearnedModel learned,
        Func<string, string?> inForce
    )
    {
        var heldOut = new Dictionary<Guid, string?>();
        foreach (var (one, said) in known.Zip(learned.HeldOut))
        {
            heldOut[one.Correction.CaseId] = said;
        }

        return
        [
            .. from message in messages
            let fresh = heldOut.TryGetValue(message.CaseId, out var said)
                ? said
                : learned.Model.Classify(message.Text).Label
            where fresh is not null
            select new ComparedText(
                message.CaseId,
                message.ClassCode,
                inForce(message.Text) ?? "",
                fresh
            ),
        ];
    }

    /// <inheritdoc/>
    public override async Task<int> SweepAsync(CancellationToken cancellation) =>
        await LearnIfDueAsync(cancellation) is null ? 0 : 1;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.ClocksAct ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    [LoggerMessage(
        LogLevel.Information,
        "Text model {Number} is proposed, learned from {Corrections} corrections beside the examples"
    )]
    private static partial void Proposed(ILogger log, int number, int corrections);
}
