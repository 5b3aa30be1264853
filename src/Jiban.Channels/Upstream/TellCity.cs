using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Channels.Outbox;
using Jiban.Channels.Wire;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;

namespace Jiban.Channels.Upstream;

/// <summary>Tells the city's 12345 line what happens to its orders, by the operations of the contract (docs/exchange.md).</summary>
internal sealed class TellCity(
    Database database,
    Destinations destinations,
    SignedClient client,
    CaseTelling telling,
    CityRegistry registry,
    Photos photos
)
{
    /// <summary>A picture that shows the result.</summary>
    public sealed record Picture(string MediaType, string Sha256, byte[] Content);

    public sealed record UnitPart(string Code, string Name);

    /// <summary>What is told: the same envelope for every operation, and beside it the facts of the entry, in the words of the journal.</summary>
    /// <param name="Seq">With the number the key by which a second try is known.</param>
    /// <param name="Text">What was written: the answer, the word on progress, the reason; what its fields are called in the language of the destination.</param>
    /// <param name="Erased">The requester's data is gone on request, and with it every text.</param>
    public sealed record Body(
        string OrderNo,
        int Seq,
        DateTimeOffset At,
        UnitPart Unit,
        string State,
        JsonElement Facts,
        string? Text,
        bool Erased,
        IReadOnlyList<Picture>? Attachments
    );

    /// <summary>
    /// The operation by which an entry is told; null for what is ours alone, and for what the city itself has said. A return goes to the city
    /// only once it was judged here and given back.
    /// </summary>
    public static string? OperationOf(JournalEntry entry) =>
        entry.Actor == Actor.UpstreamName
            ? null
            : entry.Kind switch
            {
                "signed" => "sign",
                "contacted" or "met" => "contact",
                "returnJudged" when Word(entry, "verdict") == "givenBack" => "return",
                "extensionJudged" when entry.Data.TryGetProperty("dueResolve", out _) => "extend",
                "progressReported" => "progress",
                // The city supervises its order, and the unit answers.
                "supervisionAnswered" when !entry.Data.TryGetProperty("to", out _) => "progress",
                // The city asked for more, and a leader has said that it stays as it is.
                "supervised"
                    when entry.Data.TryGetProperty("rests", out var rests) && rests.GetBoolean() =>
                    "progress",
                // Handled again, or the look at the result found it wanting: the result that the city has does not stand any more.
                "reopened" or "reinspected" when Order.StateAfter(entry) is not null => "progress",
                // Put aside with a plan, and taken up again.
                "suspensionJudged" when entry.Data.TryGetProperty("until", out _) => "progress",
                "resumed" => "progress",
                // What the city was told in words is put right.
                "corrected" when Word(entry, "kind") is "resolved" or "progressReported" =>
                    "progress",
                "resolved" => "result",
                "calledBack" => "callback",
                "closed" => "close",
                _ => null,
            };

    public async Task<Fate> TellAsync(Message message, CancellationToken cancellation)
    {
        if (await telling.ReadAsync(message.CaseId, message.Seq, cancellation) is not { } told)
        {
            return new Fate.Dead("unknown-entry");
        }

        // Without its words a report of progress, or what puts one right, says nothing; everything else says something without them.
        if (
            told.IsErased
            && told.Entry.Kind is "progressReported" or "supervisionAnswered" or "corrected"
        )
        {
            return new Fate.Dropped("erased");
        }

        if (
            await destinations.FindAsync(Destination.Upstream, cancellation)
            is not { InUse: true } to
        )
        {
            return new Fate.Failed("not-connected");
        }

        var number = await NumberAsync(message.CaseId, cancellation);
        return Fate.Of(
            await client.SendAsync(
                to,
                HttpMethod.Post,
                $"/orders/{Uri.EscapeDataString(number)}/{message.What}",
                await BodyAsync(number, message, told, to.English, cancellation),
                $"{number}/{message.Seq}",
                cancellation
            )
        );
    }

    private async Task<Body> BodyAsync(
        string number,
        Message message,
        ToldEntry told,
        bool english,
        CancellationToken cancellation
    )
    {
        var unit = registry.Current.Unit(told.UnitId);
        return new Body(
            number,
            message.Seq,
            told.Entry.At,
            new UnitPart(unit?.Code ?? "", unit?.Name ?? ""),
            told.State is "resolved" or "closed" ? told.State
                : told.WasSigned ? "signed"
                : "received",
            Facts(told.Entry),
            english ? told.Text?.En : told.Text?.Zh,
            told.IsErased,
            message.What == "result" ? await PicturesAsync(told, cancellation) : null
        );
    }

    /// <summary>The facts without the ids of our accounts, which mean nothing outside.</summary>
    private static JsonElement Facts(JournalEntry entry) =>
        JsonSerializer.SerializeToElement(
            entry
                .Data.EnumerateObject()
                .Where(fact =>
                    fact.Name is not ("by" or "unit" or "streetId" or "asker" or "attachments")
                )
                .ToDictionary(fact => fact.Name, fact => fact.Value)
        );

    private async Task<IReadOnlyList<Picture>> PicturesAsync(
        ToldEntry told,
        CancellationToken cancellation
    )
    {
        var pictures = new List<Picture>();
        foreach (var file in told.Pictures)
        {
            if (await photos.ReadAsync(file, cancellation) is { } bytes)
            {
                pictures.Add(
                    new("image/webp", Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes)
                );
            }
        }

        return pictures;
    }

    private async Task<string> NumberAsync(Guid caseId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<string>(
            new CommandDefinition(
                "select number from channels.upstream_order where case_id = @caseId",
                new { caseId },
                cancellationToken: cancellation
            )
        );
    }

    private static string? Word(JournalEntry entry, string fact) =>
        entry.Data.TryGetProperty(fact, out var value) ? value.GetString() : null;
}
