using Jiban.Platform.Auth;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// What is done to a record that is there: handed over, changed, moved, given terms.
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task A_handover_names_a_day_and_the_one_before_stays_on_record()
    {
        var (id, _) = await site.AddAsync(Record(0.40, 0.40, "01001"));
        Assert.Null(await HandOverAsync(Administrator, "maintainer", SomeCity.Water, "2026-10-01"));
        Assert.Null(
            await HandOverAsync(Administrator, "maintainer", SomeCity.Property, "2027-01-01")
        );
        Assert.Equal(
            "same-unit",
            await HandOverAsync(Administrator, "maintainer", SomeCity.Property, "2027-02-01")
        );
        Assert.Equal(
            "day-out-of-range",
            await HandOverAsync(Administrator, "maintainer", SomeCity.Water, "2027-01-01")
        );
        Assert.Equal(
            "unknown-unit",
            await HandOverAsync(Administrator, "owner", Guid.Empty, "2027-01-01")
        );
        // Neither before it stood there nor more than a year ahead.
        foreach (var day in new[] { "2026-09-30", "2028-06-01" })
        {
            Assert.Equal(
                "day-out-of-range",
                await HandOverAsync(Administrator, "owner", SomeCity.Water, day)
            );
        }

        var duties = (await site.GetAsync(Office, $"/api/components/{id}"))
            .Body.GetProperty("duties")
            .EnumerateArray()
            .Where(duty => duty.GetProperty("role").GetString() == "maintainer")
            .Select(duty =>
                (
                    duty.GetProperty("unit").GetProperty("id").GetGuid(),
                    duty.TryGetProperty("until", out var until) ? until.GetString() : null
                )
            );
        Assert.Equal([(SomeCity.Water, "2026-12-31"), (SomeCity.Property, null)], duties);
        // Until the day has come the one before answers, and may act.
        Assert.Equal(1, await CountAsync($"classCode=01001&unitId={SomeCity.Water}"));
        Assert.Equal(0, await CountAsync($"classCode=01001&unitId={SomeCity.Property}"));
        Assert.Equal(
            1,
            await CountAsync($"classCode=01001&unitId={SomeCity.Property}&day=2027-01-01")
        );
        Assert.Null(await MeasureAsync(Water));
        var next = Water with { UnitId = SomeCity.Property };
        Assert.Equal("other-unit", await MeasureAsync(next));
        Assert.True(await IsEditableAsync(Water));
        Assert.False(await IsEditableAsync(next));

        async Task<string?> MeasureAsync(Actor actor) =>
            (
                await site.PostAsync(
                    actor,
                    $"/api/components/{id}/measurements",
                    new
                    {
                        quantity = "沉降",
                        value = 1.5,
                        unit = "cm",
                    }
                )
            ).Type;

        async Task<bool> IsEditableAsync(Actor actor) =>
            (await site.GetAsync(actor, $"/api/components/{id}"))
                .Body.GetProperty("editable")
                .GetBoolean();

        async Task<string?> HandOverAsync(Actor actor, string role, Guid unitId, string from) =>
            (
                await site.PostAsync(
                    actor,
                    $"/api/components/{id}/handover",
                    new
                    {
                        version = 1,
                        role,
                        unitId,
                        from,
                    }
                )
            ).Type;
    }

    [Fact]
    public async Task What_was_typed_wrongly_and_has_not_begun_is_taken_back_with_a_reason_and_what_held_goes_on()
    {
        var (id, _) = await site.AddAsync(Record(0.42, 0.44, "01008"));
        Assert.Null(
            await PostAsync(
                "handover",
                new
                {
                    version = 1,
                    role = "authority",
                    unitId = SomeCity.Water,
                    from = "2027-01-01",
                }
            )
        );
        Assert.Null(
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    $"/api/components/{id}/terms",
                    new
                    {
                        version = 1,
                        from = "2027-01-01",
                        warranty = new { by = "错填的厂家", ends = "2029-01-01" },
                    }
                )
            ).Type
        );

        Assert.Equal(
            "malformed",
            await PostAsync("withdraw", new { version = 1, reason = "填错了单位" })
        );
        Assert.Equal(
            "reason-missing",
            await PostAsync(
                "withdraw",
                new
                {
                    version = 1,
                    role = "authority",
                    reason = "错",
                }
            )
        );
        Assert.Equal(
            "nothing-planned",
            await PostAsync(
                "withdraw",
                new
                {
                    version = 1,
                    role = "owner",
                    reason = "填错了单位",
                }
            )
        );
        Assert.Null(
            await PostAsync(
                "withdraw",
                new
                {
                    version = 1,
                    role = "authority",
                    reason = "填错了单位",
                }
            )
        );
        // What holds since its first day is no plan.
        Assert.Equal(
            "nothing-planned",
            await PostAsync(
                "withdraw",
                new
                {
                    version = 2,
                    role = "authority",
                    reason = "填错了单位",
                }
            )
        );
        Assert.Null(
            await PostAsync(
                "withdraw",
                new
                {
                    version = 2,
                    terms = "warranty",
                    reason = "厂家填错了",
                }
            )
        );

        var shown = (await site.GetAsync(Office, $"/api/components/{id}")).Body;
        var duty = Assert.Single(shown.GetProperty("duties").EnumerateArray());
        Assert.Equal(SomeCity.Office, duty.GetProperty("unit").GetProperty("id").GetGuid());
        Assert.False(duty.TryGetProperty("until", out _));
        Assert.Empty(shown.GetProperty("terms").EnumerateArray());
        Assert.Equal(
            ["撤回自2027-01-01起的安排：厂家填错了", "撤回自2027-01-01起的安排：填错了单位"],
            shown
                .GetProperty("history")
                .EnumerateArray()
                .Take(2)
                .Select(version => version.GetProperty("reason").GetString())
        );

        async Task<string?> PostAsync(string step, object body) =>
            (await site.PostAsync(Administrator, $"/api/components/{id}/{step}", body)).Type;
    }

    [Fact]
    public async Task Who_does_not_answer_for_it_and_who_looked_at_an_old_version_changes_nothing()
    {
        var (id, _) = await site.AddAsync(Record(0.50, 0.70, "03005"));
        Assert.Equal("other-unit", await StateAsync(Water, 1, "damaged"));
        Assert.Null(await StateAsync(Office, 1, "damaged"));
        Assert.Equal("changed-meanwhile", await StateAsync(Office, 1, "lost"));
        Assert.Equal("same-state", await StateAsync(Office, 2, "damaged"));
        Assert.Equal("same-state", await StateAsync(Office, 2, "removed"));
        Assert.Equal(
            "reason-missing",
            (
                await site.PostAsync(
                    Office,
                    $"/api/components/{id}/retire",
                    new { version = 2, reason = "拆" }
                )
            ).Type
        );
        Assert.Null(
            (
                await site.PostAsync(
                    Office,
                    $"/api/components/{id}/retire",
                    new { version = 2, reason = "道路改造拆除" }
                )
            ).Type
        );
        // Nobody answers for it any more; whoever may do everything is told that it is gone.
        Assert.Equal(
            "component-removed",
            (
                await site.PostAsync(
                    Administrator,
                    $"/api/components/{id}/state",
                    new { version = 3, state = "intact" }
                )
            ).Type
        );
        Assert.Equal(0, await CountAsync("classCode=03005"));
        Assert.Equal(1, await CountAsync("classCode=03005&state=removed"));
        var foreign = Record(0.51, 0.70, "03005");
        Assert.Equal("other-unit", (await site.PostAsync(Water, "/api/components", foreign)).Type);
        Assert.Equal(
            "unknown-component",
            (await site.GetAsync(Office, $"/api/components/{Guid.Empty}")).Type
        );

        async Task<string?> StateAsync(Actor actor, int version, string state) =>
            (
                await site.PostAsync(actor, $"/api/components/{id}/state", new { version, state })
            ).Type;
    }
}
