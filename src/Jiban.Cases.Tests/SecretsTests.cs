using System.Security.Cryptography;
using Jiban.Cases.Secrets;
using Jiban.Platform.Crypto;

namespace Jiban.Cases.Tests;

public sealed class SecretsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("jiban-keys-").FullName;
    private static readonly Guid One = new("0193a0c4-0000-7000-8000-000000000001");
    private static readonly Guid Other = new("0193a0c4-0000-7000-8000-000000000002");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_text_opens_with_the_key_of_its_case_at_its_place_only()
    {
        var key = KeyRing.NewCaseKey();
        var box = new CaseSecrets(One, key).SealText(1, "路灯坏了");

        Assert.Equal("路灯坏了", new CaseSecrets(One, key).OpenText(1, box));
        Assert.ThrowsAny<CryptographicException>(() => new CaseSecrets(One, key).OpenText(2, box));
        Assert.ThrowsAny<CryptographicException>(() =>
            new CaseSecrets(Other, key).OpenText(1, box)
        );
    }

    [Fact]
    public void A_wrapped_key_opens_with_the_same_keys_on_disk_and_not_for_another_case()
    {
        var key = KeyRing.NewCaseKey();
        var wrapped = KeyRing.Open(_directory).Wrap(One, key);

        Assert.Equal(key, KeyRing.Open(_directory).Unwrap(One, wrapped));
        Assert.ThrowsAny<CryptographicException>(() =>
            KeyRing.Open(_directory).Unwrap(Other, wrapped)
        );
    }

    [Fact]
    public void Keys_on_disk_are_for_their_owner_alone()
    {
        KeyRing.Open(_directory);

        Assert.All(
            Directory.EnumerateFiles(Path.Combine(_directory, "keys")),
            file =>
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    File.GetUnixFileMode(file)
                )
        );
    }

    [Fact]
    public void The_query_code_comes_from_the_key_and_forgives_case_and_spaces()
    {
        var secrets = new CaseSecrets(One, KeyRing.NewCaseKey());
        var code = secrets.QueryCode();

        Assert.Matches("^[2-9A-HJ-NP-Z]{8}$", code);
        Assert.Equal(code, secrets.QueryCode());
        Assert.True(secrets.IsQueryCode($" {code[..4].ToLowerInvariant()} {code[4..]}"));
        Assert.False(secrets.IsQueryCode(code[..7]));
        Assert.NotEqual(code, new CaseSecrets(One, KeyRing.NewCaseKey()).QueryCode());
    }

    [Theory]
    [InlineData("何小满", "何**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData("", null)]
    public void A_name_keeps_its_first_character(string name, string? expected) =>
        Assert.Equal(expected, Masking.Name(name));
}
