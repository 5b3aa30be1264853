using System.CommandLine;
using System.Globalization;
using Jiban.City.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban locate</c>: in which area of a GeoJSON file each row's point lies. Needs no store.</summary>
internal static class LocateCommand
{
    public static Command Make()
    {
        var file = TableOptions.File();
        var longitude = TableOptions.Column("--lon", "Column with the longitude.");
        var latitude = TableOptions.Column("--lat", "Column with the latitude.");
        var boundaries = TableOptions.Needed<FileInfo>(
            "--boundaries",
            "GeoJSON feature collection of polygons.",
            "FILE.geojson"
        );
        var field = TableOptions.Needed<string>(
            "--field",
            "Property with the area's name.",
            "NAME"
        );
        var output = TableOptions.Output("The file with the column region.");
        var command = new Command("locate", "Say in which area each point of a CSV file lies.")
        {
            file,
            longitude,
            latitude,
            boundaries,
            field,
            output,
        };
        // ./jiban hands files over in the data folder: any command may be told which.
        new StoreOptions().AddTo(command);
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(longitude)!,
                parsed.GetValue(latitude)!,
                Load(parsed.GetValue(boundaries)!, parsed.GetValue(field)!),
                parsed.GetValue(output)!,
                Console.Out,
                ProgressLines.ToConsole()
            )
        );
        return command;
    }

    /// <summary>Adds <c>region</c> to every row: empty where no area covers the point, or there is none.</summary>
    internal static void Run(
        FileInfo file,
        string longitude,
        string latitude,
        Boundaries boundaries,
        FileInfo output,
        TextWriter console,
        ProgressLines? progress = null
    )
    {
        using var table = CsvTable.Open(file, longitude, latitude);
        var (x, y) = (table.ColumnOf(longitude), table.ColumnOf(latitude));
        using var written = new CsvOutput(output, [.. table.Heading, "region"]);
        var (inside, outside, pointless) = (0, 0, 0);
        var line = new CsvLines();
        while (table.Read())
        {
            string? region = null;
            if (Degrees(table[x], 180) is { } east && Degrees(table[y], 90) is { } north)
            {
                region = boundaries.At(east, north);
                inside += region is null ? 0 : 1;
                outside += region is null ? 1 : 0;
            }
            else
            {
                pointless++;
            }

            for (var column = 0; column < table.Heading.Length; column++)
            {
                line.Add(table[column]);
            }

            line.Add(region);
            line.End();
            written.Write(line);
            line.Clear();
            progress?.Rows(inside + outside + pointless);
        }

        written.Finish();
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{inside} inside, {outside} outside every area, {pointless} without a point"
            )
        );
    }

    /// <summary>The areas of a file.</summary>
    internal static Boundaries Load(FileInfo file, string field)
    {
        if (!file.Exists)
        {
            throw new CommandFailedException($"{file.FullName} is not there.");
        }

        try
        {
            using var json = file.OpenRead();
            return Boundaries.Read(json, field);
        }
        catch (FormatException fault)
        {
            throw new CommandFailedException($"{file.Name} {fault.Message}.");
        }
    }

    private static double? Degrees(ReadOnlySpan<char> text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
        && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
