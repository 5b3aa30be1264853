using Jiban.Simulation.City;

[assembly: AssemblyFixture(typeof(Jiban.Simulation.Tests.TheCity))]

namespace Jiban.Simulation.Tests;

/// <summary>The city that all runs of the suite begin with, loaded once.</summary>
public sealed class TheCity : IAsyncLifetime
{
    internal CityTemplate Template { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Template = await CityTemplate.LoadAsync();

    public ValueTask DisposeAsync() => Template.DisposeAsync();
}
