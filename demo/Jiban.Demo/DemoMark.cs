using System.Text.Json;

namespace Jiban.Demo;

/// <summary>
/// How far the demo came, in <c>demo.json</c> of the data folder. It is written before anything is loaded: a process that died on the way
/// is followed by one that draws the same month (same seed, same present) and goes on where the first stood.
/// </summary>
internal sealed record DemoMark(int Seed, DateTimeOffset Now, bool IsLoaded)
{
    private const string FileName = "demo.json";

    public static DemoMark? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        return File.Exists(path)
            ? JsonSerializer.Deserialize<DemoMark>(
                File.ReadAllText(path),
                JsonSerializerOptions.Web
            )
            : null;
    }

    /// <summary>Replaces the mark in one step.</summary>
    public void Write(string directory)
    {
        var path = Path.Combine(directory, FileName);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        File.Move(path + ".new", path, overwrite: true);
    }
}
