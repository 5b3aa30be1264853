using System.Text.RegularExpressions;

namespace Jiban.Host.Tests.House;

/// <summary>A piece of SQL in the sources: a migration, or a literal of the program that reads like SQL.</summary>
internal sealed partial record Sql(string File, string Text)
{
    /// <summary>All SQL below a folder.</summary>
    public static IReadOnlyList<Sql> Of(string folder)
    {
        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .ToList();
        var migrations = files
            .Where(file => file.EndsWith(".sql", StringComparison.Ordinal))
            .Select(file => new Sql(file, System.IO.File.ReadAllText(file)));
        var literals = files
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file =>
                Literal()
                    .Matches(System.IO.File.ReadAllText(file))
                    .Where(literal => Statement().IsMatch(literal.Value))
                    .Select(literal => new Sql(file, literal.Value))
            );
        return [.. migrations, .. literals];
    }

    /// <summary>Everything named in one of the schemas, as <c>file: schema.name</c>.</summary>
    public IEnumerable<string> NamesOf(IEnumerable<string> schemas, string except)
    {
        var foreign = string.Join('|', schemas.Where(schema => schema != except));
        return Regex
            .Matches(Text, $@"(?<![\w.])({foreign})\.\w+", RegexOptions.IgnoreCase)
            .Select(name => $"{Path.GetFileName(File)}: {name.Value}");
    }

    /// <summary>A raw literal, or a plain one.</summary>
    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Literal();

    [GeneratedRegex(
        @"\b(select|insert into|update|delete from|create|alter|drop|copy|grant|from|join)\b"
    )]
    private static partial Regex Statement();
}
