using Jiban.Platform.Auth;

namespace Jiban.Platform.Live;

/// <summary>Something other than a case has changed and the change is durable.</summary>
/// <param name="Topic">The name of the event on the pages, such as <c>whistle</c>.</param>
/// <param name="Needs">Who may ever do this operation for one of the units is told.</param>
/// <param name="Units">The units that it concerns.</param>
/// <param name="Accounts">The people that it concerns, whatever their unit.</param>
public sealed record Notice(
    string Topic,
    Guid Id,
    Operation Needs,
    IReadOnlyList<Guid> Units,
    IReadOnlyList<Guid>? Accounts = null
);
