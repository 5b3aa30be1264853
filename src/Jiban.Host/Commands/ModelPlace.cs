using System.CommandLine;
using System.Text.RegularExpressions;

namespace Jiban.Host.Commands;

/// <summary>Where models that a customer trained are kept: <c>DIR/models/NAME.model</c>, and how well each did beside it.</summary>
internal sealed partial class ModelPlace(string option)
{
    private readonly StoreOptions _data = new();
    private readonly Option<string> _name = new(option)
    {
        Description = "Name of the model: letters, digits, - and _.",
        Required = true,
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_name);
        _data.AddTo(command);
    }

    /// <summary>The model's file, whether it is there or not.</summary>
    public string Path(ParseResult parsed) =>
        Path(_data.DataDirectory(parsed), parsed.GetValue(_name)!);

    /// <inheritdoc cref="Path(ParseResult)"/>
    public static string Path(string dataDirectory, string name) =>
        NameForm().IsMatch(name)
            ? System.IO.Path.Combine(dataDirectory, "models", name + ".model")
            : throw new CommandFailedException(
                "a model's name has 1 to 40 letters, digits, - and _."
            );

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex NameForm();
}
