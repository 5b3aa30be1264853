namespace Jiban.Platform.Auth.Routing;

/// <summary>What a route lets somebody do: the row of <see cref="Permissions"/> that guards it.</summary>
public sealed record NeedsOperation(Operation Operation);
