using System.Globalization;
using Jiban.Cases.Contracts;
using Jiban.Channels.Outbox;
using Jiban.Channels.Wire;
using Jiban.City.Contracts;
using Jiban.Platform.Store;
using Jiban.Platform.Time;

namespace Jiban.Channels.Notices;

/// <summary>
/// Tells the webhook of a unit, the one that answers for the case, one above it, or one that is named: number, state and what happened; nothing of who
/// asked, and no words.
/// </summary>
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

    /// <summary>Of a whistle without a case: what happened and by when it is due; where and why, its page says.</summary>
    public sealed record WhistleBody(
        string Id,
        Guid WhistleId,
        string Kind,
        DateTimeOffset At,
        DateTimeOffset? DueAt,
        string Text
    );

    public async Task<Fate> TellAsync(Message message, CancellationToken cancellation)
    {
        if (message.Subject == Message.OfWhistle)
        {
            return await TellOfWhistleAsync(message, cancellation);
        }

        if (await telling.ReadAsync(message.CaseId, message.Seq, cancellation) is not { } told)
        {
            return new Fate.Dead("unknown-entry");
        }

        if (UnitOf(registry.Current, message.Destination, told.UnitId) is not { } unit)
        {
            return new Fate.Dropped("nobody-above");
        }

        if (
            (await Audience.ToldAsync(database, told.Entry, cancellation))
                .TakeWhile(destination => destination != message.Destination)
                .Any(destination => UnitOf(registry.Current, destination, told.UnitId) == unit)
        )
        {
            return new Fate.Dropped("told-already");
        }

        if (
            await destinations.FindAsync(Destination.Unit(unit), cancellation)
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
            TextOf(to, template, told, registry.Current)
        );
        return Fate.Of(await client.SendAsync(to, HttpMethod.Post, "", body, id, cancellation));
    }

    private async Task<Fate> TellOfWhistleAsync(Message message, CancellationToken cancellation)
    {
        if (
            await destinations.FindAsync(message.Destination, cancellation)
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
        var body = new WhistleBody(
            id,
            message.CaseId,
            template.Kind,
            message.At,
            message.DueAt,
            TextOfWhistle(to, template, message)
        );
        return Fate.Of(await client.SendAsync(to, HttpMethod.Post, "", body, id, cancellation));
    }

    /// <summary>What a unit is told of an entry: number and unit, nothing of who asked.</summary>
    public static string TextOf(
        Destination to,
        Template template,
        ToldEntry told,
        CitySnapshot city
    ) =>
        TemplateText.Fill(
            to.English ? template.En : template.Zh,
            new Dictionary<string, string>
            {
                ["number"] = told.Number,
                ["unit"] = city.Unit(told.UnitId)?.Name ?? "",
            }
        );

    /// <summary>The same of a whistle without a case: by when it is due.</summary>
    public static string TextOfWhistle(Destination to, Template template, Message message) =>
        TemplateText.Fill(
            to.English ? template.En : template.Zh,
            new Dictionary<string, string> { ["due"] = Due(message.DueAt, to.English) }
        );

    private static string Due(DateTimeOffset? at, bool english) =>
        at is { } due
            ? CivilTime
                .Of(due)
                .ToString(english ? "d MMM HH:mm" : "M月d日 HH:mm", CultureInfo.InvariantCulture)
            : "";

    /// <summary>
    /// Who is meant; null when nobody stands there. One unit may be meant more than once: it is told by the first. Above the city's centre stands nobody, so what
    /// those above a unit must do or know, of its own cases it hears itself.
    /// </summary>
    /// <param name="responsible">The unit that answers for the case.</param>
    public static Guid? UnitOf(CitySnapshot city, string destination, Guid responsible) =>
        destination switch
        {
            Message.ToUnit => responsible,
            Message.ToAbove => city.Unit(responsible)?.ParentId ?? city.CityCentre?.UnitId,
            Message.ToLeader => city.CityCentre?.UnitId,
            _ => Guid.Parse(destination["unit:".Length..]),
        };
}
