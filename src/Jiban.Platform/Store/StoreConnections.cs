using Npgsql;

namespace Jiban.Platform.Store;

/// <summary>How to reach one store in its two roles.</summary>
/// <param name="Owner">As <c>jiban_owner</c>: owns the schemas, runs migrations.</param>
/// <param name="App">As <c>jiban_app</c>: everything else; may do only what the migrations granted.</param>
public sealed record StoreConnections(string Owner, string App)
{
    /// <summary>The role that owns the schemas.</summary>
    public const string OwnerRole = "jiban_owner";

    /// <summary>The role of the running application.</summary>
    public const string AppRole = "jiban_app";

    /// <summary>
    /// A database that somebody else runs. One login serves both roles: each connection takes its role on by
    /// <c>Options=-c role=…</c>, so the login must be a member of both (<see cref="StoreRoles"/>).
    /// </summary>
    public static StoreConnections Outside(string connection) =>
        new(InRole(connection, OwnerRole), InRole(connection, AppRole));

    private static string InRole(string connection, string role)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        builder.Options = $"{builder.Options} -c role={role}".TrimStart();
        return builder.ConnectionString;
    }
}
