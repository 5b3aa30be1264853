using System.Security.Cryptography;
using System.Text;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.City;

/// <summary>The people who work in the city: two of every role in every unit, made when they are first needed, the same in every run.</summary>
internal sealed class Staff(CitySnapshot city, IReadOnlyList<Actor> inspectors)
{
    private readonly Dictionary<Guid, Actor> _known = inspectors.ToDictionary(one => one.Id);

    /// <summary>The inspectors.</summary>
    public IReadOnlyList<Actor> Inspectors => inspectors;

    /// <summary>The city's centre.</summary>
    public Guid Centre => city.CityCentre!.UnitId;

    /// <summary>Units that handle cases, in the order of their codes.</summary>
    public IReadOnlyList<Unit> Units { get; } =
    [.. city.Units.OrderBy(unit => unit.Code, StringComparer.Ordinal)];

    /// <summary>The <paramref name="n"/>th person with a role in a unit.</summary>
    public Actor Of(Role role, Guid unit, int n = 0)
    {
        var id = new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{role}/{unit}/{n}")).AsSpan(0, 16)
        );
        if (!_known.TryGetValue(id, out var actor))
        {
            _known[id] = actor = new Actor(id, $"{role}{n}", role, unit);
        }

        return actor;
    }

    /// <summary>Who stands in the journal under a name; null for nobody of the staff.</summary>
    public Actor? Named(string journalName) =>
        Guid.TryParse(journalName, out var id) ? _known.GetValueOrDefault(id) : null;

    /// <summary>The unit above; null for the highest.</summary>
    public Guid? Above(Guid unit) => Find(unit)?.ParentId;

    /// <summary>Whether one unit stands below another, at any depth.</summary>
    public bool IsBelow(Guid below, Guid above)
    {
        for (var at = Above(below); at is { } next; at = Above(next))
        {
            if (next == above)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name of a unit, for what is told.</summary>
    public string NameOf(Guid unit) => Find(unit)?.ShortName ?? unit.ToString();

    private Unit? Find(Guid unit) => city.Unit(unit);
}
