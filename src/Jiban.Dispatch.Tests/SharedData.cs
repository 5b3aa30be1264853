using System.Text;

namespace Jiban.Dispatch.Tests;

/// <summary>Data sets that lie beside the repository and are no part of it: what needs one says so and is left where it is not.</summary>
internal static class SharedData
{
    /// <summary>The path of a file of ../shared/data; leaves the test where it is not.</summary>
    public static string Path(string file)
    {
        var path = Find(System.IO.Path.Combine("../shared/data", file));
        Assert.SkipWhen(path is null, $"../shared/data/{file} is not here.");
        return path!;
    }

    /// <summary>The rows of a quoted CSV without its heading.</summary>
    public static IEnumerable<string[]> Rows(string file)
    {
        var (row, field, quoted, first) = (new List<string>(), new StringBuilder(), false, true);
        foreach (var c in File.ReadAllText(Path(file)))
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c is ',' or '\n' && !quoted)
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    if (!first)
                    {
                        yield return [.. row];
                    }

                    first = false;
                    row.Clear();
                }
            }
            else
            {
                field.Append(c);
            }
        }
    }

    private static string? Find(string relative)
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var path = System.IO.Path.Combine(folder.FullName, relative);
            if (
                File.Exists(System.IO.Path.Combine(folder.FullName, "Jiban.slnx"))
                && File.Exists(path)
            )
            {
                return path;
            }
        }

        return null;
    }
}
