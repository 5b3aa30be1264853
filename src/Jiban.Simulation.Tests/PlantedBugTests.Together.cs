namespace Jiban.Simulation.Tests;

// What goes wrong between several: units that are called, the city's line, parts of a request, whoever asks too often or in secret.
public sealed partial class PlantedBugTests
{
    [Fact]
    public Task A_whistle_that_ends_before_its_work_is_done_is_found() =>
        FoundAsync(new CallsNothingWork(), "whistles");

    [Fact]
    public Task A_unit_that_did_not_come_and_of_which_nobody_was_told_is_found() =>
        FoundAsync(new WaitsForNobody(), "whistles");

    [Fact]
    public Task Something_that_the_city_never_hears_is_found() =>
        FoundAsync(new KeepsContactsToItself(), "exchange");

    [Fact]
    public Task A_state_of_an_order_that_the_city_does_not_have_is_found() =>
        FoundAsync(new KeepsNoStates(), "reconciliation");

    [Fact]
    public Task A_part_that_loses_the_wish_of_its_requester_is_found() =>
        FoundAsync(new ForgetsTheWishOfParts(), "splits");

    [Fact]
    public Task A_flag_that_is_lost_before_a_person_saw_it_is_found() =>
        FoundAsync(new LosesTheFlag(), "abuse");

    [Fact]
    public Task A_secret_requester_who_is_told_is_found() =>
        FoundAsync(new KnowsNoSecrets(), "confidential");

    /// <summary>No task counts as one that must be done before the end.</summary>
    private sealed class CallsNothingWork : Plant
    {
        public override string Rewrite(string sql) =>
            sql.TrimStart().StartsWith("select", StringComparison.Ordinal)
                ? sql.Replace(
                    "seq, kind, unit_id, due_at, proof",
                    "seq, 'other' as kind, unit_id, due_at, proof",
                    StringComparison.Ordinal
                )
                : sql;
    }

    /// <summary>A function of the store's owner that runs before something is written to a table.</summary>
    private static string Before(string what, string table, string body) =>
        $"""
            create function public.planted() returns trigger language plpgsql security definer as $$
            begin
                {body}
            end $$;
            create trigger planted before {what} on {table} for each row execute function public.planted();
            """;

    private sealed class WaitsForNobody : Plant
    {
        public override string Sql =>
            Before("insert", "coordination.summons", "new.escalate_at := null; return new;");
    }

    private sealed class KeepsContactsToItself : Plant
    {
        public override string Sql =>
            Before(
                "insert",
                "channels.outbox",
                "if new.what = 'contact' then return null; end if; return new;"
            );
    }

    private sealed class KeepsNoStates : Plant
    {
        public override string Sql =>
            Before("update", "channels.upstream_order", "new.state := old.state; return new;");
    }

    private sealed class ForgetsTheWishOfParts : Plant
    {
        public override string Sql =>
            Before(
                "insert",
                "cases.case_file",
                "if new.parent_id is not null then new.confidential := not new.confidential; end if; return new;"
            );
    }

    private sealed class LosesTheFlag : Plant
    {
        public override string Sql =>
            Before(
                "update",
                "cases.case_file",
                "if new.abuse = 'suspected' then new.abuse := null; end if; return new;"
            );
    }

    /// <summary>No case that is read is one whose requester wants to stay unknown.</summary>
    private sealed class KnowsNoSecrets : Plant
    {
        public override string Rewrite(string sql) =>
            sql.StartsWith("select", StringComparison.OrdinalIgnoreCase)
            && sql.Contains("from cases.case_file", StringComparison.Ordinal)
                ? sql.Replace(" confidential,", " false as confidential,", StringComparison.Ordinal)
                : sql;
    }
}
