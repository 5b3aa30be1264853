using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Dispatch.Deciding;
using Jiban.Dispatch.Understanding;
using Jiban.Platform.Writing;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Tests;

/// <summary>On real messages of another city: what docs/understanding.md says of demands and of names written wrong, and that nothing makes dispatch fail.</summary>
public sealed class RealMessageTests(ITestOutputHelper output)
{
    private const int Seed = 5;

    /// <summary>Two messages of different classes, one behind the other, and as many alone; those of even rows were looked at when the bounds were set.</summary>
    [Theory]
    [Trait("Category", "Heavy")]
    [InlineData(0)]
    [InlineData(1)]
    public void Two_messages_joined_are_parted_where_they_meet(int half)
    {
        var rows = SharedData
            .Rows("taidi/train.csv")
            .Where(row => row[1] == "raw")
            .Select(row => (Label: row[2], Text: row[3].Trim()))
            .Where(row => row.Text.Length is >= 30 and <= 300)
            .Where((_, n) => n % 2 == half)
            .ToList();
        var chance = new Random(Seed);
        var (joined, found, right, alone, parted) = (0, 0, 0, 0, 0);
        foreach (var (label, text) in rows)
        {
            var other = rows[chance.Next(rows.Count)];
            if (other.Label == label)
            {
                continue;
            }

            var first = text.TrimEnd('。') + "。";
            var cuts = ReadDemands
                .Parts(first + other.Text, Say.Snapshot)
                .Skip(1)
                .Select(part => part.Start.Value)
                .ToList();
            joined++;
            found += cuts.Count > 0 ? 1 : 0;
            right += cuts.Exists(cut => Math.Abs(cut - first.Length) <= 20) ? 1 : 0;
            alone++;
            parted += ReadDemands.Parts(text, Say.Snapshot).Count > 1 ? 1 : 0;
        }

        output.WriteLine(
            $"half {half}: joined {joined}, told {found}, at the seam {right}; alone {alone}, told {parted}"
        );
        var (recall, precision) = (found / (double)joined, found / (double)(found + parted));
        Assert.True(recall >= 0.8 && precision >= 0.86, $"{recall:F3} {precision:F3}");
    }

    /// <summary>Some names in some messages: the rule, in seconds.</summary>
    [Fact]
    public void A_name_with_one_wrong_character_is_found_and_messages_of_elsewhere_name_nothing() =>
        AreFound(size: 2_000, most: 300, every: 8);

    /// <summary>A gazetteer of the streets of the whole country, denser than any city's: the table of docs/understanding.md.</summary>
    [Theory]
    [Trait("Category", "Heavy")]
    [InlineData(2_000)]
    [InlineData(int.MaxValue)]
    public void Names_of_the_whole_country_with_one_wrong_character_are_found(int size) =>
        AreFound(size, most: 2_000, every: 1);

    /// <param name="size">So many streets are in the gazetteer.</param>
    /// <param name="most">So many of them are written wrong.</param>
    /// <param name="every">Each so manieth message is read.</param>
    private void AreFound(int size, int most, int every)
    {
        var streets = SharedData
            .Rows("names/modood_streets.csv")
            .Select(row => row[1].Trim('"'))
            .Distinct()
            .ToList();
        var messages = SharedData.Rows("taidi/attach3_hot.csv").Select(row => row[4]).ToList();
        // Who mistypes takes a character that people write.
        var written = messages
            .SelectMany(text => text.Distinct())
            .CountBy(c => c)
            .Where(count => count.Value >= 40)
            .Select(count => count.Key);
        var typed = new Confusions(written);
        var chance = new Random(Seed);
        var names = streets.OrderBy(_ => chance.Next()).Take(size).ToList();
        var index = CityIndex.Of(
            new CitySnapshot(
                [],
                [],
                [
                    .. names.Select(
                        (name, n) =>
                            new Place(
                                Some.Id(n + 1),
                                PlaceKind.Landmark,
                                name,
                                null,
                                null,
                                new Point(0, 0)
                            )
                    ),
                ],
                [],
                [],
                []
            )
        );
        foreach (var bySound in new[] { true, false })
        {
            var (planted, right, wrong) = (0, 0, 0);
            foreach (var name in names.Where(name => name.Length >= 3).Take(most))
            {
                if (Mistyped(name, bySound, typed, chance) is not { } slip)
                {
                    continue;
                }

                planted++;
                var form = CityIndex.Form(
                    "我家在" + slip + "，" + messages[chance.Next(messages.Count)]
                );
                var found = index
                    .PlacesMistakenIn(form.AsSpan(0, Math.Min(form.Length, 250)))
                    .Where(at => at.Start <= 3 && at.Start + at.Length > 3)
                    .ToList();
                right += found.Exists(at => at.Values.Any(place => place.Name == name)) ? 1 : 0;
                wrong += found.Exists(at => at.Values.All(place => place.Name != name)) ? 1 : 0;
            }

            output.WriteLine(
                $"{names.Count} names, {(bySound ? "sound" : "shape")}: planted {planted}, found {right}, taken for another {wrong}"
            );
            Assert.True(
                planted >= most / 2 && right >= (size > 2_000 ? 0.85 : 0.95) * planted,
                $"{right} of {planted}"
            );
        }

        var read = messages.Where((_, n) => n % every == 0).Select(CityIndex.Form).ToList();
        var hits = read.SelectMany(form =>
                index
                    .PlacesMistakenIn(form.AsSpan(0, Math.Min(form.Length, 1000)))
                    .Select(at => $"{form.AsSpan(at.Start, at.Length)}→{at.Values[0].Name}")
                    .Take(1)
            )
            .ToList();
        output.WriteLine(
            $"{names.Count} names: {hits.Count} of {read.Count} messages; {string.Join(" ", hits.Take(60))}"
        );
        Assert.True(
            hits.Count <= (size > 2_000 ? 0.08 : 0.02) * read.Count,
            hits.Count.ToString(CultureInfo.InvariantCulture)
        );
    }

