using System.Security.Cryptography;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Secrets;

/// <summary>
/// What can be handed to somebody whose data were erased, or to an authority: which cases, when, by whom, and the place in each chain that
/// says so, under a keyed hash that only the holder of the seal key can make. It names nobody.
/// </summary>
/// <param name="By">The account that erased.</param>
/// <param name="Photos">Photos that were deleted.</param>
/// <param name="Mac">HMAC-SHA-256 over the canonical JSON of all the rest, in hex.</param>
internal sealed record ErasureCertificate(
    DateTimeOffset At,
    Guid By,
    IReadOnlyList<ErasureCertificate.ErasedCase> Cases,
    int Photos,
    string Mac
)
{
    /// <param name="Seq">The entry <c>requesterErased</c> of the chain.</param>
    /// <param name="Hash">Its hash, in hex.</param>
    public sealed record ErasedCase(string Number, int Seq, string Hash);

    /// <summary>Makes the certificate of an erasure.</summary>
    /// <param name="erased">The cases as they are after it.</param>
    public static ErasureCertificate Make(
        KeyRing keys,
        DateTimeOffset at,
        Actor actor,
        IReadOnlyList<CaseFile> erased,
        int photos
    )
    {
        var certificate = new ErasureCertificate(
            Chain.ToMicroseconds(at),
            actor.Id,
            [
                .. erased.Select(file => new ErasedCase(
                    file.Number,
                    file.HeadSeq,
                    Convert.ToHexStringLower(file.HeadHash)
                )),
            ],
            photos,
            ""
        );
        return certificate with { Mac = certificate.MacBy(keys, keys.Newest(KeyKind.Seal)) };
    }

    /// <summary>Whether it was made by the holder of a seal key, and nothing of it was changed.</summary>
    public bool IsGenuine(KeyRing keys) =>
        keys.Numbers(KeyKind.Seal)
            .Any(key =>
                CryptographicOperations.FixedTimeEquals(
                    System.Text.Encoding.ASCII.GetBytes(Mac.ToLowerInvariant()),
                    System.Text.Encoding.ASCII.GetBytes(MacBy(keys, key))
                )
            );

    private string MacBy(KeyRing keys, int key) =>
        Convert.ToHexStringLower(
            keys.SealHash(
                key,
                [
                    .. "jiban erasure certificate"u8,
                    .. CanonicalJson.Encode(CanonicalJson.Of(this with { Mac = "" })),
                ]
            )!
        );
}
