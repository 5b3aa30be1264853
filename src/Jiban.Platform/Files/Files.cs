using Jiban.Platform.Web;
using Npgsql;

namespace Jiban.Platform.Files;

/// <summary>Stand-in until uploads land: the auth helper replaces this file and keeps ClaimAsync and ServeAsync.</summary>
public sealed record Claimed(Problem? Problem);

/// <summary>Stand-in until uploads land: the auth helper replaces this file and keeps ClaimAsync and ServeAsync.</summary>
public sealed class Files
{
    /// <summary>Stand-in until uploads land: the auth helper replaces this file and keeps ClaimAsync and ServeAsync.</summary>
    public Task<Claimed> ClaimAsync(
        NpgsqlConnection c,
        NpgsqlTransaction t,
        IReadOnlyList<Guid> ids,
        CancellationToken ct
    ) => Task.FromResult(new Claimed((Problem?)null));

    /// <summary>Stand-in until uploads land: the auth helper replaces this file and keeps ClaimAsync and ServeAsync.</summary>
    public Task<Microsoft.AspNetCore.Http.IResult> ServeAsync(
        Guid id,
        string? size,
        CancellationToken ct
    ) => throw new NotSupportedException();
}
