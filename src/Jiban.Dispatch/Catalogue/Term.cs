namespace Jiban.Dispatch.Catalogue;

/// <summary>What a listed word says when it stands in a message.</summary>
internal enum TermUse
{
    /// <summary>It speaks for a class.</summary>
    Class,

    /// <summary>It speaks for a kind of demand.</summary>
    Kind,

    /// <summary>Life is in danger now.</summary>
    Danger,

    /// <summary>Danger to safety or property: the tier of two hours.</summary>
    Emergency,

    /// <summary>A point of urgency; two points of different targets raise the tier.</summary>
    Urgent,

    /// <summary>Stands before a word of danger and takes the danger away: if, may, afraid of, last year.</summary>
    Guard,
}

/// <summary>A word of the platform's own lists.</summary>
/// <param name="Target">A class code, a kind, or a group (<c>rescue119</c>, <c>vulnerable</c>).</param>
/// <param name="Permille">Weight in thousandths of a unit of log-odds; not used for danger and guards.</param>
internal sealed record Term(string Text, TermUse Use, string Target, int Permille);
