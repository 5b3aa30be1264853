using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Cases.Handling;
using Jiban.Platform;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Web;
using Jiban.Platform.Writing;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Cases.Secrets;

/// <summary>
/// Whoever looks for a person, by the telephone or the number of the identity card, learns as much as by opening one: each such person leaves a
/// trace and counts in the same limit as a reveal (rules.md R-28). The same person again within that time, while one types or turns pages, is one look.
/// </summary>
internal sealed partial class PersonLookups(
    CaseDesk desk,
    AuditTrail trail,
    PlatformOptions options
)
{
    public const string Revealed = "revealRequester";
    public const string Searched = "searchPerson";

    private const int ShortestPhone = 5;

    /// <summary>Traces the search of a work list; the refusal of one look too many, null when it may go on.</summary>
    public async Task<Problem?> SearchAsync(
        HttpContext http,
        string? typed,
        CancellationToken cancellation
    )
    {
        if (PersonOf(typed) is not { } person)
        {
            return null;
        }

        var actor = http.Actor();
        var now = desk.Clock.GetUtcNow();
        var subject = Convert.ToHexString(
            desk.Keys.IndexHash(desk.Keys.Newest(KeyKind.Index), "lookup:" + person)[..8]
        );
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var since = now - options.RateLimits.Reveals.Within;
        await AuditTrail.LockAsync(connection, transaction, actor.Id, cancellation);
        if (await AuditTrail.HasAsync(connection, actor.Id, Searched, subject, since, cancellation))
        {
            return null;
        }

        var tooMany = await TooManyAsync(connection, actor, now, cancellation);
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(actor.Id, Searched, subject, tooMany?.Type ?? "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return tooMany;
    }

    /// <summary>
    /// The refusal of one look too many. Whoever copies names and numbers out of the platform, one by one, is stopped; somebody at work is
    /// not. Looks of one account wait for each other (<see cref="AuditTrail.LockAsync"/>), so that ten at once are counted as ten.
    /// </summary>
    public async Task<Problem?> TooManyAsync(
        NpgsqlConnection connection,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var limit = options.RateLimits.Reveals;
        var since = now - limit.Within;
        var reveals = await AuditTrail.CountAsync(
            connection,
            actor.Id,
            Revealed,
            "done",
            since,
            cancellation
        );
        var searches = await AuditTrail.CountAsync(
            connection,
            actor.Id,
            Searched,
            "done",
            since,
            cancellation
        );
        return reveals.Times + searches.Times < limit.Times
            ? null
            : new Problem(
                429,
                "too-many-reveals",
                "短时间内查看诉求人信息过多，请稍后再试；确有需要请联系审计员。",
                "Too many requesters were looked at in a short time; please wait, or speak to the auditor."
            )
            {
                Facts = new Dictionary<string, object?>
                {
                    ["retryAt"] =
                        (new[] { reveals.First, searches.First }.Min() ?? now) + limit.Within,
                },
            };
    }

    /// <summary>The telephone or the number of an identity card that a text is; null when it is neither.</summary>
    internal static string? PersonOf(string? typed) =>
        typed?.Trim() is not { Length: > 0 } text || CaseNumber.TryRead(text, out _) ? null
        : IdentityCard().IsMatch(text) ? text.ToUpper(CultureInfo.InvariantCulture)
        : text.All(c => char.IsDigit(c) || c is ' ' or '-' or '+')
        && Telephone.Normalise(text) is { Length: >= ShortestPhone } phone
            ? phone
        : null;

    [GeneratedRegex(@"^\d{17}[\dXx]$|^\d{15}$")]
    private static partial Regex IdentityCard();
}
