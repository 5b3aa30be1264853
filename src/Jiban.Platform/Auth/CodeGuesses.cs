using System.Collections.Concurrent;
using Jiban.Platform.Auth.Limits;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Auth;

/// <summary>
/// Counts wrong query codes per remote address and per number, so that nobody can try them all. Take a guess before the code is looked
/// up, and call <see cref="WasRight"/> when it was right: tries at the same time are then counted too, and reading one's own case is free.
/// </summary>
public sealed class CodeGuesses(PlatformOptions options, TimeProvider clock)
{
    private const int Capacity = 50_000;
    private readonly ConcurrentDictionary<string, Bucket> _places = new();
    private readonly ConcurrentDictionary<string, Bucket> _numbers = new();

    /// <summary>Takes a guess. Returns the refusal (429, <c>Retry-After</c> set) when there were too many wrong ones; else null.</summary>
    public Problem? Take(HttpContext context, string number)
    {
        var place = Of(_places, RateLimits.Place(context), options.RateLimits.WrongCodesPerAddress);
        if (!place.TryTake(out var wait))
        {
            return RateLimits.TooMany(context, wait);
        }

        if (!Of(_numbers, number, options.RateLimits.WrongCodesPerNumber).TryTake(out wait))
        {
            place.GiveBack();
            return RateLimits.TooMany(context, wait);
        }

        return null;
    }

    /// <summary>The guess was right and does not count.</summary>
    public void WasRight(HttpContext context, string number)
    {
        Of(_places, RateLimits.Place(context), options.RateLimits.WrongCodesPerAddress).GiveBack();
        Of(_numbers, number, options.RateLimits.WrongCodesPerNumber).GiveBack();
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
