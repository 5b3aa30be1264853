using System.Text;
using Jiban.Host.Import;

namespace Jiban.Host.Tests;

public sealed class ImportTests(CityHost host) : IClassFixture<CityHost>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-import-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_bad_row_is_told_with_its_line_and_the_rest_is_registered_once_however_often_it_is_run()
    {
        const string rows = """
            time,detail
            2026/11/1 9:00,小区门口的路灯坏了三天，请来修。
            9999/12/31 0:00,时间在遥远的将来。
            1899/1/1 0:00,时间在很久以前。
            昨天,时间不是时间。
            2026/11/1 9:01,
            2026/11/1 9:02,垃圾桶满了没人清运，味道很大。
            """;

        var first = await ImportAsync(rows);
        Assert.Equal(6, first.Rows);
        Assert.Equal(2, first.Registered);
        var said = Said(first);
        foreach (var line in new[] { "3", "4", "5", "6" })
        {
            Assert.Contains($"line {line}:", said, StringComparison.OrdinalIgnoreCase);
        }

        var again = await ImportAsync(rows);
        Assert.Equal(0, again.Registered);
        Assert.Equal(2, again.Repeated);
    }

    [Fact]
    public async Task A_file_of_an_older_system_is_read_in_its_own_encoding()
    {
        var file = File("gb.csv");
        await System.IO.File.WriteAllBytesAsync(
            file.FullName,
            CodePagesEncodingProvider
                .Instance.GetEncoding("GB18030")!
                .GetBytes("detail\n小区门口的路灯坏了，请来修。\n")
        );

        Assert.Equal(1, (await RunAsync(file, null)).Registered);
    }

    private async Task<ImportReport> ImportAsync(string rows)
    {
        var file = File("rows.csv");
        await System.IO.File.WriteAllTextAsync(file.FullName, rows);
        return await RunAsync(file, "time");
    }

    private Task<ImportReport> RunAsync(FileInfo file, string? time) =>
        new CsvImport(
            host.Services,
            new ImportColumns("detail", time, null, null, null, null),
            "12345"
        ).RunAsync(file, null, (_, _) => { }, TestContext.Current.CancellationToken);

    private FileInfo File(string name) => new(Path.Combine(_folder.FullName, name));

    private static string Said(ImportReport report)
    {
        using var text = new StringWriter();
        report.Print(text);
        return text.ToString();
    }
}
