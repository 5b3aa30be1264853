namespace Jiban.Host.Commands;

/// <summary>
/// What a command on files is given, looked at before the first row is read: everything that is wrong is named at once, for who mends one mistake should not learn of the next
/// after minutes of work.
/// </summary>
internal static class Beforehand
{
    /// <summary>Takes every look and throws what they found, a line each.</summary>
    /// <exception cref="CommandFailedException">At least one found something wrong.</exception>
    public static void Look(params IEnumerable<Action> looks)
    {
        var wrong = new List<string>();
        foreach (var look in looks)
        {
            try
            {
                look();
            }
            catch (Exception fault)
                when (fault
                        is CommandFailedException
                            or IOException
                            or InvalidDataException
                            or UnauthorizedAccessException
                )
            {
                wrong.Add(fault.Message);
            }
        }

        if (wrong.Count > 0)
        {
            throw new CommandFailedException(string.Join("\njiban: ", wrong.Distinct()));
        }
    }
}
