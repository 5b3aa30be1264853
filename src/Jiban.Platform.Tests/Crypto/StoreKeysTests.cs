using System.Security.Cryptography;
using Jiban.Platform.Crypto;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Crypto;

/// <summary>A store and the keys it was written with, when they are brought together again.</summary>
public sealed class StoreKeysTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("jiban-keys-");
    private TestDatabase _store = null!;

    private string Keys => Path.Combine(_data.FullName, "keys");

    public async ValueTask InitializeAsync() =>
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_store_gets_new_keys_and_opens_with_them_ever_after()
    {
        var first = await OpenAsync();
        var again = await OpenAsync();

        Assert.Equal(first.SearchHash("x"), again.SearchHash("x"));
        Assert.Equal(3, Directory.GetFiles(Keys).Length);
    }

    [Fact]
    public async Task Of_two_who_open_a_new_store_at_once_both_get_the_same_keys()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));

        Assert.Single(rings.Select(ring => Convert.ToHexString(ring.SearchHash("x"))).Distinct());
    }

    [Theory]
    [InlineData("master-1")]
    [InlineData("index")]
    [InlineData("seal")]
    public async Task A_key_that_is_missing_is_named_and_not_made_anew(string name)
    {
        await OpenAsync();
        File.Delete(Path.Combine(Keys, name + ".key"));

        var refused = await Assert.ThrowsAsync<WrongKeysException>(OpenAsync);

        Assert.Contains($": {name}.key is missing.", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Keys, name + ".key")));
    }

    [Fact]
    public async Task A_key_that_comes_in_the_same_tick_as_another_change_of_the_folder_is_used_all_the_same()
    {
        var running = await OpenAsync();
        await File.WriteAllTextAsync(
            Path.Combine(Keys, "index-2.key.new"),
            "",
            TestContext.Current.CancellationToken
        );
        var changed = Directory.GetLastWriteTimeUtc(Keys);
        Assert.Equal(1, running.Newest(KeyKind.Index)); // It has seen the folder as it is now.

        KeyRing.Add(_data.FullName, KeyKind.Index);
        Directory.SetLastWriteTimeUtc(Keys, changed);

        Assert.True(
            SpinWait.SpinUntil(() => running.Newest(KeyKind.Index) == 2, TimeSpan.FromSeconds(5))
        );
    }

    [Fact]
    public async Task Keys_that_are_all_gone_are_not_made_anew()
    {
        await OpenAsync();
        Directory.Delete(Keys, recursive: true);

        await Assert.ThrowsAsync<WrongKeysException>(OpenAsync);

        Assert.False(Directory.Exists(Keys));
    }

    [Theory]
    [InlineData("master-1")]
    [InlineData("index")]
    [InlineData("seal")]
    public async Task A_key_of_another_store_is_named(string name)
    {
        await OpenAsync();
        await WriteKeyAsync(name);

        var refused = await Assert.ThrowsAsync<WrongKeysException>(OpenAsync);

        Assert.Contains($": {name}.key is another one.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_master_key_joins_and_belongs_to_the_store_from_then_on()
    {
        await OpenAsync();
        await WriteKeyAsync("master-2");
        await OpenAsync();

        await WriteKeyAsync("master-2");

        await Assert.ThrowsAsync<WrongKeysException>(OpenAsync);
    }

    [Fact]
    public async Task A_key_that_joins_is_used_at_once_and_what_the_old_one_made_is_still_read()
    {
        var ring = await OpenAsync();
        var (hash, box) = (ring.SearchHash("x"), ring.Wrap(Some.Id(1), KeyRing.NewCaseKey()));
        Assert.Equal([hash], ring.SearchHashes("x"));

        Assert.Equal(2, KeyRing.Add(_data.FullName, KeyKind.Index));
        Assert.Equal(2, KeyRing.Add(_data.FullName, KeyKind.Master));

        // The folder is looked at once a millisecond.
        Assert.True(
            SpinWait.SpinUntil(() => ring.Newest(KeyKind.Index) == 2, TimeSpan.FromSeconds(5))
        );
        Assert.Equal(hash, ring.SearchHashes("x")[0]);
        Assert.Equal(ring.SearchHash("x"), ring.SearchHashes("x")[1]);
        Assert.NotEqual(hash, ring.SearchHash("x"));
        Assert.Equal(2, KeyRing.MasterOf(ring.Wrap(Some.Id(1), ring.Unwrap(Some.Id(1), box))));
        Assert.Equal(5, Directory.GetFiles(Keys, "*.key").Length);
    }

    private async Task<KeyRing> OpenAsync()
    {
        await using var connection = await _store.App.OpenAsync(
            TestContext.Current.CancellationToken
        );
        return await StoreKeys.OpenAsync(
            connection,
            _data.FullName,
            TestContext.Current.CancellationToken
        );
    }

    private Task WriteKeyAsync(string name) =>
        File.WriteAllTextAsync(
            Path.Combine(Keys, name + ".key"),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))
        );
}
