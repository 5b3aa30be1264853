using Jiban.Platform.Writing;

namespace Jiban.Platform.Tests.Writing;

/// <summary>Characters that stand for one another by mistake.</summary>
public sealed class ConfusionsTests
{
    private static readonly Confusions Known = new("湾园晴路女");

    [Theory]
    [InlineData('弯', '湾', true)]
    [InlineData('圆', '园', true)]
    [InlineData('清', '晴', true)]
    [InlineData('陆', '路', true)]
    [InlineData('吕', '女', true)]
    [InlineData('骆', '路', false)]
    public void A_character_of_the_same_sound_or_shape_may_have_been_meant(
        char written,
        char meant,
        bool bySound
    ) => Assert.Contains(new Confusion(meant, bySound), Known.For(written).ToArray());

    [Theory]
    [InlineData('桥')]
    [InlineData('湾')]
    [InlineData('a')]
    [InlineData('\ud800')]
    public void Nothing_else_was_meant(char written) => Assert.True(Known.For(written).IsEmpty);
}
