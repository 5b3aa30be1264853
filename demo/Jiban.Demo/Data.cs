using System.Reflection;

namespace Jiban.Demo;

/// <summary>The word lists that the generator draws from; written for this project, they name nobody and no real place.</summary>
internal static class Data
{
    /// <summary>The lines of a list, comments (#) and empty lines left out.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentException($"No list is called {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n')
                .Where(line => line.Length > 0 && !line.StartsWith('#')),
        ];
    }

    /// <summary>The rows of a table whose columns are parted by tabs.</summary>
    public static IReadOnlyList<string[]> Rows(string name) =>
        [.. Lines(name).Select(line => line.Split('\t'))];
}
