using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>
/// What the door decides of real messages of another city, each with a pin in the small city of the tests: the table "What real messages lose" of docs/understanding.md. Nobody knows which decisions are
/// right; the bounds say that neither words nor certainty were lost unseen.
/// </summary>
public sealed class DoorOnRealMessagesTests(ITestOutputHelper output)
{
    [Theory]
    [Trait("Category", "Heavy")]
    [InlineData("attachment 3", "taidi/attach3_hot.csv", 4, 0.6, 0.8)]
    [InlineData("titles of attachment 3", "taidi/attach3_hot.csv", 2, 0.45, 0.65)]
    [InlineData("training set, whole", "taidi/train.csv", 3, 0.6, 0.8)]
    public void So_many_are_decided_with_a_pin(
        string what,
        string file,
        int column,
        double least,
        double most
    )
    {
        var texts = SharedData
            .Rows(file)
            .Where(row => column != 3 || row[1] == "raw")
            .Select(row => row[column])
            .Where((_, n) => n % 2 == 1)
            .ToList();
        var decisions = texts.ConvertAll(text =>
            Say.Decide(Say.Message(text, pin: DispatchCity.At(0.3, 0.5)))
        );
        var decided = decisions.Count(decision => decision.UnitId is not null);

        output.WriteLine(
            $"{what}: {texts.Count} texts, decided {decided / (double)texts.Count:0.000}, unread {Said("class-unread")}, no demand {Said("class-no-demand")}"
        );
        Assert.InRange(decided / (double)texts.Count, least, most);

        int Said(string code) => decisions.Count(decision => decision.Codes().Contains(code));
    }

    /// <summary>The requests of the demo city, which somebody else wrote: whether the class is the right one, and how sure the door is of it.</summary>
    [Fact]
    public void Requests_of_the_demo_city_are_classed_right()
    {
        (string Open, string Name)[] places =
        [
            ("{building}", "试湾家园1号楼"),
            ("{estate}", "试湾家园"),
            ("{road}", "试湾路"),
            ("{school}", "试湾小学"),
            ("{far}", "禾香苑"),
            ("{community}", "南滩社区"),
            ("{shop}", "便民百货店"),
            ("{park}", "滨河公园"),
            ("{market}", "南滩菜市场"),
        ];
        var requests = File.ReadLines(Requests())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(row =>
                (
                    Class: row[0],
                    Decision: Say.Decide(
                        Say.Message(
                            places.Aggregate(
                                row[3],
                                (text, place) =>
                                    text.Replace(place.Open, place.Name, StringComparison.Ordinal)
                            ),
                            pin: DispatchCity.At(0.3, 0.5)
                        )
                    )
                )
            )
            .ToList();
        double Share(Func<(string Class, Decision Decision), bool> isSo) =>
            requests.Count(isSo) / (double)requests.Count;

        var fine = Share(one => one.Decision.ClassCode == one.Class);
        var coarse = Share(one => one.Decision.ClassCode[..2] == one.Class[..2]);
        var sure = requests.Average(one => one.Decision.ClassConfidence);
        var decided = Share(one => one.Decision.UnitId is not null);
        output.WriteLine(
            $"{requests.Count} requests of the demo: class right {fine:0.000}, level 1 right {coarse:0.000}, says {sure:0.000}, decided {decided:0.000}"
        );
        Assert.True(fine >= 0.9 && coarse >= 0.92 && decided >= 0.8, $"{fine} {coarse} {decided}");
    }

    private static string Requests()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var path = Path.Combine(folder.FullName, "demo/Jiban.Demo/Data/requests.tsv");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("The requests of the demo city are not in this checkout.");
    }
}
