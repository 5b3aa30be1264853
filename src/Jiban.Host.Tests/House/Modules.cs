using System.Reflection;
using Jiban.Assessment;
using Jiban.Cases;
using Jiban.Channels;
using Jiban.City;
using Jiban.Coordination;
using Jiban.Dispatch;
using Jiban.Patrol;

namespace Jiban.Host.Tests.House;

/// <summary>A module as the house sees it (docs/module.md).</summary>
/// <param name="Uses">The modules it may call.</param>
internal sealed record Module(string Name, Assembly Assembly, params string[] Uses)
{
    public static readonly IReadOnlyList<Module> All =
    [
        new("City", typeof(CityModule).Assembly, "Platform"),
        new("Dispatch", typeof(DispatchModule).Assembly, "City", "Platform"),
        new("Cases", typeof(CasesModule).Assembly, "Dispatch", "City", "Platform"),
        // The contracts of Cases speak in the words of Dispatch (kind, urgency, decision), so who calls Cases names them too.
        new("Patrol", typeof(PatrolModule).Assembly, "Cases", "Dispatch", "City", "Platform"),
        new("Coordination", typeof(CoordinationModule).Assembly, "Cases", "City", "Platform"),
        new(
            "Assessment",
            typeof(AssessmentModule).Assembly,
            "Cases",
            "Dispatch",
            "City",
            "Platform"
        ),
        new("Channels", typeof(ChannelsModule).Assembly, "Cases", "Dispatch", "City", "Platform"),
    ];

    public static readonly IReadOnlyList<string> Schemas =
    [
        "platform",
        .. All.Select(module => module.Schema),
    ];

    public static TheoryData<string> Names => [.. All.Select(module => module.Name)];

    public string Schema => Name.ToLowerInvariant();

    public static Module Of(string name) => All.Single(module => module.Name == name);
}
