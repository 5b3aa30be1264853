using System.Runtime.CompilerServices;

namespace Jiban.Host.Tests.House;

/// <summary>The sources that this suite was built from.</summary>
internal static class Checkout
{
    /// <summary>The folder with <c>Jiban.slnx</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path inside it.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find([CallerFilePath] string thisFile = "")
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(thisFile)!);
        while (!File.Exists(Path.Combine(directory.FullName, "Jiban.slnx")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
