using Jiban.Cases.Contracts;
using Jiban.Channels.Outbox;
using Jiban.Channels.Wire;
using Jiban.City.Contracts;
using Jiban.Platform.Store;

namespace Jiban.Channels.Notices;

/// <summary>
/// Tells the requester by SMS. The telephone is read at this moment and nowhere kept; after an erasure there is none, and the notice is
/// dropped.
/// </summary>
internal sealed class TellRequester(
    Database database,
    Destinations destinations,
    SignedClient client,
    CaseTelling telling,
    CityRegistry registry,
    TimeProvider clock
)
{
    /// <summary>What the gateway gets.</summary>
    /// <param name="Id">By which it knows a second try; also the <c>Idempotency-Key</c>.</param>
    public sealed record Body(string Id, string Phone, string Text);

    /// <summary>
    /// The link that opens this request at once. Number and code stand behind the hash, so that no server's log ever holds them.
    /// </summary>
    internal static string Link(string? page, string number, string? code) =>
        page is null ? ""
        : code is null ? page
        : $"{page.TrimEnd('/')}/follow#number={number}&code={code}";

    public async Task<Fate> TellAsync(Message message, CancellationToken cancellation)
    {
        if (await destinations.FindAsync(Destination.Sms, cancellation) is not { InUse: true } to)
        {
            return new Fate.Dropped("no-gateway");
        }

        if (await Template.FindInUseAsync(database, message.What, cancellation) is not { } template)
        {
            return new Fate.Dropped("not-told");
        }

        if (await telling.ReadAsync(message.CaseId, message.Seq, cancellation) is not { } told)
        {
            return new Fate.Dead("unknown-entry");
        }

        if (told.IsErased)
        {
            return new Fate.Dropped("erased");
        }

        if (told.Requester?.Phone is not { } phone)
        {
            return new Fate.Dropped("no-phone");
        }

        if (QuietHours.DeferTo(told.Urgency, clock.GetUtcNow()) is { } morning)
        {
            return new Fate.Deferred(morning);
        }

        var text = TemplateText.Fill(
            to.English ? template.En : template.Zh,
            new Dictionary<string, string>
            {
                ["number"] = told.Number,
                ["code"] = told.QueryCode ?? "",
                ["unit"] = told.Withheld
                    ? CaseTelling.UnnamedUnit(to.English)
                    : registry.Current.Unit(told.UnitId)?.Name ?? "",
                ["link"] = Link(to.Page, told.Number, told.QueryCode),
            }
        );
        var id = $"{message.CaseId:N}/{message.Seq}";
        return Fate.Of(
            await client.SendAsync(
                to,
                HttpMethod.Post,
                "",
                new Body(id, phone, text),
                id,
                cancellation
            )
        );
    }
}
