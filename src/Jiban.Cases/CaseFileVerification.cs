using Jiban.Dispatch.Contracts;

namespace Jiban.Cases;

/// <summary>What came of a look at the place before a unit is sent.</summary>
internal enum VerifyResult
{
    /// <summary>It is as reported (属实).</summary>
    Found,

    /// <summary>Nothing of it is to be seen (未发现): a person decides.</summary>
    NotFound,

    /// <summary>Nobody looked in time: dispatched without.</summary>
    NotLooked,
}

/// <summary>Of a case that is queued for a look at the place.</summary>
/// <param name="By">The inspector who looks.</param>
/// <param name="Due">By when.</param>
/// <param name="Decided">Whether dispatch has chosen the first candidate for then; if not, a person chooses after the look too.</param>
internal sealed record VerifyFacts(Guid By, DateTimeOffset Due, bool Decided);

/// <summary>When and where an inspector stood who looked.</summary>
/// <param name="LonE7">1e-7 degrees, WGS-84.</param>
/// <param name="AccuracyDm">Decimetres.</param>
/// <param name="Seal">What the phone made over the look, and was made again here.</param>
internal sealed record SeenFacts(
    DateTimeOffset FoundAt,
    int? LonE7 = null,
    int? LatE7 = null,
    int? AccuracyDm = null,
    string? Seal = null
);

/// <param name="By">Who looked; null when nobody did.</param>
/// <param name="Seen">When and where he stood, of a phone that said so.</param>
internal sealed record VerifiedFacts(
    VerifyResult Result,
    Guid? By,
    int Attachments,
    SeenFacts? Seen = null
);

/// <summary>Nothing of it was to be seen, and a person ends it so (不予立案).</summary>
internal sealed record DeclinedFacts(Guid By);

// The look at the place before a unit is sent (核实). While it is waited for, the case is queued, and the clock of the look runs instead of that of dispatch.
internal sealed partial record CaseFile
{
    /// <summary>The inspector who is to look, or has looked.</summary>
    public Guid? Verifier { get; init; }
    public DateTimeOffset? DueVerify { get; init; }

    /// <summary>Whom dispatch has chosen for after the look; null when a person chooses.</summary>
    public Guid? VerifyUnit { get; init; }

    /// <inheritdoc cref="VerifyUnit"/>
    public DispatchMode? VerifyMode { get; init; }

    /// <summary>What came of it; null while it is waited for, and when a person dispatched before.</summary>
    public VerifyResult? Verified { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Whether an inspector's look is waited for. What is joined to an incident goes the lead's way.</summary>
    public bool AwaitsVerification =>
        State == CaseState.Queued && Verifier is not null && Verified is null && IncidentId is null;

    private CaseFile ToBeVerified(QueuedFacts facts) =>
        facts.Verify is not { } verify
            ? this
            : this with
            {
                Verifier = verify.By,
                DueVerify = verify.Due,
                VerifyUnit = verify.Decided ? facts.Candidates[0].Unit : null,
                VerifyMode = verify.Decided ? facts.Candidates[0].Mode : null,
            };

    private CaseFile Apply(VerifiedFacts facts, DateTimeOffset at) =>
        this with
        {
            Verified = facts.Result,
            VerifiedAt = at,
        };
}
