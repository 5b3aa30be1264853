using System.Threading.RateLimiting;

namespace Jiban.Platform.Auth.Limits;

/// <summary>A <see cref="Bucket"/> for the framework's middleware. Nobody queues: who has no token is refused at once.</summary>
internal sealed class BucketLimiter(Bucket bucket) : RateLimiter
{
    private static readonly Lease Granted = new(null);

    public override TimeSpan? IdleDuration => bucket.Idle;

    public override RateLimiterStatistics GetStatistics() =>
        new() { CurrentAvailablePermits = bucket.Left };

    protected override RateLimitLease AttemptAcquireCore(int permitCount) =>
        bucket.TryTake(out var retryAfter) ? Granted : new Lease(retryAfter);

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(
        int permitCount,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private sealed class Lease(TimeSpan? retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => retryAfter is null;

        public override IEnumerable<string> MetadataNames =>
            retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
