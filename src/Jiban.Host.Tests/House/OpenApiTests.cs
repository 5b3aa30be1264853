namespace Jiban.Host.Tests.House;

public sealed class OpenApiTests(BareHost host) : IClassFixture<BareHost>
{
    [Fact]
    public async Task The_committed_description_is_what_the_program_does()
    {
        var committed = await File.ReadAllTextAsync(Checkout.PathOf("docs", "api", "openapi.json"));
        var served = await host.Client.GetStringAsync("/openapi.json");

        Assert.True(
            committed.TrimEnd() == served.TrimEnd(),
            "docs/api/openapi.json is behind the code: run `dotnet build src/Jiban.Host` and commit what it writes."
        );
    }

    [Fact]
    public async Task No_schema_is_left_open()
    {
        var served = await host.Client.GetStringAsync("/openapi.json");

        // A property without a type reaches the typed client as `unknown`.
        Assert.DoesNotMatch("\"[a-zA-Z]+\": \\{ \\}", served);
    }
}
