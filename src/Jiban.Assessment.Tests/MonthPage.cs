using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Jiban.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Assessment.Tests;

/// <summary>The routes of the module over a store of their own, as a leader of the city centre uses them two days after November closed.</summary>
internal sealed class MonthPage : IAsyncDisposable
{
    public const string November = "/api/assessment/periods/2026-11";

    /// <summary>A morning within November.</summary>
    public static readonly DateTimeOffset Day = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly Actor LeaderActor = new(
        Some.Id(90),
        "何静",
        Role.Leader,
        SmallCity.Centre
    );

    public static readonly Actor Administrator = new(
        Some.Id(91),
        "管理员",
        Role.Administrator,
        null
    );

    private readonly string _directory;
    private int _cases;

    private MonthPage(AssessmentStore store, TestHost host, FakeClock clock, string directory)
    {
        (Store, Host, Clock, _directory) = (store, host, clock, directory);
        Leader = As(LeaderActor);
    }

    public AssessmentStore Store { get; }
    public TestHost Host { get; }
    public FakeClock Clock { get; }
    public HttpClient Leader { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MonthPage> OpenAsync()
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)));
        var store = await AssessmentStore.CreateAsync();
        var city = new CityRegistry();
        city.Swap(SmallCity.Snapshot);
        var directory = Directory.CreateTempSubdirectory("jiban-month-").FullName;
        var host = await TestHost.StartAsync(
            services =>
                services
                    .AddSingleton(store.Database.App)
                    .AddSingleton(city)
                    .AddSingleton<TimeProvider>(clock)
                    .AddPlatform(new PlatformOptions { DataDirectory = directory })
                    .AddActingAs()
                    .AddAssessment(),
            routes => routes.MapAssessment()
        );
        return new MonthPage(store, host, clock, directory);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A client of somebody; the host disposes of it.</summary>
    public HttpClient As(Actor actor) => Host.Client().As(actor);

    public Entries Open(Guid unit, bool own = false) =>
        new Entries(Some.Id(1000 + _cases++)).Registered(Day, own).Dispatched(Day, unit);

    public Entries Solved(Guid unit, bool own = false, string satisfied = "satisfied") =>
        Open(unit, own)
            .Resolved(Day.AddHours(5))
            .CalledBack(Day.AddDays(1), true, true, "solved", satisfied)
            .Closed(Day.AddDays(1));

    public Task HappenAsync(params Entries[] cases) =>
        Store.ApplyAsync([.. cases.SelectMany(one => one.Written)]);

    public async Task<RankingPage> PageAsync(string query = "") =>
        (
            await Leader.GetFromJsonAsync<RankingPage>(
                November + query,
                ApiJson.Options,
                Cancellation
            )
        )!;

    /// <summary>The first page of the cases behind a number, as somebody sees it.</summary>
    public async Task<ListCountedCases.Response> CountedAsync(Actor actor, string query) =>
        (
            await As(actor)
                .GetFromJsonAsync<ListCountedCases.Response>(
                    $"{November}/cases?{query}",
                    ApiJson.Options,
                    Cancellation
                )
        )!;

    public async Task<List<ListCountedCases.Item>> CasesAsync(string query)
    {
        var items = new List<ListCountedCases.Item>();
        for (Guid? next = Guid.Empty; next is not null; )
        {
            var page = await Leader.GetFromJsonAsync<ListCountedCases.Response>(
                $"{November}/cases?{query}&cursor={next}",
                ApiJson.Options,
                Cancellation
            );
            Assert.Equal(0, page!.Hidden);
            items.AddRange(page.Items);
            next = page.Next;
        }

        return items;
    }

    public static IEnumerable<(string Measure, long Number)> NumbersOf(RankingPage.Row row) =>
        [
            ("accepted", row.Accepted),
            ("completed", row.Completed),
            ("valid", row.Valid),
            ("contacted", row.Contacted),
            ("solved", row.Solved),
            ("satisfied", row.Satisfied),
            ("basicallySatisfied", row.BasicallySatisfied),
        ];

    public Task<HttpResponseMessage> PostAsync(string period, string? note) =>
        Leader.PostAsJsonAsync(
            $"/api/assessment/periods/{period}/publish",
            new PublishRanking.Request(note),
            ApiJson.Options,
            Cancellation
        );

    public async Task PublishAsync(string period, string? note = null)
    {
        using var answer = await PostAsync(period, note);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Created,
            await answer.Content.ReadAsStringAsync(Cancellation)
        );
    }

    /// <summary>What the audit trail holds, oldest first: who, what, on what.</summary>
    public async Task<List<(Guid? Actor, string Action, string Subject)>> TracesAsync()
    {
        await using var connection = await Store.Database.Owner.OpenConnectionAsync(Cancellation);
        return (
            await connection.QueryAsync<(Guid?, string, string)>(
                "select actor_id, action, subject from platform.audit_trail order by audit_id"
            )
        ).AsList();
    }

    public async Task<string?> RefusedAsync(string period, int status, string? note = null)
    {
        using var answer = await PostAsync(period, note);
        Assert.Equal(status, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation))!.Type;
    }

    public async Task<string?> ChangeAsync(ChangeWeights.Request request, int status)
    {
        using var answer = await As(Administrator)
            .PutAsJsonAsync("/api/settings/weights", request, ApiJson.Options, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)answer.StatusCode == status, body);
        return JsonDocument.Parse(body).RootElement.TryGetProperty("type", out var type)
            ? type.GetString()
            : null;
    }
}
