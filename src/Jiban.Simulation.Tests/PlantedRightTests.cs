using System.Reflection;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Tests;

/// <summary>
/// One right too many for one role, planted in the table of rights itself, and found by the city. The table is one for the whole process, so nothing
/// else runs meanwhile.
/// </summary>
[Collection(nameof(PlantedRightTests))]
[Trait("Category", "Heavy")]
public sealed class PlantedRightTests(TheCity city)
{
    private const int MostSeeds = 50;
    private const int Days = 3;

    // A decision that is another's, a step that is the unit's, a look that is nobody's of that role.
    public static readonly TheoryData<string, string, string> Holes = new()
    {
        { nameof(Operation.RuleOnReturn), nameof(Role.Dispatcher), "Below" },
        { nameof(Operation.ResolveCase), nameof(Role.Leader), "Own, Below" },
        { nameof(Operation.SuperviseCase), nameof(Role.Secretary), "Own" },
        { nameof(Operation.ViewCases), nameof(Role.Administrator), "Any" },
    };

    [Theory]
    [MemberData(nameof(Holes))]
    public async Task One_right_too_many_in_the_table_is_found(
        string operation,
        string role,
        string relation
    )
    {
        using var hole = new Hole(
            Enum.Parse<Operation>(operation),
            Enum.Parse<Role>(role),
            Enum.Parse<Relation>(relation)
        );
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            var result = await Run.OfAsync(city.Template, seed, Days);
            if (!result.Held)
            {
                Assert.Contains(result.Findings, finding => finding.Invariant == "rights");
                TestContext.Current.TestOutputHelper?.WriteLine(SimulateCommand.FailureOf(result));
                return;
            }
        }

        Assert.Fail($"{MostSeeds} seeds found nothing.");
    }

    [CollectionDefinition(nameof(PlantedRightTests), DisableParallelization = true)]
    public sealed class Alone;

    /// <summary>A line of the table that is not there, as long as this lives.</summary>
    private sealed class Hole : IDisposable
    {
        private static readonly Dictionary<(Operation, Role), Relation> Table =
            (Dictionary<(Operation, Role), Relation>)
                typeof(Permissions)
                    .GetField(nameof(Table), BindingFlags.NonPublic | BindingFlags.Static)!
                    .GetValue(null)!;

        private readonly (Operation, Role) _line;

        public Hole(Operation operation, Role role, Relation relation)
        {
            _line = (operation, role);
            Table.Add(_line, relation);
        }

        public void Dispose() => Table.Remove(_line);
    }
}
