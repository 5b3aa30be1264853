namespace Jiban.Platform.Auth;

/// <summary>
/// How long a session from the field app lasts, without the platform knowing what a shift is. The module that sends people into the field registers one.
/// </summary>
/// <param name="Length">Asked at each sign-in; a session that is open keeps the length with which it began.</param>
public sealed record FieldSession(Func<CancellationToken, Task<TimeSpan>> Length);
