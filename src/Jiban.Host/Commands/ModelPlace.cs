using System.CommandLine;
using System.Text.RegularExpressions;

namespace Jiban.Host.Commands;

/// <summary>Where models that a customer trained are kept: <c>DIR/models/NAME.model</c>, and how well each did beside it.</summary>
/// <param name="ending">Behind the name: a kind of model has its own, so that one name may stand for one of each.</param>
internal sealed partial class ModelPlace(
    string option,
    string ending = ModelPlace.TextModelEnding,
    bool required = true
)
{
    private const string TextModelEnding = ".model";
    private readonly StoreOptions _data = new();
    private readonly Option<string> _name = new(option)
    {
        Description = "Name of the model: letters, digits, - and _.",
        Required = required,
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_name);
        _data.AddTo(command);
    }

    /// <summary>Whether a model was named.</summary>
    public bool Named(ParseResult parsed) => parsed.GetValue(_name) is not null;

    /// <summary>The model's file, whether it is there or not.</summary>
    public string Path(ParseResult parsed) =>
        Path(_data.DataDirectory(parsed), parsed.GetValue(_name)!, ending);

    /// <summary>The model's file.</summary>
    /// <exception cref="CommandFailedException">There is none; names the command that makes one.</exception>
    public string Existing(ParseResult parsed, string maker)
    {
        var path = Path(parsed);
        return File.Exists(path)
            ? path
            : throw new CommandFailedException($"there is no model {path}; {maker} makes one.");
    }

    /// <summary>Looks whether a model can be kept there, and makes the folder.</summary>
    public void LookToKeep(ParseResult parsed)
    {
        var path = Path(parsed);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new CommandFailedException(fault.Message);
        }

        WholeFile.Look(new FileInfo(path));
    }

    /// <inheritdoc cref="Path(ParseResult)"/>
    public static string Path(string dataDirectory, string name, string ending = TextModelEnding) =>
        NameForm().IsMatch(name)
            ? System.IO.Path.Combine(dataDirectory, "models", name + ending)
            : throw new CommandFailedException(
                "a model's name has 1 to 40 letters, digits, - and _."
            );

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex NameForm();
}
