using System.Security.Cryptography;
using System.Text;

namespace Jiban.Host.Commands;

/// <summary>
/// Where the socket of a data folder's cluster is: not in the data folder, whose path may be longer than a socket's may be (107 bytes).
/// </summary>
internal static class SocketPlace
{
    private const string System = "/run/jiban";

    /// <summary>The socket folder of a data folder, the same every time for one user.</summary>
    public static string For(string dataDirectory)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataDirectory)));
        return Path.Combine(Home(), Convert.ToHexStringLower(hash.AsSpan(0, 6)));
    }

    private static string Home()
    {
        if (Directory.Exists(System) && IsMine(System))
        {
            return System;
        }

        var session = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        return session is { Length: > 0 and < 60 } && Directory.Exists(session) && IsMine(session)
            ? Path.Combine(session, "jiban")
            : $"/tmp/jiban-{Environment.UserName}";
    }

    private static bool IsMine(string directory)
    {
        var probe = Path.Combine(directory, $".probe-{Environment.ProcessId}");
        try
        {
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
