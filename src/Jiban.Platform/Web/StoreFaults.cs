using System.Net.Sockets;
using Npgsql;

namespace Jiban.Platform.Web;

/// <summary>What a failure of the store means to the one who asked. The one place where SQLSTATEs are read as answers.</summary>
internal static class StoreFaults
{
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
            // Connection lost, no room or no connection left, shutting down or starting, the disk under the store faulty.
            _ when state[..2] is "08" or "53" or "57" or "58" => StatusProblems.StoreAway,
            _ => null,
        };
}
