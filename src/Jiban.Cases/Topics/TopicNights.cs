using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;

namespace Jiban.Cases.Topics;

/// <summary>Finds the topics anew every night, when few people write. Of several hosts one does.</summary>
internal sealed class TopicNights(CaseDesk desk, CasesOptions options, ILogger<TopicNights> log)
    : RepeatedSweep(LookEvery, desk.Clock, log)
{
    private static readonly TimeOnly Begin = new(3, 0);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var now = desk.Clock.GetUtcNow();
        var due = CivilTime.At(CivilTime.DayOf(now), Begin);
        return now >= due && await TopicSearches.SearchAsync(desk, due, cancellation) ? 1 : 0;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.ClocksAct ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;
}
