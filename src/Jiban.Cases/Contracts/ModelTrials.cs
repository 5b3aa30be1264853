using Jiban.Cases.Handling;
using Jiban.Cases.Teaching;
using Jiban.Cases.WhatIf;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Contracts;

/// <summary>What came of two text models on the same past cases.</summary>
public sealed record ModelTrial
{
    /// <summary>Days of receipt.</summary>
    public required DateOnly Since { get; init; }

    /// <inheritdoc cref="Since"/>
    public required DateOnly Until { get; init; }

    public required ModelName First { get; init; }
    public required ModelName Second { get; init; }
    public required ModelComparison Counts { get; init; }

    /// <summary>The messages of the differences. Citizens' words: to be masked before they are shown.</summary>
    internal IReadOnlyDictionary<Guid, PastMessage> Examples { get; init; } =
        new Dictionary<Guid, PastMessage>();
}

/// <summary>Tries text models on past cases. Touches nothing.</summary>
public sealed class ModelTrials
{
    private readonly CaseDesk _desk;
    private readonly TextModels _models;

    internal ModelTrials(CaseDesk desk, TextModels models) => (_desk, _models) = (desk, models);

    /// <summary>Two models on the cases that people dispatched; null when one of them is not there.</summary>
    public async Task<ModelTrial?> CompareAsync(
        int first,
        int second,
        DateOnly since,
        DateOnly until,
        CancellationToken cancellation
    )
    {
        var names = (await _models.ListAsync(cancellation)).Models.ToDictionary(
            model => model.Number,
            model => new ModelName(model.Number, model.Name)
        );
        if (
            await _models.ReaderAsync(first, cancellation) is not { } one
            || await _models.ReaderAsync(second, cancellation) is not { } other
        )
        {
            return null;
        }

        await using var connection = await _desk.Database.OpenAsync(cancellation);
        var messages = await PastMessages.ReadAsync(
            connection,
            _desk.Keys,
            WhatIfStore.After(since),
            WhatIfStore.Before(until),
            cancellation
        );
        var counts = ModelComparison.Of(CompareModels.Read(messages, one, other));
        var shown = counts.Differences.Select(difference => difference.Example).ToHashSet();
        return new ModelTrial
        {
            Since = since,
            Until = until,
            First = names[first],
            Second = names[second],
            Counts = counts,
            Examples = messages
                .Where(message => shown.Contains(message.CaseId))
                .ToDictionary(message => message.CaseId),
        };
    }
}
