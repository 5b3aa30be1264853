using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jiban.Platform.Tests.Auth;

public sealed class AuditTrailTests
{
    private static readonly Actor Auditor = new(Some.Id(1), "审计员", Role.Auditor, null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_application_can_neither_change_nor_remove_a_trace()
    {
        await using var host = await PlatformHost.StartAsync();
        await WriteAsync(host, new AuditEntry(null, "exportCases", null, "done"));
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        foreach (
            var sql in new[]
            {
                "update platform.audit_trail set outcome = 'x'",
                "delete from platform.audit_trail",
                "truncate platform.audit_trail",
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                connection.ExecuteAsync(sql)
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task A_trace_stands_or_falls_with_the_transaction_of_what_was_done()
    {
        await using var host = await PlatformHost.StartAsync();
        await using (var connection = await host.Database.App.OpenAsync(Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await host
                .Services.GetRequiredService<AuditTrail>()
                .WriteAsync(
                    connection,
                    transaction,
                    new AuditEntry(null, "revealRequester", "1", "done"),
                    Cancellation
                );
        }

        Assert.Empty((await ReadAsync(host, "")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_trail_is_read_newest_first_page_by_page_and_by_filter()
    {
        await using var host = await PlatformHost.StartAsync();
        var actor = await host.AccountAsync("li.ming");
        for (var i = 0; i < 5; i++)
        {
            await WriteAsync(
                host,
                new AuditEntry(
                    i % 2 == 0 ? actor : null,
                    i < 2 ? "signIn" : "revealRequester",
                    $"s{i}",
                    "done",
                    "回访核实"
                )
            );
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["s4", "s3", "s2", "s1", "s0"], await PagedSubjectsAsync(host, 2));
        Assert.Equal(["s4", "s2", "s0"], await SubjectsAsync(host, $"?actor={actor}"));
        Assert.Equal(["s1", "s0"], await SubjectsAsync(host, "?action=signIn"));
        Assert.Equal(["s3"], await SubjectsAsync(host, "?subject=s3"));
        var from = host.Clock.GetUtcNow().AddMinutes(-2);
        Assert.Equal(["s4", "s3"], await SubjectsAsync(host, $"?from={from:yyyy-MM-ddTHH:mm:ssZ}"));
        var newest = (await ReadAsync(host, "?limit=1")).GetProperty("items")[0];
        Assert.Equal("李明", newest.GetProperty("actor").GetProperty("name").GetString());
        Assert.Equal("回访核实", newest.GetProperty("purpose").GetString());
    }

    [Fact]
    public async Task A_remote_address_is_recognised_again_and_not_stored()
    {
        await using var host = await PlatformHost.StartAsync();
        foreach (var address in new[] { "203.0.113.7", "203.0.113.7", "203.0.113.8" })
        {
            // Whatever writes it: nobody has to think of saying where a request came from.
            host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext =
                new DefaultHttpContext
                {
                    Connection = { RemoteIpAddress = IPAddress.Parse(address) },
                };
            await WriteAsync(host, new AuditEntry(null, "signIn", null, "done"));
        }

        var from = (await ReadAsync(host, ""))
            .GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("from").GetString())
            .ToArray();
        Assert.Equal(from[1], from[2]);
        Assert.NotEqual(from[0], from[1]);
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        Assert.DoesNotContain(
            "203.0.113",
            string.Join(
                '\n',
                await connection.QueryAsync<string>("select t::text from platform.audit_trail t")
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_an_auditor_reads_the_trail()
    {
        await using var host = await PlatformHost.StartAsync();
        using var client = host.Client().As(Auditor with { Role = Role.Administrator });
        await client.GetAsync("/api/audit", Cancellation).ProblemAsync(403, "not-allowed");
    }

    private static async Task WriteAsync(PlatformHost host, AuditEntry entry)
    {
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        await host
            .Services.GetRequiredService<AuditTrail>()
            .WriteAsync(connection, null, entry, Cancellation);
    }

    private static async Task<JsonElement> ReadAsync(PlatformHost host, string query)
    {
        using var client = host.Client().As(Auditor);
        return await (await client.GetAsync("/api/audit" + query, Cancellation)).JsonAsync(200);
    }

    private static async Task<IEnumerable<string?>> SubjectsAsync(
        PlatformHost host,
        string query
    ) =>
        (await ReadAsync(host, query))
            .GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("subject").GetString());

    private static async Task<IEnumerable<string?>> PagedSubjectsAsync(PlatformHost host, int limit)
    {
        var subjects = new List<string?>();
        for (var next = $"?limit={limit}"; ; )
        {
            var page = await ReadAsync(host, next);
            subjects.AddRange(
                page.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => item.GetProperty("subject").GetString())
            );
            if (
                !page.TryGetProperty("next", out var cursor)
                || cursor.ValueKind == JsonValueKind.Null
            )
            {
                return subjects;
            }

            next = $"?limit={limit}&cursor={cursor.GetString()}";
        }
    }
}
