using System.Text.Json;
using Dapper;
using Jiban.Cases.Handling;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jiban.Cases.WhatIf;

/// <summary>Carries runs out beside the requests, some hundred cases at a time. Reads cases; writes its own row and nothing else.</summary>
internal sealed partial class WhatIfRunner(
    CaseDesk desk,
    IHostApplicationLifetime life,
    ILogger<WhatIfRunner> log
)
{
    private const int BatchSize = 200;

    /// <summary>Begins to work on a run that stands in the store.</summary>
    public Task Start(WhatIfRun run, DraftReplay draft) =>
        Task.Run(() => RunAsync(run, draft, life.ApplicationStopping), CancellationToken.None);

    private async Task RunAsync(WhatIfRun run, DraftReplay draft, CancellationToken stopping)
    {
        try
        {
            await ReplayAsync(run, draft, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The row falls silent, and whoever wants it begins again.
        }
        // A run beside the requests has nobody above it who could be told but its row and the log.
        catch (Exception fault)
        {
            Failed(run.DraftId, fault);
            await using var connection = await desk.Database.OpenAsync(stopping);
            await WhatIfStore.TellAsync(
                connection,
                run with
                {
                    State = WhatIfState.Failed,
                    TouchedAt = desk.Clock.GetUtcNow(),
                },
                stopping
            );
        }
    }

    private async Task ReplayAsync(WhatIfRun run, DraftReplay draft, CancellationToken stopping)
    {
        var replay = new Replay(draft, desk.City);
        var components = new Dictionary<string, NamedComponent?>(StringComparer.Ordinal);
        var after = WhatIfStore.After(run.Since);
        await using var connection = await desk.Database.OpenAsync(stopping);
        while (true)
        {
            var files = (
                await connection.QueryAsync<CaseFile>(
                    new CommandDefinition(
                        $"""
                        select {CaseColumns.Select} from cases.case_file
                        where case_id > @after and case_id < @before order by case_id limit {BatchSize}
                        """,
                        new { after, before = WhatIfStore.Before(run.Until) },
                        cancellationToken: stopping
                    )
                )
            ).AsList();
            var texts = await CaseTexts.FirstAsync(
                connection,
                desk.Keys,
                files.Select(file => file.CaseId),
                stopping
            );
            foreach (var file in files)
            {
                var text = texts.GetValueOrDefault(file.CaseId);
                replay.Add(
                    file,
                    text,
                    file.Component is { } code
                        ? await ComponentAsync(code, draft.From, components, stopping)
                        : null
                );
                run = run with
                {
                    Done = run.Done + 1,
                    Erased = run.Erased + (text is null ? 1 : 0),
                };
            }

            var isLast = files.Count < BatchSize;
            run = run with
            {
                State = isLast ? WhatIfState.Done : WhatIfState.Running,
                Moved = replay.Moved,
                TouchedAt = desk.Clock.GetUtcNow(),
                Result = isLast
                    ? JsonSerializer.Serialize(replay.Result, JsonSerializerOptions.Web)
                    : null,
            };
            if (!await WhatIfStore.TellAsync(connection, run, stopping) || isLast)
            {
                return;
            }

            after = files[^1].CaseId;
        }
    }

    private async Task<NamedComponent?> ComponentAsync(
        string code,
        DateOnly day,
        Dictionary<string, NamedComponent?> known,
        CancellationToken stopping
    )
    {
        if (!known.TryGetValue(code, out var component))
        {
            known[code] = component = await desk.Components.FindAsync(code, day, stopping);
        }

        return component;
    }

    [LoggerMessage(LogLevel.Error, "The replay of draft {DraftId} broke off")]
    private partial void Failed(Guid draftId, Exception fault);
}
