using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Cases.Handling;

/// <summary>Whether the page that somebody looked at before acting (If-Match) still says what he decides about.</summary>
internal static class SeenPage
{
    /// <summary>
    /// Whether something has happened to the case since that concerns what is done now. An inspector may have looked hours before his phone finds the network
    /// again: a reminder of the clock, limits counted again or one more requester beside must not undo his way.
    /// </summary>
    public static async Task<bool> IsStaleAsync(
        HttpRequest request,
        NpgsqlConnection connection,
        CaseFile file,
        Operation operation,
        CancellationToken cancellation
    )
    {
        if (!SeenVersion.IsStale(request, file.HeadSeq))
        {
            return false;
        }

        var entries = await Journal.ReadAsync(connection, file.CaseId, cancellation);
        return entries
            .Reverse()
            .TakeWhile(entry => IsBeside(entry.Kind, operation))
            .All(entry => SeenVersion.IsStale(request, entry.Seq - 1));
    }

    /// <summary>Whether an entry leaves standing what a page said of the case that matters to an operation.</summary>
    public static bool IsBeside(string kind, Operation operation) =>
        kind switch
        {
            Happened.Alarmed
            or Happened.TaskAlarmed
            or Happened.Escalated
            or Happened.DeadlinesRecomputed
            or Happened.MemberJoined
            or Happened.MemberLeft => true,
            // What a requester says of the result, or has said before, is not what is to be seen at the place; where he brings it back, that is an entry of its own.
            Happened.CalledBack
            or Happened.RepeatLinked
            or Happened.RepeatLikely
            or Happened.RepeatUnlinked
            or Happened.AbuseSuspected => operation
                is Operation.ReinspectCase
                    or Operation.VerifyRequest,
            _ => false,
        };
}
