using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Tests;

/// <summary>
/// What people say on an ordinary day, short and by what they see: how many are read as the class they are, and how many as another that the door is sure of. The figures stand in
/// docs/understanding.md.
/// </summary>
public sealed class EverydayTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("read", 158, 12)]
    [InlineData("held", 54, 16)]
    public void Everyday_messages_are_read_as_what_they_are(
        string list,
        int leastRight,
        int mostSureAndWrong
    )
    {
        var (right, sure, sureAndWrong, all) = (0, 0, 0, 0);
        foreach (var row in Rows().Where(row => row[0] == list))
        {
            var (codes, text) = (row[1].Split(','), PlainText.Of(row[2]));
            var heard = Say.Snapshot.Words.Hear(text);
            var read = ReadClass.Read(
                text,
                null,
                ReadKind.Read(null, heard).Kind,
                heard,
                Say.Snapshot
            );
            var first = read.Guesses.Count > 0 ? read.Guesses[0] : new ClassGuess(read.Code, 0);
            var isSure =
                read.Confidence >= Say.Snapshot.Settings.UnitThreshold && read.Code.Length > 2;
            var isRight = codes.Contains(first.Code);
            (all, right, sure) = (all + 1, right + (isRight ? 1 : 0), sure + (isSure ? 1 : 0));
            sureAndWrong += isSure && !codes.Contains(read.Code) ? 1 : 0;
            if (!isRight && list == "read")
            {
                output.WriteLine(
                    $"{row[1]} as {first.Code} {Say.Snapshot.Class(first.Code)?.Name} {first.Probability:0.00}: {row[2]}"
                );
            }
        }

        output.WriteLine(
            $"{list}: {right} of {all} right; sure of {sure}, of which {sureAndWrong} are another class"
        );
        Assert.True(
            right >= leastRight && sureAndWrong <= mostSureAndWrong,
            $"{right} right of {all}, {sureAndWrong} sure and wrong"
        );
    }

    /// <summary>Words for classes, found in a text: a word inside a longer one of another class is only part of that.</summary>
    [Theory]
    [InlineData("养老金没有领到", "0808", "1501")]
    [InlineData("养老院的人说养老金没有领到", "0808,1501", "")]
    [InlineData("楼下的装修垃圾没人要", "1112", "1102")]
    [InlineData("施工噪音太大", "0403,04", "1001")]
    public void A_word_that_is_part_of_a_longer_one_says_nothing_of_its_own(
        string text,
        string heard,
        string unheard
    )
    {
        var said = Say
            .Snapshot.Words.Hear(text)
            .Of(Catalogue.TermUse.Class)
            .Select(word => word.Target)
            .ToHashSet();

        Assert.Superset(heard.Split(',').ToHashSet(), said);
        Assert.DoesNotContain(unheard, said);
    }

    private static IEnumerable<string[]> Rows()
    {
        using var reader = new StreamReader(
            typeof(EverydayTests).Assembly.GetManifestResourceStream(
                "Jiban.Dispatch.Tests.everyday.tsv"
            )!
        );
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('\t');
            }
        }
    }
}