    /// <summary>Names of two characters of the whole country, as if all were places of one city.</summary>
    [Fact]
    public void A_name_of_two_characters_is_found_where_it_is_named_as_a_place_and_hardly_elsewhere()
    {
        var chance = new Random(Seed);
        var names = File.ReadLines(SharedData.Path("names/THUOCL_diming.txt"))
            .Select(line => line.Split('\t')[0].Trim())
            .Where(name => name.Length == 2)
            .Distinct()
            .OrderBy(_ => chance.Next())
            .Take(200)
            .ToList();
        var index = CityIndex.Of(
            new CitySnapshot(
                [],
                [],
                [
                    .. names.Select(
                        (name, n) =>
                            new Place(
                                Some.Id(n + 1),
                                PlaceKind.Estate,
                                name,
                                null,
                                null,
                                new Point(0, 0)
                            )
                    ),
                ],
                [],
                [],
                []
            )
        );
        string[] ways = ["我家在{0}小区3号楼，", "住{0}，", "{0}门口的", "{0}路的"];
        var messages = SharedData.Rows("taidi/attach3_hot.csv").Select(row => row[4]).ToList();
        var planted = names
            .SelectMany(name =>
                ways.Select(way =>
                    (
                        Name: name,
                        Text: string.Format(CultureInfo.InvariantCulture, way, name)
                            + messages[chance.Next(messages.Count)]
                    )
                )
            )
            .ToList();
        var found = planted.Count(one =>
            index
                .PlacesIn(CityIndex.Form(one.Text))
                .Any(at => at.Start < 4 && at.Value.Any(place => place.Name == one.Name))
        );
        var forms = messages.ConvertAll(CityIndex.Form);
        var written = forms.Count(form =>
            names.Exists(name => form.Contains(name, StringComparison.Ordinal))
        );
        var hits = forms
            .SelectMany(form =>
                index
                    .PlacesIn(form)
                    .Select(at =>
                        form[Math.Max(0, at.Start - 4)..Math.Min(form.Length, at.End + 4)]
                    )
                    .Take(1)
            )
            .ToList();

        output.WriteLine(
            $"planted {planted.Count}, found {found}; of {messages.Count} messages {written} hold such characters, {hits.Count} name one: {string.Join(" | ", hits.Take(60))}"
        );
        Assert.True(found >= 0.99 * planted.Count, $"{found} of {planted.Count}");
        Assert.True(hits.Count <= 0.35 * written, $"{hits.Count} of {written}");
    }

    private static string? Mistyped(string name, bool bySound, Confusions typed, Random chance)
    {
        var last = name.Length == 3 ? 2 : name.Length;
        foreach (var at in Enumerable.Range(0, last).OrderBy(_ => chance.Next()))
        {
            var choices = typed.For(name[at]).ToArray().Where(c => c.BySound == bySound).ToArray();
            if (choices.Length > 0)
            {
                return name[..at]
                    + choices[chance.Next(choices.Length)].Character
                    + name[(at + 1)..];
            }
        }

        return null;
    }

    /// <summary>Every fourth message as it is, in full-width forms, with numbers of people in it, cut anywhere, and repeated: a whole decision, and none that is sure without a reason.</summary>
    [Fact]
    public void No_message_and_no_way_of_writing_it_makes_dispatch_fail()
    {
        var chance = new Random(Seed);
        var decided = 0;
        foreach (var row in SharedData.Rows("taidi/attach3_hot.csv").Where((_, n) => n % 4 == 0))
        {
            var text = row[2] + "\n" + row[4];
            foreach (
                var form in new[]
                {
                    text,
                    string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)),
                    $"电话13800138000，身份证110101199001011234。{text}",
                    text[chance.Next(text.Length)..],
                    text[..chance.Next(text.Length)] + "\ud83d",
                }
            )
            {
                var decision = Say.Decide(Say.Message(form));
                Assert.InRange(decision.Confidence, 0, 1);
                Assert.NotNull(Say.Snapshot.Class(decision.ClassCode));
                Assert.True(decision.UnitId is not null || decision.Candidates.Count == 3);
                Assert.All(
                    decision.Reasons,
                    reason =>
                        Assert.DoesNotContain(
                            "13800138000",
                            reason.Zh + reason.En,
                            StringComparison.Ordinal
                        )
                );
                // Of a city that it does not know, no place of ours is named.
                Assert.True(
                    decision.Place is null || decision.Place.Source != "pin",
                    decision.Place?.Name
                );
                decided += decision.UnitId is null ? 0 : 1;
            }
        }

        Assert.True(decided > 0);
    }
}
