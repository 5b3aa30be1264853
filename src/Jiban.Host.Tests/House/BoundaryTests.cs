namespace Jiban.Host.Tests.House;

/// <summary>What holds the modules apart, so that one can be read, changed and thrown away by itself.</summary>
public sealed class BoundaryTests
{
    public static TheoryData<string> Modules => Module.Names;

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_shows_its_doors_its_options_and_its_contracts_only(string name)
    {
        var module = Module.Of(name);

        var shown = module
            .Assembly.GetExportedTypes()
            .Where(type =>
                type.FullName != $"Jiban.{name}.{name}Module"
                && type.FullName != $"Jiban.{name}.{name}Options"
                && type.Namespace != $"Jiban.{name}.Contracts"
                && type.Namespace?.StartsWith($"Jiban.{name}.Contracts.", StringComparison.Ordinal)
                    != true
            )
            .Select(type => type.FullName);

        Assert.Empty(shown);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_calls_only_the_modules_below_it(string name)
    {
        var module = Module.Of(name);

        var called = module
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("Jiban.", StringComparison.Ordinal))
            .Select(reference => reference["Jiban.".Length..]);

        Assert.Empty(called.Except(module.Uses));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_modules_SQL_names_no_schema_but_its_own(string name)
    {
        var module = Module.Of(name);
        var texts = Sql.Of(Checkout.PathOf("src", "Jiban." + name));
        Assert.NotEmpty(Module.Schemas);

        var foreign = texts.SelectMany(text => text.NamesOf(Module.Schemas, except: module.Schema));

        Assert.Empty(foreign);
    }

    [Fact]
    public void The_platforms_SQL_knows_no_module()
    {
        var texts = Sql.Of(Checkout.PathOf("src", "Jiban.Platform"));
        Assert.NotEmpty(texts);

        Assert.Empty(texts.SelectMany(text => text.NamesOf(Module.Schemas, except: "platform")));
    }

    [Theory]
    [InlineData("select * from city.unit", "city.unit")]
    [InlineData(
        "insert into cases.text values (1); select City.Unit.name",
        "cases.text",
        "City.Unit"
    )]
    [InlineData("select x.name from dispatch.rule d -- city.unit", "dispatch.rule", "city.unit")]
    [InlineData("select 1 from patrol.shift")]
    [InlineData("select 1 from mycity.unit")]
    public void A_foreign_schema_is_found_where_it_is_named(string sql, params string[] expected) =>
        Assert.Equal(
            expected,
            new Sql("here", sql)
                .NamesOf(Module.Schemas, except: "patrol")
                .Select(found => found.Split(": ")[1])
        );
}
