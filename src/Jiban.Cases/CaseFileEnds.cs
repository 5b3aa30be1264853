using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;

namespace Jiban.Cases;

// What is asked after the end, what is raised when that went ill, and dues that are counted again.
internal sealed partial record CaseFile
{
    /// <summary>Tries of a follow-up that reached nobody; with no due time any more it ended as not reached.</summary>
    public int FollowUpTries { get; init; }

    /// <summary>The last of them that counted.</summary>
    public DateTimeOffset? FollowUpTriedAt { get; init; }

    /// <summary>Until when a closed case on which the lot fell is to be asked about once more.</summary>
    public DateTimeOffset? DueControl { get; init; }

    /// <summary>Tries of that which reached nobody.</summary>
    public int ControlTries { get; init; }

    /// <summary>The last of them that counted.</summary>
    public DateTimeOffset? ControlTriedAt { get; init; }

    /// <summary>When it was last raised to a leader, because its requester did not take the last result that the rule allows (提级督办).</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    /// <summary>A leader has to say what becomes of it.</summary>
    public bool AwaitsLeader =>
        SupervisedAt is not null && State is CaseState.Resolved or CaseState.Closed;

    private CaseFile Apply(DeadlinesRecomputedFacts facts) =>
        this with
        {
            DueDispatch = facts.DueDispatch ?? DueDispatch,
            DueSign = facts.DueSign ?? DueSign,
            DueContact = facts.DueContact ?? DueContact,
            DueResolve = facts.DueResolve ?? DueResolve,
            DueReview = facts.DueReview ?? DueReview,
            DueProgress = facts.DueProgress ?? DueProgress,
            DueCallBack = facts.DueCallBack ?? DueCallBack,
            DueFollowUp = facts.DueFollowUp ?? DueFollowUp,
            DueControl = facts.DueControl ?? DueControl,
        };

    private CaseFile Apply(SupervisedFacts facts, DateTimeOffset at) =>
        this with
        {
            SupervisedAt = facts.Rests ? null : at,
            SupervisedBy = facts.Rests || facts.By == Guid.Empty ? null : facts.By,
            SupervisionAnsweredAt = null,
            RaisedAt = facts.Raised ? at : RaisedAt,
            GivenLimit = facts.Limit ?? GivenLimit,
        };

    /// <summary>Nobody presses for what has a result, or is over.</summary>
    private CaseFile Unsupervised() =>
        Answered() with
        {
            SupervisedAt = null,
            SupervisedBy = null,
            SupervisionAnsweredAt = null,
        };

    private CaseFile Apply(FollowedUpFacts facts, DateTimeOffset at) =>
        this with
        {
            FollowedUpAt = facts.Reached ? at : FollowedUpAt,
            FollowUpTries = FollowUpTries + (!facts.Reached && facts.Counts ? 1 : 0),
            FollowUpTriedAt = !facts.Reached && facts.Counts ? at : FollowUpTriedAt,
            DueFollowUp = facts.DueAgain,
        };

    private CaseFile Apply(ControlledFacts facts, DateTimeOffset at) =>
        this with
        {
            Control = facts.Agrees switch
            {
                true => Ends.Control.Agrees,
                false => Ends.Control.Differs,
                null => facts.Over ? Ends.Control.NotReached : Control,
            },
            ControlTries = ControlTries + (!facts.Reached && facts.Counts ? 1 : 0),
            ControlTriedAt = !facts.Reached && facts.Counts ? at : ControlTriedAt,
            DueControl = facts.DueAgain,
        };
}
