using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jiban.Platform.Crypto;

namespace Jiban.Cases.Secrets;

/// <summary>Who asked, and who asked for them.</summary>
internal sealed record Person(string? Name, string? Phone);

/// <summary>The personal data of a case: requester and reporter may be two people.</summary>
internal sealed record People(Person? Requester, Person? Reporter);

/// <summary>What is encrypted of one case, under the key of that case alone. Without the key nothing of it can be read again.</summary>
internal sealed class CaseSecrets(Guid caseId, byte[] key)
{
    private const string CodeAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Opens the secrets of a case; null when they were erased.</summary>
    public static CaseSecrets? Open(KeyRing keys, Guid caseId, byte[]? wrapped) =>
        wrapped is null ? null : new(caseId, keys.Unwrap(caseId, wrapped));

    /// <summary>Free text that belongs to the journal row <paramref name="seq"/>.</summary>
    public byte[] SealText(int seq, string text) =>
        KeyRing.Seal(key, Encoding.UTF8.GetBytes(text), Bound(seq));

    /// <summary>Reads free text back.</summary>
    public string OpenText(int seq, byte[] box) =>
        Encoding.UTF8.GetString(KeyRing.Open(key, box, Bound(seq)));

    /// <summary>The people of the case.</summary>
    public byte[] SealPeople(People people) =>
        KeyRing.Seal(key, JsonSerializer.SerializeToUtf8Bytes(people), Bound(0));

    /// <summary>Reads the people back.</summary>
    public People OpenPeople(byte[] box) =>
        JsonSerializer.Deserialize<People>(KeyRing.Open(key, box, Bound(0)))!;

    /// <summary>
    /// The query code: eight characters without 0, 1, I and O, from the case's key. It is stored nowhere, so it can be told again when
    /// the first answer was lost, and dies with the key.
    /// </summary>
    public string QueryCode()
    {
        var hash = HMACSHA256.HashData(key, "query-code"u8);
        return string.Create(
            8,
            hash,
            static (code, bytes) =>
            {
                for (var i = 0; i < code.Length; i++)
                {
                    code[i] = CodeAlphabet[bytes[i] & 31];
                }
            }
        );
    }

    /// <summary>Whether somebody knows the code; case and spaces are forgiven, time tells nothing.</summary>
    public bool IsQueryCode(string typed) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(QueryCode()),
            Encoding.UTF8.GetBytes(
                typed.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()
            )
        );

    private byte[] Bound(int seq) => [.. caseId.ToByteArray(), .. BitConverter.GetBytes(seq)];
}
