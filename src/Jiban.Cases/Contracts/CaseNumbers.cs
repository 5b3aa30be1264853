namespace Jiban.Cases.Contracts;

/// <summary>What other modules may ask of a case number.</summary>
public static class CaseNumbers
{
    /// <summary>Whether somebody typed a number whose check digit fits.</summary>
    public static bool IsNumber(string typed) => CaseNumber.TryRead(typed, out _);
}
