namespace Jiban.Cases.Limits;

/// <summary>Whose requester is asked again some time after the end (追访规则), as data.</summary>
internal enum FollowUpRule
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>Where it was handled more than once, or the result was not "solved".</summary>
    Unsettled,

    /// <summary>Everybody who was reached.</summary>
    All,
}

internal static class FollowUpRules
{
    /// <summary>Whether the rule asks for a follow-up of a case that is being closed.</summary>
    public static bool Asks(this FollowUpRule rule, CaseFile file) =>
        file.HasPerson
        && rule switch
        {
            FollowUpRule.None => false,
            FollowUpRule.All => file.CalledBackAt is not null,
            FollowUpRule.Unsettled => file.Handling > 1
                || file.Outcome != Outcome.Solved
                || file.Solved is Solved.Partly or Solved.Not,
            _ => false,
        };
}
