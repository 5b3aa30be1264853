using System.Text.RegularExpressions;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Simulation.Tests;

/// <summary>
/// Bugs of the kinds that matter, each planted around the product and found by the city, by name and from a seed. A simulation that
/// never found anything would prove nothing.
/// </summary>
[Trait("Category", "Heavy")]
public sealed partial class PlantedBugTests(TheCity city)
{
    // What nobody does in one city is done in another; `./jiban test --all` runs as many.
    private const int MostSeeds = 50;
    private const int Days = 3;

    [Fact]
    public Task A_lost_update_is_found() => FoundAsync(new NobodyHoldsTheCase(), "lost-update");

    [Fact]
    public Task A_clock_that_tells_twice_is_found() =>
        FoundAsync(new ForgetsThatItTold(), "clocks");

    [Fact]
    public Task A_requester_whom_nobody_asks_is_found() =>
        FoundAsync(new LeftOffTheList(), "requesters");

    [Fact]
    public Task A_hole_in_the_table_of_rights_is_found() =>
        FoundAsync(new EverybodyIsAtHome(), "rights");

    [Fact]
    public Task A_wrong_working_day_is_found() => FoundAsync(new WorksOnHolidays(), "working-days");

    [Fact]
    public Task An_inspector_who_has_gone_home_and_is_asked_to_look_is_found() =>
        FoundAsync(new FollowsThemHome(), "verifications");

    /// <summary>One of some seeds fails, and names what does not hold.</summary>
    private async Task FoundAsync(Plant plant, string invariant)
    {
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            var result = await Run.OfAsync(city.Template, seed, Days, plant);
            if (!result.Held)
            {
                Assert.Contains(result.Findings, finding => finding.Invariant == invariant);
                TestContext.Current.TestOutputHelper?.WriteLine(SimulateCommand.FailureOf(result));
                return;
            }
        }

        Assert.Fail($"{MostSeeds} seeds found nothing.");
    }

    /// <summary>A case is read without holding it, and written without a look at what it has become meanwhile.</summary>
    private sealed partial class NobodyHoldsTheCase : Plant
    {
        public override string Rewrite(string sql) =>
            sql.EndsWith(
                "from cases.case_file where case_id = $1 for update",
                StringComparison.Ordinal
            )
                // A moment between reading and writing, so that two who act at once are two who act at once.
                ? sql.Replace(
                    "for update",
                    "and pg_sleep(0.05) is not null",
                    StringComparison.Ordinal
                )
            : sql.StartsWith("update cases.case_file", StringComparison.Ordinal)
                ? Version().Replace(sql, "c.head_seq >= ${n}")
            : sql.StartsWith("insert into platform.journal", StringComparison.Ordinal)
            || sql.StartsWith("insert into cases.text", StringComparison.Ordinal)
                ? sql + " on conflict do nothing"
            : sql;

        [GeneratedRegex(@"c\.head_seq = (?<n>\$\d+)")]
        private static partial Regex Version();
    }

    /// <summary>The first time that a clock tells something, it forgets that it did.</summary>
    private sealed class ForgetsThatItTold : Plant
    {
        public override string Sql =>
            """
                create table public.forgotten (case_id uuid, kind text, primary key (case_id, kind));
                create function public.forget() returns trigger language plpgsql security definer as $$
                begin
                    if new.level > old.level and not exists (
                        select from public.forgotten f where f.case_id = new.case_id and f.kind = new.kind) then
                        insert into public.forgotten values (new.case_id, new.kind);
                        new.level := old.level;
                        new.next_at := old.next_at;
                    end if;
                    return new;
                end $$;
                create trigger forget before update on cases.deadline for each row execute function public.forget();
                """;
    }

    /// <summary>A page of the list leaves out some of those whose request is resolved.</summary>
    private sealed class LeftOffTheList : Plant
    {
        public override string Rewrite(string sql) =>
            sql.Contains("(state = 'resolved' or ", StringComparison.Ordinal)
                ? sql.Replace(
                    "(state = 'resolved' or ",
                    "right(number, 1) not in ('1', '3', '5', '7', '9') and (state = 'resolved' or ",
                    StringComparison.Ordinal
                )
                : sql;
    }

    /// <summary>Whoever contacts a requester counts as one of the unit that has the case.</summary>
    private sealed class EverybodyIsAtHome : Plant
    {
        public override void Wire(IServiceCollection services, TestDatabase store) =>
            services.AddSingleton<IStartupFilter>(new Hole(store));

        private sealed class Hole(TestDatabase store) : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
                app =>
                {
                    app.Use(
                        async (http, rest) =>
                        {
                            await LetInAsync(http);
                            await rest(http);
                        }
                    );
                    next(app);
                };

            private async Task LetInAsync(HttpContext http)
            {
                var parts = http.Request.Path.Value!.Split('/');
                if (
                    parts is not [_, "api", "cases", var id, "contact"]
                    || !Guid.TryParse(id, out var caseId)
                )
                {
                    return;
                }

                await using var command = store.Owner.CreateCommand(
                    "select unit_id from cases.case_file where case_id = $1"
                );
                command.Parameters.Add(new() { Value = caseId });
                if (await command.ExecuteScalarAsync() is Guid unit)
                {
                    ActingAs.Move(http.Request.Headers, Role.Handler, unit);
                }
            }
        }
    }

    /// <summary>The calendar in the store has lost its days off, and the day that is worked instead.</summary>
    private sealed class WorksOnHolidays : Plant
    {
        public override string Sql =>
            "delete from cases.calendar_day where day between '2026-09-21' and '2026-10-31'";
    }

    /// <summary>A shift that is over counts as one that runs.</summary>
    private sealed class FollowsThemHome : Plant
    {
        public override string Rewrite(string sql) =>
            sql.Replace(
                "where started_at is not null and ended_at is null and ends_at >",
                "where started_at is not null and made_at <",
                StringComparison.Ordinal
            );
    }
}
