using System.Net.Sockets;
using Npgsql;

namespace Jiban.Platform.Web;

/// <summary>What a failure of the store, or of the disk below us, means to the one who asked. The one place where SQLSTATEs and codes of the system are read as answers.</summary>
internal static class StoreFaults
{
    // ENOSPC and EDQUOT of Linux, which .NET gives as they are.
    private static readonly int[] FullCodes = [28, 122];

    /// <summary>Whether a file could not be written for want of room.</summary>
    public static bool SaysFull(IOException fault) => FullCodes.Contains(fault.HResult);

    /// <summary>The answer, or null when the failure is a fault of the program.</summary>
    public static Problem? Meaning(Exception fault) =>
        fault switch
        {
            PostgresException refused => Meaning(refused.SqlState),
            NpgsqlException
            {
                InnerException: SocketException or IOException or TimeoutException
            } => StatusProblems.StoreAway,
            NpgsqlException { IsTransient: true } => StatusProblems.StoreAway,
            // As it comes out while a connection is being opened: nothing has wrapped it yet.
            SocketException or TimeoutException => StatusProblems.StoreAway,
            IOException full when SaysFull(full) => StatusProblems.StorageFull,
            _ => null,
        };

    private static Problem? Meaning(string state) =>
        state switch
        {
            // A character that the store can't hold, or can't convert: it came in by a door that does not read JSON.
            PostgresErrorCodes.CharacterNotInRepertoire
            or PostgresErrorCodes.UntranslatableCharacter => StatusProblems.Malformed,
            // Two transactions in each other's way: the next try goes through.
            PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.ReadOnlySqlTransaction => StatusProblems.StoreAway,
            // Connection lost, no room or no connection left, shutting down or starting, the disk under the store faulty; and the faults of its own that it
            // finds on a disk that was full: a page that ends early, a file beyond its end.
            _ when state[..2] is "08" or "53" or "57" or "58" or "XX" => StatusProblems.StoreAway,
            _ => null,
        };
}
