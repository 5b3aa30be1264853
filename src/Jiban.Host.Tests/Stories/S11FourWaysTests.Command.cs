using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.Host.Tests.CommandLine;
using Jiban.Platform.Auth;
using Npgsql;

namespace Jiban.Host.Tests.Stories;

// What `jiban explain` tells of a store is what the desk tells.
public sealed partial class S11FourWaysTests
{
    private const string Dark = "潞湾家园3号楼门口路灯不亮，晚上漆黑";

    [Fact]
    public async Task The_command_explains_by_the_city_and_the_catalogue_of_the_store_that_it_is_given()
    {
        var administrator = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var before = (await administrator.Get("/api/dispatch/thresholds")).Expect(
            HttpStatusCode.OK
        );
        var shipped = await CommandAsync();
        var unit = shipped.GetProperty("decision").GetProperty("unitId").GetGuid();
        var name = host.City.Unit(unit)!.Name;
        Assert.Equal(
            unit,
            (await CommandAsync(Store())).GetProperty("decision").GetProperty("unitId").GetGuid()
        );
        try
        {
            await SaveAsync(unitThreshold: 990);
            await RenameAsync(unit, "改名后的单位");

            // As shipped it has a unit; by this store a person chooses, and so says the desk.
            var told = (await CommandAsync(Store())).GetProperty("decision");
            Assert.Null(told.Maybe("unitId"));
            var desk = (
                await administrator.Post("/api/dispatch/explain", new { text = Dark })
            ).Expect(HttpStatusCode.OK);
            Assert.Null(desk.Maybe("unit"));
            Assert.Equal(
                desk.GetProperty("reasons").EnumerateArray().Select(one => one.Maybe("code")),
                told.GetProperty("reasons").EnumerateArray().Select(one => one.Maybe("code"))
            );
            Assert.Equal(unit, shipped.GetProperty("decision").GetProperty("unitId").GetGuid());
            Assert.Equal(
                unit,
                (await CommandAsync()).GetProperty("decision").GetProperty("unitId").GetGuid()
            );

            // Its city too: the first candidate has the name that only the store knows.
            var words = await RunningJiban.RunAsync(["explain", Dark, .. Store()]);
            Assert.True(words.ExitCode == 0, words.Errors);
            Assert.Contains("改名后的单位", words.Output, StringComparison.Ordinal);
            Assert.Contains("由人选定", words.Output, StringComparison.Ordinal);
        }
        finally
        {
            await RenameAsync(unit, name);
            await SaveAsync(before.GetProperty("unit").GetInt32());
        }

        async Task SaveAsync(int unitThreshold) =>
            (
                await administrator.Put(
                    "/api/dispatch/thresholds",
                    new
                    {
                        unit = unitThreshold,
                        @class = before.GetProperty("class").GetInt32(),
                        version = (await administrator.Get("/api/dispatch/thresholds"))
                            .Body.GetProperty("version")
                            .GetInt32(),
                    }
                )
            ).Expect(HttpStatusCode.NoContent);
    }

    private string[] Store() =>
        [
            "--data",
            host.DataDirectory,
            "--database",
            // A login as somebody's own server has one: of neither role, and a member of both.
            new NpgsqlConnectionStringBuilder(host.Store.Connections.Owner)
            {
                Username = "jiban_guest",
            }.ConnectionString,
        ];

    private static async Task<JsonElement> CommandAsync(params string[] store)
    {
        var (code, output, errors) = await RunningJiban.RunAsync([
            "explain",
            Dark,
            "--json",
            .. store,
        ]);
        Assert.True(code == 0, errors);
        return JsonElement.Parse(output);
    }

    private async Task RenameAsync(Guid unit, string name)
    {
        await using var owner = await host.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        Assert.True(
            await owner.ExecuteAsync(
                "update city.unit set name = @name where unit_id = @unit",
                new { unit, name }
            ) > 0
        );
    }
}
