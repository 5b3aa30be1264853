namespace Jiban.Platform.Crypto;

/// <summary>The keys of one kind by their numbers. The newest makes what is made now; older ones still read what they made.</summary>
internal sealed class KeySet(IReadOnlyDictionary<int, byte[]> keys)
{
    /// <summary>The number of the newest; 0 where there is none.</summary>
    public int Newest { get; } = keys.Count == 0 ? 0 : keys.Keys.Max();

    /// <summary>The numbers at hand, the oldest first.</summary>
    public IReadOnlyList<int> Numbers { get; } = [.. keys.Keys.Order()];

    public byte[]? Find(int number) => keys.GetValueOrDefault(number);

    public byte[] this[int number] => keys[number];

    /// <summary>These, and those that joined.</summary>
    public KeySet With(KeySet joined) =>
        new(
            joined
                .Numbers.Concat(Numbers)
                .Distinct()
                .ToDictionary(n => n, n => Find(n) ?? joined[n])
        );
}
