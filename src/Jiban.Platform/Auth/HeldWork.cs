using Jiban.Platform.Live;
using Npgsql;

namespace Jiban.Platform.Auth;

/// <summary>Open work that is in the hands of one person, of one kind.</summary>
/// <param name="Kind"><c>case</c>, <c>whistle</c> or <c>task</c>.</param>
/// <param name="Names">Numbers of some of them, where they have one.</param>
/// <param name="TakenBy">The roles that can take it on.</param>
public sealed record HeldWork(
    string Kind,
    int Count,
    IReadOnlyList<string> Names,
    IReadOnlyList<Role> TakenBy
);

/// <summary>Somebody leaves, and a colleague goes on with what the person held.</summary>
/// <param name="To">Open, of a role and a unit that may take it on, or refused by the module; null when nobody was named: the unit is told.</param>
/// <param name="By">Who arranges it.</param>
public sealed record Succession(Guid From, AccountEntry? To, Actor By, DateTimeOffset At);

/// <summary>What became of it.</summary>
/// <param name="HandedOver">How many changed hands.</param>
/// <param name="Left">How many have nobody now; whoever supervises their unit was told.</param>
/// <param name="Changed">What is to be told after the commit.</param>
public sealed record Succeeded(int HandedOver, int Left, IReadOnlyList<CaseChanged> Changed);

/// <summary>
/// What a module knows of the open work of a person, and how it changes hands. The modules that give work to persons register one: the platform
/// knows no case, and closes no account silently over one.
/// </summary>
public interface IHeldWork
{
    /// <summary>What a person holds; kinds of which there is nothing are left out.</summary>
    Task<IReadOnlyList<HeldWork>> OfAsync(Guid account, CancellationToken cancellation);

    /// <summary>Hands it over, or tells whose it is to hand it over, in the transaction that closes the account.</summary>
    Task<Succeeded> HandOverAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Succession succession,
        CancellationToken cancellation
    );
}
