using System.Buffers.Binary;
using Jiban.Platform.Crypto;

namespace Jiban.Cases.Handling;

/// <summary>A lot that nobody can foresee or choose: by a keyed hash of what it is for, the case, and how often it was handled.</summary>
internal static class Lot
{
    /// <summary>0 to 99.</summary>
    public static int Of(KeyRing keys, string purpose, CaseFile file) =>
        (int)(
            BinaryPrimitives.ReadUInt32BigEndian(
                keys.IndexHash(
                    keys.Newest(KeyKind.Index),
                    $"{purpose} {file.CaseId} {file.Handling}"
                )
            ) % 100
        );
}
