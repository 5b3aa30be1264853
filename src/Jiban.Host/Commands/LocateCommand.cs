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
        {
            Boundaries? areas = null;
            Beforehand.Look(
                () =>
                    CsvTable.Look(
                        parsed.GetValue(file)!,
                        parsed.GetValue(longitude)!,
                        parsed.GetValue(latitude)!
                    ),
                () => areas = Load(parsed.GetValue(boundaries)!, parsed.GetValue(field)!),
                () => WholeFile.Look(parsed.GetValue(output)!)
            );
            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(longitude)!,
                parsed.GetValue(latitude)!,
                areas!,
                parsed.GetValue(output)!,
                Console.Out,
                ProgressLines.ToConsole()
            );
        });
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
        table.TellOfTwice(["region"], console);
        using var written = new CsvOutput(output, [.. table.Heading, "region"]);
        var (inside, outside, pointless, unread, swapped) = (0, 0, 0, 0, 0);
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
                unread += table[x].IsWhiteSpace() && table[y].IsWhiteSpace() ? 0 : 1;
                swapped += Degrees(table[x], 90) is null || Degrees(table[y], 180) is null ? 0 : 1;
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

        if (unread > 0 && inside + outside == 0)
        {
            throw new CommandFailedException(
                swapped > 0
                    ? $"no row of {file.Name} has a point: a latitude is never beyond 90; --lon and --lat seem to be each in the other's place."
                    : $"no row of {file.Name} has a point in columns {longitude} and {latitude} that can be read, such as 116.65 and 39.91."
            );
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
        TextFile.Check(file);
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
