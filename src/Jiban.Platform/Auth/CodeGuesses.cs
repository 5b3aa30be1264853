using System.Collections.Concurrent;
using Jiban.Platform.Auth.Limits;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Auth;

/// <summary>
/// Counts wrong query codes per remote address and per number, so that nobody can try them all. A guess is taken before the code is looked
/// up: tries at the same time are then counted too, and reading one's own case is free.
/// </summary>
public sealed class CodeGuesses(PlatformOptions options, TimeProvider clock)
{
    private const int Capacity = 50_000;
    private readonly ConcurrentDictionary<string, Bucket> _places = new();
    private readonly ConcurrentDictionary<string, Bucket> _numbers = new();

    /// <summary>
    /// Takes a guess. An address with too many wrong ones is refused unlooked at. A number with too many is looked at all the same, because
    /// numbers can be guessed and strangers must not shut the requester out: the right code passes, a wrong one gets the refusal.
    /// </summary>
    public CodeGuess Take(HttpContext context, string number)
    {
        var place = Of(_places, RateLimits.Place(context), options.RateLimits.WrongCodesPerAddress);
        if (!place.TryTake(out var wait))
        {
            return new CodeGuess(context, null, null, wait);
        }

        var own = Of(_numbers, number, options.RateLimits.WrongCodesPerNumber);
        return own.TryTake(out wait)
            ? new CodeGuess(context, place, own, TimeSpan.Zero)
            : new CodeGuess(context, place, null, wait);
    }

    private Bucket Of(ConcurrentDictionary<string, Bucket> buckets, string key, RateLimit limit)
    {
        if (buckets.Count >= Capacity)
        {
            foreach (var (idle, bucket) in buckets)
            {
                if (bucket.Idle is not null)
                {
                    buckets.TryRemove(idle, out _);
                }
            }
        }

        return buckets.GetOrAdd(key, _ => new Bucket(limit, clock));
    }
}

/// <summary>One guess of a query code, counted until it turns out to be right.</summary>
public sealed class CodeGuess
{
    private readonly HttpContext _context;
    private readonly Bucket? _place;
    private readonly Bucket? _number;
    private readonly TimeSpan _wait;

    internal CodeGuess(HttpContext context, Bucket? place, Bucket? number, TimeSpan wait) =>
        (_context, _place, _number, _wait) = (context, place, number, wait);

    /// <summary>The refusal (429, <c>Retry-After</c> set) when the code may not even be looked up; else null.</summary>
    public Problem? Refused() => _place is null ? RateLimits.TooMany(_context, _wait) : null;

    /// <summary>The guess was right and does not count.</summary>
    public void WasRight()
    {
        _place?.GiveBack();
        _number?.GiveBack();
    }

    /// <summary>The guess was wrong: the refusal when there were too many of the number; else null, and the caller's own answer.</summary>
    public Problem? WasWrong() => _number is null ? RateLimits.TooMany(_context, _wait) : null;
}
