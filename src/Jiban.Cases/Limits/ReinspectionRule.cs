using System.Globalization;

namespace Jiban.Cases.Limits;

/// <summary>Whose result somebody other than the handler must look at before the case is closed (复查规则), as data. Shares are of a hundred.</summary>
/// <param name="Patrol">Of what an inspector found.</param>
/// <param name="Staff">Of what staff or a device registered, with nobody who asked.</param>
/// <param name="Requests">Of what a person asked for.</param>
/// <param name="Classes">Classes of two or four digits whose cases always are, whoever brought them.</param>
internal sealed record ReinspectionRule(
    int Patrol,
    int Staff,
    int Requests,
    IReadOnlyList<string> Classes
)
{
    /// <summary>As shipped: the inspector who found it looks again, and nobody else must.</summary>
    public static readonly ReinspectionRule Shipped = new(100, 0, 0, []);

    /// <summary>Reads the two settings.</summary>
    public static ReinspectionRule Parse(string shares, string classes) =>
        shares.Split('/').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList()
            is [var patrol, var staff, var requests]
            ? new(
                patrol,
                staff,
                requests,
                classes.Split(',', StringSplitOptions.RemoveEmptyEntries)
            )
            : throw new FormatException($"Not three shares: {shares}");

    /// <summary>As <see cref="Parse"/> reads them.</summary>
    public (string Shares, string Classes) Write() =>
        ($"{Patrol}/{Staff}/{Requests}", string.Join(',', Classes));

    /// <summary>Whether the rule asks for a look at the result of a case.</summary>
    /// <param name="fromPatrol">Whether an inspector found it.</param>
    /// <param name="lot">The lot of the case, 0 to 99.</param>
    public bool Asks(CaseFile file, bool fromPatrol, int lot) =>
        Classes.Any(code => file.ClassCode.StartsWith(code, StringComparison.Ordinal))
        || lot
            < (
                file.HasPerson ? Requests
                : fromPatrol ? Patrol
                : Staff
            );
}
