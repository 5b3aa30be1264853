using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Components;
using Jiban.City.Contracts;

namespace Jiban.City.Tests;

public sealed class ComponentCodeTests
{
    /// <summary>The first is the published example of a water supply manhole cover in Gusu, Suzhou.</summary>
    [Theory]
    [InlineData("3205080101000001", CodeScheme.Gbt30428, "320508", "0101", 1)]
    [InlineData("11010503020999999", CodeScheme.Gbt47678, "110105", "03020", 999_999)]
    public void An_identifier_of_either_generation_is_read(
        string text,
        CodeScheme scheme,
        string district,
        string classCode,
        int sequence
    )
    {
        Assert.True(ComponentCode.TryParse(text, out var code));
        Assert.Equal(new ComponentCode(district, classCode, sequence), code);
        Assert.Equal(scheme, code.Scheme);
        Assert.Equal(text, code.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("320508010100001")]
    [InlineData("320508010100000001")]
    [InlineData("32050801010000O1")]
    [InlineData("３２０５０８０１０１０００００１")]
    [InlineData("0205080101000001")]
    [InlineData("3205080001000001")]
    [InlineData("3205080100000001")]
    [InlineData("32050801000000001")]
    [InlineData("3205080101000000")]
    public void What_is_no_identifier_is_told(string? text) =>
        Assert.False(ComponentCode.TryParse(text, out _));

    [Fact]
    public void Whatever_is_issued_is_read_back_and_no_two_are_the_same() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Codes().ToArbitrary(),
                code =>
                {
                    Assert.True(ComponentCode.TryParse(code.ToString(), out var read));
                    Assert.Equal(code, read);
                    var next = ComponentCode.After(
                        code.Sequence,
                        code.DistrictCode,
                        code.ClassCode
                    );
                    Assert.Equal(code.Sequence == ComponentCode.LastSequence, next is null);
                    Assert.NotEqual(code.ToString(), next?.ToString());
                }
            )
        );

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_is_written_the_same() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Gen.Choose(0, 20)
                    .SelectMany(length =>
                        Gen.Elements("0123456789xA".ToCharArray()).ArrayOf(length)
                    )
                    .ToArbitrary(),
                characters =>
                {
                    var text = new string(characters);
                    Assert.True(
                        !ComponentCode.TryParse(text, out var code) || code.ToString() == text
                    );
                    Assert.True(!GridCode.TryParse(text, out var cell) || cell.ToString() == text);
                }
            )
        );

    [Theory]
    [InlineData("990101001002015", "990101", "990101001", "990101001002", "015")]
    [InlineData("99010100100201A", "990101", "990101001", "990101001002", "01A")]
    public void A_cell_names_district_street_and_community(
        string text,
        string district,
        string street,
        string community,
        string sequence
    )
    {
        Assert.True(GridCode.TryParse(text, out var code));
        Assert.Equal(
            (district, street, community, sequence),
            (code.DistrictCode, code.StreetCode, code.CommunityCode, code.Sequence)
        );
    }

    [Theory]
    [InlineData("99010100100201")]
    [InlineData("990101000002015")]
    [InlineData("990101001000015")]
    [InlineData("990101001002000")]
    [InlineData("99010100100201a")]
    [InlineData("99010100100A015")]
    [InlineData("090101001002015")]
    public void What_is_no_cell_is_told(string text) =>
        Assert.False(GridCode.TryParse(text, out _));

    [Theory]
    [InlineData("990101", true)]
    [InlineData("99010100100201A", true)]
    [InlineData("9901010010020A", true)]
    [InlineData("99010", false)]
    [InlineData("99010100A", false)]
    [InlineData("99010100100201AB", false)]
    public void An_area_is_the_beginning_of_a_code_from_its_district_on(string text, bool isArea) =>
        Assert.Equal(isArea, GridCode.IsArea(text));

    [Fact]
    public void Cells_of_a_community_are_numbered_from_one_up_to_what_three_digits_hold()
    {
        Assert.Equal(
            ["990101001002001", "990101001002002"],
            GridCode.Number("990101001002", 2)!.Select(code => code.ToString())
        );
        Assert.Equal(999, GridCode.Number("990101001002", 999)!.Count);
        Assert.Null(GridCode.Number("990101001002", 1000));
    }

    private static Gen<ComponentCode> Codes() =>
        from district in Gen.Choose(110_000, 999_999)
        from major in Gen.Choose(1, 99)
        from minor in Gen.Choose(1, 99)
        from isLong in Gen.Elements(true, false)
        from sequence in Gen.Frequency(
            (9, Gen.Choose(1, ComponentCode.LastSequence)),
            (1, Gen.Constant(ComponentCode.LastSequence))
        )
        select new ComponentCode(
            $"{district}",
            isLong ? $"{major:00}{minor:000}" : $"{major:00}{minor:00}",
            sequence
        );

    [Fact]
    public void A_generation_without_classes_in_force_can_not_be_numbered_in()
    {
        Assert.Equal(
            "scheme-without-classes",
            ComponentSettings.Decide(CodeScheme.Gbt30428, ["01018"])?.Type
        );
        Assert.Null(ComponentSettings.Decide(CodeScheme.Gbt47678, ["01018"]));
        Assert.Null(ComponentSettings.Decide(CodeScheme.Gbt30428, ["0118", "01018"]));
    }
}
