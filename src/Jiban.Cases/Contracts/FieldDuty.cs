namespace Jiban.Cases.Contracts;

/// <summary>
/// What this module must know of the patrol, without knowing what a patrol is. The module that sends inspectors out registers one; where there is
/// none, nobody is on duty.
/// </summary>
/// <param name="InspectorAt">Who is on duty at a point now, the one with the least to verify; null when nobody is. Degrees east and north, WGS-84.</param>
public sealed record FieldDuty(Func<double, double, CancellationToken, Task<Guid?>> InspectorAt);
