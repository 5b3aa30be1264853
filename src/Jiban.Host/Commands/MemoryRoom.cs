namespace Jiban.Host.Commands;

/// <summary>
/// How much memory a command on files may take: what the machine has to spare when it begins. Beyond that the runtime refuses, and the command can say so; without a limit the
/// kernel would end it, or something else on the machine, without a word.
/// </summary>
internal static class MemoryRoom
{
    /// <summary>Of what is free now. The rest is for the files' pages, the runtime and whoever else begins meanwhile.</summary>
    private const double Share = 0.85;

    private const string LimitOfHeap = "GCHeapHardLimit";
    private const ulong Mebibyte = 1024 * 1024;

    /// <summary>Sets the limit for this process; one that is set already by whoever runs it stays.</summary>
    public static void Limit()
    {
        // Known from the first collection on.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        var machine = GC.GetGCMemoryInfo();
        var spare = machine.TotalAvailableMemoryBytes - machine.MemoryLoadBytes;
        if (spare <= 0 || AppContext.GetData(LimitOfHeap) is not null)
        {
            return;
        }

        AppContext.SetData(LimitOfHeap, (ulong)(spare * Share));
        try
        {
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException)
        {
            // Less is free than is in use already: the limit of the machine holds.
        }
    }

    /// <summary>What to tell who gave a file that does not fit.</summary>
    public static string Fault() =>
        $"the file does not fit into memory: {(ulong)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Mebibyte} MB are to spare. Nothing was written. Give fewer rows at a time, by months for instance, or a machine with more memory.";

    /// <summary>Whether a fault is that memory is at an end, also where several threads came to it.</summary>
    public static bool IsFull(Exception fault) =>
        fault switch
        {
            OutOfMemoryException => true,
            AggregateException several => several.Flatten().InnerExceptions.Any(IsFull),
            _ => false,
        };
}
