using Dapper;
using Jiban.City.Contracts;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>A class in both languages.</summary>
internal sealed record ClassName(string Code, string Name, string NameEn);

/// <summary>A unit by name; the name is empty when the city has it no more.</summary>
/// <param name="CreditCode">Its unified social credit code; null when it is not known.</param>
internal sealed record UnitPart(Guid Id, string Name, string? CreditCode);

/// <summary>What codes mean: names of classes, of the street and community of a cell, of units.</summary>
internal sealed class ComponentWords
{
    private readonly Dictionary<string, ClassName> _classes;
    private readonly Dictionary<string, string> _regions;
    private readonly CitySnapshot _city;

    private ComponentWords(CitySnapshot city, Dictionary<string, ClassName> classes)
    {
        _city = city;
        _classes = classes;
        _regions = city.Regions.ToDictionary(
            region => region.Code,
            region => region.Name,
            StringComparer.Ordinal
        );
    }

    /// <summary>The words as they hold today; of a class that has ended, its last.</summary>
    public static async Task<ComponentWords> ReadAsync(
        NpgsqlConnection connection,
        CitySnapshot city,
        CancellationToken cancellation
    ) =>
        new(
            city,
            (
                await connection.QueryAsync<ClassName>(
                    new CommandDefinition(
                        "select distinct on (code) code, name, name_en from city.component_class order by code, valid_from desc",
                        cancellationToken: cancellation
                    )
                )
            ).ToDictionary(one => one.Code, StringComparer.Ordinal)
        );

    public ClassName Class(string code) =>
        _classes.GetValueOrDefault(code) ?? new ClassName(code, code, code);

    public string? Street(string gridCode) => _regions.GetValueOrDefault(gridCode[..9]);

    public string? Community(string gridCode) => _regions.GetValueOrDefault(gridCode[..12]);

    public UnitPart Unit(Guid id) =>
        new(id, _city.Unit(id)?.Name ?? "", _city.Unit(id)?.CreditCode);
}
