using Jiban.Platform.Web;
using Npgsql;
namespace Jiban.Platform.Files;
/// <summary>temporary</summary>
public sealed record Claimed(Problem? Problem);
/// <summary>temporary</summary>
public sealed class Files
{
    /// <summary>temporary</summary>
    public Task<Claimed> ClaimAsync(NpgsqlConnection c, NpgsqlTransaction t, IReadOnlyList<Guid> ids, CancellationToken ct) => Task.FromResult(new Claimed((Problem?)null));
    /// <summary>temporary</summary>
    public Task<Microsoft.AspNetCore.Http.IResult> ServeAsync(Guid id, string? size, CancellationToken ct) => throw new NotSupportedException();
}
