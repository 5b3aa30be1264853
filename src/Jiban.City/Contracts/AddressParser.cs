using Jiban.City.Addresses;
using Jiban.Platform.Writing;

namespace Jiban.City.Contracts;

/// <summary>A part of an address, as it is written, and what it is.</summary>
public sealed record AddressPart(string Text, string Label);

/// <summary>
/// Reads a written Chinese address into its parts, from province to room, after labelled addresses that it was trained on: their labels are its
/// labels. It says how an address reads, not whether there is such a place.
/// </summary>
public sealed class AddressParser
{
    /// <summary>Characters of an address that are read; what stands behind them is no part of any.</summary>
    public const int Longest = AddressTokens.Longest;

    private readonly AddressModel _model;

    private AddressParser(AddressModel model) => _model = model;

    /// <summary>Trains on labelled addresses: a token and its tag (B-PART, I-PART) a line, an empty line between two addresses.</summary>
    /// <exception cref="FormatException">Not such a file; says which line.</exception>
    public static AddressParser Train(TextReader labelled) =>
        new(AddressTrainer.Train(AddressFile.Read(labelled)));

    /// <summary>Reads a kept parser.</summary>
    /// <exception cref="InvalidDataException">Not one, another version, or damaged.</exception>
    public static AddressParser Load(string path) => new(AddressModelFile.Load(path));

    /// <summary>Writes the parser, whole or not at all.</summary>
    public void Save(string path) => AddressModelFile.Save(_model, path);

    /// <summary>The parts in order. Nothing is left out but white space between parts.</summary>
    public IReadOnlyList<AddressPart> Parse(string address)
    {
        var tokens = AddressTokens.Of(address);
        var tags = _model.Decode([.. tokens.Select(token => SimplifiedForms.Of(token.Text))]);
        var parts = new List<AddressPart>();
        for (var first = 0; first < tokens.Count; )
        {
            var next = first + 1;
            while (next < tokens.Count && tags[next][0] == 'I')
            {
                next++;
            }

            var end = tokens[next - 1].Start + tokens[next - 1].Text.Length;
            parts.Add(new AddressPart(address[tokens[first].Start..end], tags[first][2..]));
            first = next;
        }

        return parts;
    }
}
