using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;

namespace Jiban.Dispatch.Tests;

/// <summary>The files that ship are whole and agree with each other.</summary>
public sealed class ShippedCatalogueTests
{
    [Fact]
    public void There_are_27_classes_of_level_1_and_239_of_level_2_each_with_a_parent()
    {
        var classes = ShippedCatalogue.Rows.Classes;

        Assert.Equal(27, classes.Count(c => c.ParentCode is null));
        Assert.Equal(239, classes.Count(c => c.ParentCode is not null));
        Assert.All(
            classes.Where(c => c.ParentCode is not null),
            c => Assert.Contains(classes, parent => parent.Code == c.ParentCode)
        );
    }

    [Fact]
    public void Every_rule_and_every_word_speaks_of_a_class_or_kind_that_exists()
    {
        var rows = ShippedCatalogue.Rows;
        var codes = rows.Classes.Select(c => c.Code).ToHashSet();

        Assert.All(
            rows.Rules,
            rule => Assert.True(rule.ClassCode == "" || codes.Contains(rule.ClassCode), rule.Code)
        );
        Assert.Equal(rows.Rules.Count, rows.Rules.Select(rule => rule.Code).Distinct().Count());
        Assert.All(
            rows.Terms.Where(t => t.Use == TermUse.Class),
            t => Assert.Contains(t.Target, codes)
        );
        Assert.All(
            rows.Terms.Where(t => t.Use == TermUse.Kind),
            t => Assert.True(Enum.TryParse<DemandKind>(t.Target, ignoreCase: true, out _), t.Target)
        );
    }

    [Fact]
    public void Every_class_of_level_2_has_examples_and_words()
    {
        var examples = ExampleWriter.Write().Select(e => e.Label).ToHashSet();
        var words = ShippedCatalogue
            .Rows.Terms.Where(t => t.Use == TermUse.Class)
            .Select(t => t.Target)
            .ToHashSet();

        Assert.All(
            ShippedCatalogue.Rows.Classes.Where(c => c.ParentCode is not null),
            c => Assert.True(examples.Contains(c.Code) && words.Contains(c.Code), c.Code)
        );
    }

    [Fact]
    public void Written_examples_have_no_slot_left()
    {
        Assert.All(
            ExampleWriter.Write(),
            e => Assert.False(e.Text.AsSpan().ContainsAny("[]{}"), e.Text)
        );
    }

    [Fact]
    public void The_streets_own_channels_and_those_without_a_person_are_marked()
    {
        var channels = ShippedCatalogue.Rows.Channels.ToDictionary(c => c.Code);

        Assert.False(channels["12345"].IsOwn);
        Assert.True(channels["streetLine"].IsOwn);
        Assert.False(channels["patrol"].HasPerson);
        Assert.True(channels["web"].IsPublic);
        Assert.DoesNotContain(channels.Values, c => c is { IsPublic: true, HasPerson: false });
    }
}
