using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Addresses.Pairs;
using Jiban.City.Contracts;

namespace Jiban.City.Tests;

/// <summary>What is learned from labelled pairs, on places invented for this test.</summary>
public sealed class SamePlaceModelTests
{
    private const string Estates = "桂花梅兰竹菊";

    private static readonly Lazy<SamePlaceModel> Usual = new(() =>
        SamePlaceModel.Train(Town(PlaceMatch.Part), 1, mayOrder: true).Model
    );

    [Fact]
    public void What_the_labels_say_is_learned_and_found_again_in_another_town()
    {
        // These people call another house of the estate the same place, which the rules never would.
        var (model, report) = SamePlaceModel.Train(Town(PlaceMatch.Full), 1, mayOrder: true);

        var judged = model.Judge([("和平里3幢", "和平里13号楼"), ("和平里3幢", "石榴街(停车场)")]);

        Assert.Equal([PlaceMatch.Full, PlaceMatch.None], judged.Select(pair => pair.Match));
        Assert.All(
            report.Scores.Where(score => score.Support > 0),
            score => Assert.True(score.F1 > 0.9)
        );
        Assert.Equal(PlaceMatch.Part, SamePlace.Judge([("和平里3幢", "和平里13号楼")])[0].Match);
    }

    [Fact]
    public void The_same_pairs_give_the_same_model_and_it_comes_back_from_its_file_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var (one, other) = (folder.File("one"), folder.File("other"));
        Usual.Value.Save(one);
        SamePlaceModel.Train(Town(PlaceMatch.Part), 1, mayOrder: true).Model.Save(other);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(other));

        SamePlaceModel.Load(one).Save(other);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(other));
    }

    [Theory]
    [InlineData(0, "not a same-place model")]
    [InlineData(4, "version")]
    [InlineData(100, "damaged")]
    public void A_file_that_is_not_whole_is_refused(int at, string why)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model");
        Usual.Value.Save(path);
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);

        var fault = Assert.Throws<InvalidDataException>(() => SamePlaceModel.Load(path));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_candidates_is_used_only_where_it_tells_and_may_be()
    {
        var reversed = Town(PlaceMatch.Part).OrderBy(pair => pair.Label).ToList();

        Assert.True(Usual.Value.Ordered);
        Assert.False(SamePlaceModel.Train(Town(PlaceMatch.Part), 1, mayOrder: false).Model.Ordered);
        Assert.False(SamePlaceModel.Train(reversed, 1, mayOrder: true).Model.Ordered);
    }

    [Fact]
    public void A_file_whose_order_tells_nothing_is_judged_without_it()
    {
        var pairs = Town(PlaceMatch.Part).Select(pair => (pair.A, pair.B)).Reverse().ToArray();
        (string A, string B)[] turned = [.. pairs[2..], .. pairs[..2]];

        var judged = pairs.Zip(Usual.Value.Judge(pairs)).ToDictionary();

        Assert.Equal(turned.Select(pair => judged[pair]), Usual.Value.Judge(turned));
    }

    [Fact]
    public void A_pair_labelled_twice_is_learned_once_and_told_when_the_labels_differ()
    {
        var pairs = Town(PlaceMatch.Part);
        var twice = pairs.Append(pairs[0]).Append(pairs[1] with { Label = PlaceMatch.None });

        var report = SamePlaceModel.Train([.. twice], 1, mayOrder: true).Report;

        Assert.Equal((pairs.Count, 1), (report.Pairs, report.Contradicted));
    }

    /// <summary>Whatever the texts are: nothing is thrown, a score is a probability, and a text lies upon itself whole.</summary>
    [Fact]
    public void Any_two_texts_can_be_judged()
    {
        var model = Usual.Value;

        Prop.ForAll(
                ArbMap.Default.ArbFor<(string?, string?)>(),
                pair =>
                {
                    var (a, b) = (pair.Item1 ?? "", pair.Item2 ?? "");
                    var runs = CommonRuns.Of(a, b);
                    return model.Judge([(a, b)])[0].Score is >= 0 and <= 1
                        && CommonRuns.Edits(a, b) == CommonRuns.Edits(b, a)
                        && CommonRuns.Subsequence(a, a) == a.Length
                        && runs.InA.Count(held => held) == runs.Runs.Sum(run => run.Length)
                        && runs.Runs.All(run =>
                            a.AsSpan(run.InA, run.Length)
                                .SequenceEqual(b.AsSpan(run.InB, run.Length))
                        );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_huge_text_is_cut()
    {
        var huge = new string('路', 100_000) + "与(交叉口";

        Assert.InRange(Usual.Value.Judge([(huge, huge)])[0].Score, 0, 1);
    }

    /// <summary>Six estates of four houses, each compared with itself, another house and a car park.</summary>
    private static List<LabelledPair> Town(PlaceMatch otherHouse) =>
        [
            .. Estates
                .SelectMany(estate => Enumerable.Range(1, 4).Select(house => (estate, house)))
                .SelectMany(text =>
                    (LabelledPair[])
                        [
                            new(
                                $"{text.estate}花苑{text.house}幢",
                                $"{text.estate}花苑{text.house}号楼",
                                PlaceMatch.Full
                            ),
                            new(
                                $"{text.estate}花苑{text.house}幢",
                                $"{text.estate}花苑{text.house + 10}号楼",
                                otherHouse
                            ),
                            new(
                                $"{text.estate}花苑{text.house}幢",
                                $"长寿路{text.house}号(停车场)",
                                PlaceMatch.None
                            ),
                        ]
                ),
        ];

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-pairs-");

        public string File(string name) => Path.Combine(_folder.FullName, name);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
