using Jiban.Platform.Files;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Files;

public sealed class WebPTests
{
    /// <summary>A tool whose disk fills up leaves any beginning of the file, also an empty one.</summary>
    [Fact]
    public async Task A_picture_that_ends_anywhere_before_its_end_is_known_as_torn()
    {
        var whole = await SamplePictures.WebPAsync();

        Assert.Contains(
            WebP.Chunks(WebP.Strip(whole)),
            name => name.StartsWith("VP8", StringComparison.Ordinal)
        );
        Assert.All(
            Enumerable.Range(0, whole.Length),
            end => Assert.Throws<InvalidDataException>(() => WebP.Strip(whole[..end]))
        );
    }
}
