using Jiban.Host.Commands;
using Jiban.Host.Tests.CommandLine;
using Jiban.Testing;

namespace Jiban.Host.Tests;

/// <summary>Files that take long, and files that are too large for the machine.</summary>
public sealed class LargeFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-large-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_does_not_fit_into_memory_is_named_and_leaves_nothing_behind()
    {
        var file = Path.Combine(_folder.FullName, "large.csv");
        var output = Path.Combine(_folder.FullName, "pairs.csv");
        var chance = new Random(1);
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(0, 100_000)
                .Select(n =>
                    $"{n},"
                    + string.Concat(
                        Enumerable.Range(0, 60).Select(_ => (char)chance.Next(0x4E00, 0x9000))
                    )
                )
                .Prepend("id,words"),
            TestContext.Current.CancellationToken
        );

        var (exitCode, said, errors) = await RunningJiban.RunWithinAsync(
            96 * 1024 * 1024,
            "twins",
            file,
            "--id",
            "id",
            "--text",
            "words",
            "--out",
            output
        );

        Assert.Equal((1, ""), (exitCode, said.Trim()));
        Assert.Contains(
            "jiban: the file does not fit into memory: ",
            errors,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(["large.csv"], _folder.GetFiles().Select(left => left.Name));
    }

    [Fact]
    public void Long_work_says_every_few_seconds_how_far_it_is_and_short_work_nothing()
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 11, 28, 8, 0, 0, TimeSpan.Zero));
        var told = new StringWriter();
        var progress = new ProgressLines(told, clock);

        progress.Rows(4096);
        Assert.Equal("", told.ToString());

        clock.Advance(ProgressLines.Every);
        progress.Rows(8_191);
        progress.Rows(8_192);
        progress.Rows(12_288);
        Assert.Equal($"jiban: 8,192 rows …{Environment.NewLine}", told.ToString());

        clock.Advance(ProgressLines.Every);
        progress.Report("judging");
        Assert.EndsWith(
            $"jiban: judging …{Environment.NewLine}",
            told.ToString(),
            StringComparison.Ordinal
        );
    }
}
