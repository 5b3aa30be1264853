using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Demo;

/// <summary>A member of staff of the invented city.</summary>
/// <param name="UnitCode">Code of the unit in which the account acts.</param>
public sealed record DemoPerson(string Login, string Name, Role Role, string UnitCode);

/// <summary>An invented city with its staff.</summary>
public sealed record DemoWorld(CityPlan Plan, IReadOnlyList<DemoPerson> People);
