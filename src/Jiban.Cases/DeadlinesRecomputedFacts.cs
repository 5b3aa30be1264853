namespace Jiban.Cases;

/// <summary>The new dues; null for those that stay.</summary>
internal sealed record DeadlinesRecomputedFacts(
    DateTimeOffset? DueDispatch,
    DateTimeOffset? DueSign,
    DateTimeOffset? DueContact,
    DateTimeOffset? DueResolve,
    DateTimeOffset? DueReview = null,
    DateTimeOffset? DueProgress = null,
    DateTimeOffset? DueCallBack = null,
    DateTimeOffset? DueFollowUp = null,
    DateTimeOffset? DueControl = null
);
