using System.Globalization;
using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Limits;

/// <summary>Which requests an inspector on duty looks at before a unit is sent (核实规则), as data.</summary>
/// <param name="Minutes">So long the look may take, 5 to 1,440; what nobody looked at by then is dispatched without.</param>
/// <param name="Channels">Codes of channels by which people ask.</param>
/// <param name="Classes">Classes of two or four digits.</param>
internal sealed record VerificationRule(
    bool On,
    int Minutes,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> Classes
)
{
    private const int Shortest = 5;
    private const int Longest = 24 * 60;

    /// <summary>As shipped: nothing is looked at first.</summary>
    public static readonly VerificationRule Shipped = new(false, 120, [], []);

    /// <summary>Whether the numbers and channels can be.</summary>
    public bool IsSound(Dispatcher dispatcher) =>
        Minutes is >= Shortest and <= Longest
        && Channels is not null
        && Classes is not null
        && Channels.All(code => dispatcher.Channel(code) is { HasPerson: true });

    /// <summary>
    /// Whether the rule asks for a look at a request. Danger and emergencies never wait for one; nor does what a person on duty has given to a unit,
    /// what the city has ordered, or what happened long ago and is imported.
    /// </summary>
    public bool Asks(Registration registration, Decision decision) =>
        On
        && registration is { ChosenByStaff: null, Upstream: null, Parent: null, ReceivedAt: null }
        && decision
            is {
                DangerToLife: false,
                Urgency: not Urgency.Emergency,
                Kind: DemandKind.Help or DemandKind.Complaint or DemandKind.Report
            }
        && Channels.Contains(registration.Channel, StringComparer.Ordinal)
        && Classes.Any(code => decision.ClassCode.StartsWith(code, StringComparison.Ordinal));

    /// <summary>Reads the three settings.</summary>
    public static VerificationRule Parse(string rule, string channels, string classes) =>
        rule.Split('/') is [var on, var minutes]
            ? new(
                on == "on",
                int.Parse(minutes, CultureInfo.InvariantCulture),
                channels.Split(',', StringSplitOptions.RemoveEmptyEntries),
                classes.Split(',', StringSplitOptions.RemoveEmptyEntries)
            )
            : throw new FormatException($"Not a switch and minutes: {rule}");

    /// <summary>As <see cref="Parse"/> reads them.</summary>
    public (string Rule, string Channels, string Classes) Write() =>
        ($"{(On ? "on" : "off")}/{Minutes}", string.Join(',', Channels), string.Join(',', Classes));
}
