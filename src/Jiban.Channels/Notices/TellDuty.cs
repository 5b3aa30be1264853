using Jiban.Cases.Contracts;
using Jiban.Channels.Outbox;
using Jiban.Channels.Wire;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Store;
using Message = Jiban.Channels.Outbox.Message;

namespace Jiban.Channels.Notices;

/// <summary>
/// Tells whoever is on duty in a unit by SMS (值班电话) what can't wait until somebody looks at the desk: the text of the webhook, which names nobody who asked.
/// </summary>
internal sealed class TellDuty(
    Database database,
    Destinations destinations,
    SignedClient client,
    CaseTelling telling,
    CityRegistry registry,
    DutyPhones phones,
    TimeProvider clock
)
{
    public async Task<Fate> TellAsync(Message message, CancellationToken cancellation)
    {
        if (await destinations.FindAsync(Destination.Sms, cancellation) is not { InUse: true } to)
        {
            return new Fate.Dropped("no-gateway");
        }

        if (
            await Template.FindInUseAsync(database, message.What, cancellation)
            is not { BySms: not Template.Never } template
        )
        {
            return new Fate.Dropped("not-told");
        }

        var whom = message.Destination[Message.Duty.Length..];
        if (message.Subject == Message.OfWhistle)
        {
            return await SendAsync(
                to,
                message,
                TellUnit.UnitOf(registry.Current, whom, Guid.Empty)!.Value,
                TellUnit.TextOfWhistle(to, template, message),
                cancellation
            );
        }

        if (await telling.ReadAsync(message.CaseId, message.Seq, cancellation) is not { } told)
        {
            return new Fate.Dead("unknown-entry");
        }

        var isUrgent = told.Urgency is Urgency.Emergency or Urgency.Urgent;
        if (template.BySms == Template.WhenUrgent && !isUrgent)
        {
            return new Fate.Dropped("not-urgent");
        }

        if (TellUnit.UnitOf(registry.Current, whom, told.UnitId) is not { } unit)
        {
            return new Fate.Dropped("nobody-above");
        }

        // One unit may be meant more than once: it is told by the first.
        if (
            (await Audience.ToldBySmsAsync(database, told.Entry, isUrgent, cancellation))
                .TakeWhile(destination => destination != whom)
                .Any(destination =>
                    TellUnit.UnitOf(registry.Current, destination, told.UnitId) == unit
                )
        )
        {
            return new Fate.Dropped("told-already");
        }

        if (
            !IsOfMinutes(told.Entry.Kind)
            && QuietHours.DeferTo(told.Urgency, clock.GetUtcNow()) is { } morning
        )
        {
            return new Fate.Deferred(morning);
        }

        return await SendAsync(
            to,
            message,
            unit,
            TellUnit.TextOf(to, template, told, registry.Current),
            cancellation
        );
    }

    /// <summary>Whoever is called to come, or to see that somebody comes, is called in the night too.</summary>
    private static bool IsOfMinutes(string kind) =>
        kind is "whistleBlown" or "unitSummoned" or "escalated";

    private async Task<Fate> SendAsync(
        Destination to,
        Message message,
        Guid unit,
        string text,
        CancellationToken cancellation
    )
    {
        if (await phones.FindAsync(unit, cancellation) is not { } phone)
        {
            return new Fate.Dropped("no-duty-phone");
        }

        // Another key than the requester's, who may be told of the same entry by the same gateway.
        var id = $"{message.CaseId:N}/{message.Seq}/{unit:N}";
        return Fate.Of(
            await client.SendAsync(
                to,
                HttpMethod.Post,
                "",
                new TellRequester.Body(id, phone, text),
                id,
                cancellation
            )
        );
    }
}
