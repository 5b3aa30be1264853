using System.IO.Compression;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.City.Components.Export;
using Jiban.City.Contracts;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tests;

public sealed class ExportTests
{
    private static readonly CitySnapshot City = SomeCity.Plan().ToSnapshot();
    private static readonly DateOnly Day = new(2026, 11, 2);

    // One for all: records compare what is inside of them by reference.
    private static readonly Dictionary<DutyRole, Guid> NoUnits = [];

    public static TheoryData<string> Forms => ["Csv", "GeoJson", "Xlsx", "Shapefile"];

    [Theory, MemberData(nameof(Forms))]
    public void What_leaves_in_any_form_comes_back_the_same(string form) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15),
            Prop.ForAll(
                Rows().NonEmptyListOf().Resize(4).ToArbitrary(),
                rows =>
                {
                    var format = Enum.Parse<CensusFormat>(form);
                    using var body = new MemoryStream();
                    FileOf(format)
                        .WriteAsync(body, Leaving(rows), CancellationToken.None)
                        .GetAwaiter()
                        .GetResult();
                    var file = CensusFile.Read(format, body.ToArray());
                    var mapping = CensusMapping.Of(file.Headings, [], City, Day, out _)!;
                    Assert.Equal(rows.Count, file.Rows.Count);
                    foreach (var (left, back) in rows.Zip(file.Rows.Select(mapping.Read)))
                    {
                        Assert.Empty(back.Faults);
                        Assert.Equal(
                            Said(left),
                            CensusRecord.Of(back.Record!) with
                            {
                                Units = NoUnits,
                            }
                        );
                    }
                }
            )
        );

    /// <summary>Map programs (GDAL) find no row in a sheet whose elements bear a prefix, and know its headings by a number below one of them.</summary>
    [Fact]
    public async Task A_sheet_is_one_that_map_programs_read_with_its_headings()
    {
        using var body = new MemoryStream();
        await new SheetFile().WriteAsync(
            body,
            Leaving([Rows().Sample(1, 1)[0] with { Name = "=1+1", ElevationMetres = 4.25m }]),
            CancellationToken.None
        );

        await using var zip = new ZipArchive(body, ZipArchiveMode.Read);
        await using var part = await zip.GetEntry("xl/worksheets/sheet1.xml")!
            .OpenAsync(TestContext.Current.CancellationToken);
        var sheet = XDocument.Load(part).Root!;
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Assert.Equal(main, sheet.GetDefaultNamespace());
        Assert.Null(sheet.GetPrefixOfNamespace(main));
        var rows = sheet
            .Descendants(main + "row")
            .Select(row =>
                row.Elements(main + "c")
                    .Select(cell => (Type: (string?)cell.Attribute("t"), cell.Value))
                    .ToList()
            )
            .ToList();
        Assert.Equal(
            ComponentFields.All.Select(field => ((string?)"inlineStr", field.Zh)),
            rows[0]
        );
        Assert.Equal(
            [("inlineStr", "=1+1"), (null, "32.65"), (null, "4.25")],
            new[] { ComponentFields.Name, ComponentFields.Lat, ComponentFields.Elevation }.Select(
                field => rows[1][ComponentFields.All.ToList().IndexOf(field)]
            )
        );
    }

    private static ComponentFile FileOf(CensusFormat format) =>
        format switch
        {
            CensusFormat.Csv => new CsvFile(),
            CensusFormat.GeoJson => new GeoJsonFile(),
            CensusFormat.Xlsx => new SheetFile(),
            _ => new ShapeFile(),
        };

    private static IAsyncEnumerable<ExportedComponent> Leaving(IEnumerable<Component> rows) =>
        rows.Select(row => new ExportedComponent(row, ComponentFields.Of(row, [], City, Day)))
            .ToAsyncEnumerable();

    private static CensusRecord Said(Component row) =>
        CensusRecord.Of(row, []) with
        {
            Units = NoUnits,
        };

    /// <summary>Texts with all that a form could stumble over, as they are kept: without blanks at the ends.</summary>
    private static Gen<string?> Texts(int most) =>
        Gen.Elements(
                "路",
                "灯",
                "𠮷",
                "a",
                "'",
                "=",
                "+",
                "-",
                "@",
                "\"",
                ",",
                ";",
                " ",
                "<",
                "&",
                "1",
                "0",
                ".",
                "_x0041_"
            )
            .ListOf()
            .Resize(most / 3)
            .Select(parts => Typed.Text(string.Concat(parts)))
            .Where(text => !(text?.Length > most));

    private static Gen<Component> Rows() =>
        from n in Gen.Choose(1, 999_999)
        from name in Texts(20)
        from place in Texts(200)
        from remark in Texts(900)
        from material in Texts(40)
        from lon in Gen.Choose(0, 1_800_000_000)
        from state in Gen.Elements(Enum.GetValues<ComponentState>())
        from height in Gen.Choose(-154_310, 8_848_860)
        from measured in Gen.Elements(true, false)
        from paving in Gen.Elements(true, false)
        select new Component(
            Some.Id(1),
            1,
            $"99010101018{n:000000}",
            "01018",
            name ?? "路灯",
            state,
            new Point(lon / 1e7, 32.65) { SRID = 4326 },
            "990101001001001",
            new DateOnly(2020, 2, 29),
            DataSource.BaseData,
            PositionAccuracy.C,
            place,
            material,
            null,
            paving,
            remark,
            ComponentChange.Added,
            null,
            null,
            default,
            null,
            measured ? height / 1000m : null
        );
}
