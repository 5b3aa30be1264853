using System.CommandLine;

namespace Jiban.Host.Commands;

/// <summary>What the commands on files are told, said alike in each.</summary>
internal static class TableOptions
{
    /// <summary>The file that is read.</summary>
    public static Argument<FileInfo> File() =>
        new("FILE.csv") { Description = "CSV with a heading; UTF-8 or GB18030." };

    /// <summary>A column that the file must have.</summary>
    public static Option<string> Column(string name, string description) =>
        Needed<string>(name, description, "COLUMN");

    /// <summary>The file that is written.</summary>
    public static Option<FileInfo> Output(string description, string helpName = "OUT.csv") =>
        Needed<FileInfo>("--out", description, helpName);

    /// <summary>Anything else without which the command can't begin.</summary>
    public static Option<T> Needed<T>(string name, string description, string helpName) =>
        new(name)
        {
            Description = description,
            Required = true,
            HelpName = helpName,
        };
}
