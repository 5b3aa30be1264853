using Jiban.Platform.Store;

namespace Jiban.Platform.Tests.Store;

public sealed class FileLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-lock-");

    private string Place => Path.Combine(_folder.FullName, "it.lock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Many_share_it_or_one_has_it_alone()
    {
        using (var one = FileLock.TryShared(Place))
        using (var two = FileLock.TryShared(Place))
        {
            Assert.NotNull(one);
            Assert.NotNull(two);
            Assert.Null(FileLock.TryAlone(Place));
        }

        using (var alone = FileLock.TryAlone(Place))
        {
            Assert.NotNull(alone);
            Assert.Null(FileLock.TryShared(Place));
            Assert.Null(FileLock.TryAlone(Place));
        }

        using var again = FileLock.TryShared(Place);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Whoever_waits_has_it_when_the_other_goes()
    {
        var first = FileLock.TryAlone(Place)!;
        var second = FileLock.AloneAsync(Place, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();

        await using var held = await second;
        Assert.Null(FileLock.TryShared(Place));
    }

    [Fact]
    public void A_file_that_can_not_be_made_is_a_fault_and_not_somebody_elses_lock() =>
        Assert.Throws<DirectoryNotFoundException>(() =>
            FileLock.TryAlone(Path.Combine(_folder.FullName, "nowhere", "it.lock"))
        );
}
