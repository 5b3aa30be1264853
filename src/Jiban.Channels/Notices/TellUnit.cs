using Jiban.Cases.Contracts;
using Jiban.Channels.Outbox;
using Jiban.Channels.Wire;
using Jiban.City.Contracts;
using Jiban.Platform.Store;

namespace Jiban.Channels.Notices;

/// <summary>Tells the webhook of the unit that answers for the case: number, state and what happened; nothing of who asked, and no words.</summary>
internal sealed class TellUnit(
    Database database,
    Destinations destinations,
    SignedClient client,
    CaseTelling telling,
    CityRegistry registry
)
{
    public sealed record Body(
        string Id,
        Guid CaseId,
        string Number,
        int Seq,
        string Kind,
        string State,
        Guid UnitId,
        DateTimeOffset At,
        string Text
    );

    public async Task<Fate> TellAsync(Message message, CancellationToken cancellation)
    {
        if (await telling.ReadAsync(message.CaseId, message.Seq, cancellation) is not { } told)
        {
            return new Fate.Dead("unknown-entry");
        }

        if (
            await destinations.FindAsync(Destination.Unit(told.UnitId), cancellation)
            is not { InUse: true } to
        )
        {
            return new Fate.Dropped("no-webhook");
        }

        if (await Template.FindInUseAsync(database, message.What, cancellation) is not { } template)
        {
            return new Fate.Dropped("not-told");
        }

        var id = $"{message.CaseId:N}/{message.Seq}";
        var body = new Body(
            id,
            message.CaseId,
            told.Number,
            message.Seq,
            told.Entry.Kind,
            told.State,
            told.UnitId,
            told.Entry.At,
            TemplateText.Fill(
                to.English ? template.En : template.Zh,
                new Dictionary<string, string>
                {
                    ["number"] = told.Number,
                    ["unit"] = registry.Current.Unit(told.UnitId)?.Name ?? "",
                }
            )
        );
        return Fate.Of(await client.SendAsync(to, HttpMethod.Post, "", body, id, cancellation));
    }
}
