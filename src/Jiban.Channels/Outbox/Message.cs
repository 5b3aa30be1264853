namespace Jiban.Channels.Outbox;

/// <summary>A message that is to leave: which entry of which case, to whom, as what.</summary>
/// <param name="Destination">upstream | requester | unit (that answers for the case) | above (it) | leader | unit:ID; with <c>sms:</c> before one of the last four, its duty telephone.</param>
/// <param name="What">To the city: the operation. To others: the code of the template.</param>
/// <param name="At">When it happened.</param>
/// <param name="Tries">This try included.</param>
/// <param name="Subject">What the id names: a case, or a whistle that has none (<see cref="Notices.WhistleMessages"/>).</param>
/// <param name="DueAt">By when what is told of a whistle is due.</param>
internal sealed record Message(
    Guid CaseId,
    int Seq,
    string Destination,
    string What,
    DateTimeOffset At,
    int Tries,
    string Subject = Message.OfCase,
    DateTimeOffset? DueAt = null
)
{
    public const string OfCase = "case";
    public const string OfWhistle = "whistle";

    public const string ToUpstream = "upstream";
    public const string ToRequester = "requester";
    public const string ToUnit = "unit";
    public const string ToAbove = "above";
    public const string ToLeader = "leader";

    /// <summary>Before a unit: not to its webhook, to its duty telephone.</summary>
    public const string Duty = "sms:";

    /// <summary>To one unit, whoever answers for the case.</summary>
    public static string ToNamed(Guid unit) => Wire.Destination.Unit(unit);
}

/// <summary>What becomes of a message after a try.</summary>
internal abstract record Fate
{
    private Fate() { }

    /// <summary>The other side has it.</summary>
    public sealed record Delivered : Fate;

    /// <summary>There is nobody to tell, or nothing left to tell; said in a code.</summary>
    public sealed record Dropped(string Why) : Fate;

    /// <summary>Not at this hour.</summary>
    public sealed record Deferred(DateTimeOffset Until) : Fate;

    /// <summary>It may work later.</summary>
    public sealed record Failed(string Fault) : Fate;

    /// <summary>It never will: a person must look.</summary>
    public sealed record Dead(string Fault) : Fate;

    /// <summary>The fate of what was sent.</summary>
    public static Fate Of(Wire.Sent sent) =>
        sent.As switch
        {
            Wire.SentAs.Arrived => new Delivered(),
            Wire.SentAs.Failed => new Failed(sent.Fault!),
            Wire.SentAs.Refused => new Dead(sent.Fault!),
            _ => throw new InvalidOperationException($"No fate for {sent.As}."),
        };
}
