using Dapper;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tests;

/// <summary>Many at once, beside people who enter one.</summary>
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task An_import_that_meets_an_entry_by_hand_names_the_row_instead_of_failing()
    {
        var row = Kiosk;
        // Somebody has entered it and has not committed yet.
        await using var byHand = await site.Store.App.OpenAsync(Cancel);
        await using var entry = await byHand.BeginTransactionAsync(Cancel);
        Assert.True(ComponentCode.TryParse(Code, out var code));
        await ComponentNumbers.PassAsync(byHand, entry, code, Cancel);
        await ComponentStore.WriteAsync(byHand, entry, Entered(row), Cancel);

        var import = site
            .Services.GetRequiredService<ComponentImport>()
            .LoadAsync([row with { Code = null, Location = Near(row) }, row], Cancel);
        await WaitsAsync();
        Assert.False(import.IsCompleted);
        await entry.CommitAsync(Cancel);

        Assert.Equal(
            [new ComponentFault(1, "duplicate-code", Code), new ComponentFault(1, "twin", Code)],
            await import
        );
        Assert.Equal(1, await CountAsync("classCode=01022"));
    }

    [Fact]
    public void A_version_does_not_begin_before_the_one_that_it_follows_whatever_the_clock_of_its_host_says()
    {
        var first = Entered(Kiosk);
        Assert.Equal(first.ValidFrom, Next(-1).ValidFrom);
        Assert.Equal(first.ValidFrom.AddMinutes(1), Next(1).ValidFrom);

        Component Next(int minutes) =>
            first.Next(ComponentChange.Changed, null, null, first.ValidFrom.AddMinutes(minutes));
    }

    [Fact]
    public void A_component_keeps_its_district_when_it_is_moved()
    {
        var known = Entered(Kiosk);
        Assert.Null(MoveComponent.Decide(known, Near(Kiosk), "990101001001002"));
        Assert.Equal(
            ComponentRefusal.OtherDistrict,
            MoveComponent.Decide(known, Near(Kiosk), "990102001001002")
        );
    }

    private const string Code = "99010101022000077";

    private static readonly SurveyedComponent Kiosk = new(
        Code,
        "01022",
        "电话亭",
        ComponentState.Intact,
        new Point(0.91 * SomeCity.Side, 0.41 * SomeCity.Side) { SRID = 4326 },
        new DateOnly(2026, 10, 1),
        DataSource.Survey,
        PositionAccuracy.B,
        null,
        null,
        null,
        false,
        null,
        new Dictionary<DutyRole, Guid> { [DutyRole.Authority] = SomeCity.Office }
    );

    private static Point Near(SurveyedComponent row) =>
        new(row.Location.X + SomeCity.Side * 0.02, row.Location.Y) { SRID = 4326 };

    private static Component Entered(SurveyedComponent row) =>
        new(
            Some.Id(77),
            1,
            row.Code!,
            row.ClassCode,
            row.Name,
            row.State,
            row.Location,
            "990101001001001",
            row.InitialDate,
            row.DataSource,
            row.Accuracy,
            null,
            null,
            null,
            false,
            null,
            ComponentChange.Added,
            null,
            null,
            new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero),
            null
        );

    /// <summary>Until somebody stands in line behind a lock of this database.</summary>
    private async Task WaitsAsync()
    {
        await using var looking = await site.Store.Owner.OpenConnectionAsync(Cancel);
        while (
            !await looking.ExecuteScalarAsync<bool>(
                "select exists (select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database())"
            )
        )
        {
            await Task.Yield();
        }
    }
}
