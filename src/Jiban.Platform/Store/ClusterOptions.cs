namespace Jiban.Platform.Store;

/// <summary>Where a private cluster lives and who may use it.</summary>
public sealed record ClusterOptions
{
    /// <summary>The cluster's own folder; made when missing. Its parent must exist.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Folder of the unix socket, at most <see cref="LongestSocketDirectory"/> bytes; made when missing, mode 0700.</summary>
    public required string SocketDirectory { get; init; }

    /// <summary>The user that the server runs as when this process is root (PostgreSQL refuses root); otherwise ignored.</summary>
    public string RunAs { get; init; } = "nobody";

    /// <summary>Further users of the operating system that may take the two roles on; the server's own user always may.</summary>
    public IReadOnlyList<string> AppUsers { get; init; } = [];

    /// <summary>
    /// For tests only: nothing is written through to the disk, and the first crash may lose everything; the owner may make databases, and
    /// there are two logins more, <c>jiban_guest</c> who is a member of both roles and <c>jiban_stranger</c> who is of none.
    /// </summary>
    public bool ThrowAway { get; init; }

    /// <summary>A socket's path ends at 107 bytes; <c>/.s.PGSQL.5432</c> takes 14 of them.</summary>
    public const int LongestSocketDirectory = 93;
}
