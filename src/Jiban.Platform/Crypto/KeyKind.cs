namespace Jiban.Platform.Crypto;

/// <summary>What a key outside the database is for.</summary>
public enum KeyKind
{
    /// <summary>Wraps the key of each case, and secrets of the platform.</summary>
    Master,

    /// <summary>Makes the hashes by which telephones and words are found.</summary>
    Index,

    /// <summary>Makes the seals of the journal and signs certificates.</summary>
    Seal,
}
