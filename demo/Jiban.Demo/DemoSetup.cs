using Microsoft.AspNetCore.Builder;

namespace Jiban.Demo;

/// <summary>A login that a visitor may use.</summary>
public sealed record DemoLogin(string Role, string Login, string Password);

/// <summary>What the demo is told by whoever loads it.</summary>
public sealed record DemoSetup
{
    /// <summary>Builds the product's host on the store; the function changes its services after all modules added theirs. The store must be migrated.</summary>
    public required Func<Action<WebApplicationBuilder>, WebApplication> Build { get; init; }

    /// <summary>Where the demo keeps how far it came: the data folder of the platform.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The present: the month ends here.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Takes the logins, one for each role, before the demo counts as loaded: a demo that nobody can enter is half a demo.</summary>
    public required Func<IReadOnlyList<DemoLogin>, Task> HandLogins { get; init; }

    /// <summary>Takes lines of progress.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Seed of the city and of its month.</summary>
    public int Seed { get; init; } = GenerateCity.Seed;
}

/// <summary>What came of loading the demo.</summary>
public enum DemoOutcome
{
    /// <summary>City, staff and month are there now.</summary>
    Loaded,

    /// <summary>They were there already.</summary>
    LoadedBefore,

    /// <summary>The store holds another city; nothing was touched.</summary>
    OtherCity,
}
