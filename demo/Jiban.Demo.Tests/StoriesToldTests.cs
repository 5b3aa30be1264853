using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace Jiban.Demo.Tests;

/// <summary>Whoever visits the demo city finds cases in which the stories happened (docs/stories.md), each as it was played by the real operations.</summary>
public sealed partial class StoriesToldTests(LoadedDemo demo)
{
    [Fact]
    public async Task S1_four_units_came_to_the_dark_gate_next_morning_and_the_lamps_stood_before_the_case_ended()
    {
        const string lights =
            "place_name like '潞湾小学%' and to_char(received_at at time zone 'Asia/Shanghai', 'HH24:MI') = '17:48'";
        const string called =
            $"from coordination.whistle w join coordination.whistle_case wc using (whistle_id) join cases.case_file f using (case_id) where f.{lights}";
        Assert.Equal(
            ["registered", "met", "resolved", "calledBack", "closed"],
            await StepsAsync(lights)
        );
        // Called the same evening; each is there next morning before the hour, and stands at the gate: minutes after the report, and metres.
        Assert.Equal(
            ["emergency, the same day, closed"],
            await RowsAsync<string>(
                $"""
                select w.kind || case when (w.blown_at at time zone 'Asia/Shanghai')::date = (f.received_at at time zone 'Asia/Shanghai')::date
                    then ', the same day' else ', later' end || case when w.closed_at < f.resolved_at then ', closed' else ', open' end {called}
                """
            )
        );
        Assert.Equal(
            ["城管办 900 min", "社区办 906 min", "教委 912 min", "照明中心 918 min"],
            await RowsAsync<string>(
                $"""
                select (select called from unnest(array['城管办', '社区办', '教委', '照明中心']) called where u.short_name like '%' || called)
                    || ' ' || round(extract(epoch from s.arrived_at - f.received_at) / 60) || ' min'
                from coordination.summons s join city.unit u using (unit_id) join coordination.whistle_case wc using (whistle_id)
                    join cases.case_file f using (case_id)
                where f.{lights} and s.arrived_at <= s.report_by and s.accuracy_metres < 15 and s.distance_metres < 60
                order by s.arrived_at
                """
            )
        );
        // Two tasks with an owner and a day: what is built was seen by somebody else before the result, what is to be kept in order is still owed.
        Assert.Equal(
            ["build 照明中心 verified in time", "maintain 教委 open"],
            await RowsAsync<string>(
                $"""
                select t.kind || ' ' || (select called from unnest(array['教委', '照明中心']) called where u.short_name like '%' || called) || ' ' || t.state
                    || case when t.verified_at < f.resolved_at and t.done_at < t.due_at and t.verified_by <> t.done_by then ' in time' else '' end
                from coordination.task t join city.unit u using (unit_id) join coordination.whistle_case wc using (whistle_id)
                    join cases.case_file f using (case_id)
                where f.{lights} order by t.kind
                """
            )
        );
        // Both sides say how it went, each of two.
        Assert.Equal(
            4,
            await OneAsync(
                $"select count(*) from coordination.score where whistle_id in (select w.whistle_id {called})"
            )
        );
    }

    [Fact]
    public async Task S2_the_paper_was_there_by_the_next_morning_after_a_meeting()
    {
        const string paper =
            "place_name like '和风苑3号楼%' and to_char(received_at at time zone 'Asia/Shanghai', 'HH24:MI') = '18:20'";
        Assert.Equal(
            ["registered", "met", "resolved", "calledBack", "closed"],
            await StepsAsync(paper)
        );
        Assert.Equal(
            1,
            await OneAsync(
                $"""
                select count(*) from cases.case_file where {paper} and meeting = 'met' and resolved_at
                    < (date_trunc('day', received_at at time zone 'Asia/Shanghai') + interval '1 day 9 hours') at time zone 'Asia/Shanghai'
                """
            )
        );
    }

    [Fact]
    public async Task S3_the_charging_points_took_weeks_in_which_the_citizen_heard_every_step_and_gave_thanks()
    {
        const string charging =
            "place_name like '云帆公馆5号楼%' and to_char(received_at at time zone 'Asia/Shanghai', 'HH24:MI') = '10:12'";
        Assert.Equal(
            [
                "registered",
                "met",
                "progressReported",
                // What the citizen is told with the ask for more time.
                "progressReported",
                "extensionAsked",
                "extensionJudged",
                "progressReported",
                "resolved",
                "calledBack",
                "closed",
            ],
            await StepsAsync(charging)
        );
        // Granted by another person, with a word to the citizen, and kept to; never a week in silence.
        Assert.Equal(
            1,
            await OneAsync(
                $"""
                select count(*) from cases.case_file f
                    join platform.journal asked on asked.case_id = f.case_id and asked.kind = 'extensionAsked'
                    join platform.journal judged on judged.case_id = f.case_id and judged.kind = 'extensionJudged'
                    join platform.journal said on said.case_id = f.case_id and said.kind = 'progressReported' and said.seq = asked.seq - 1
                    join cases.text t on t.case_id = said.case_id and t.seq = said.seq
                where {charging} and asked.actor <> judged.actor
                    and f.resolved_at < (judged.data ->> 'dueResolve')::timestamptz
                """
            )
        );
        Assert.Equal(
            0,
            await OneAsync(
                $"""
                select count(*) from (
                    select j.at - lag(j.at) over (order by j.seq) as silence from platform.journal j join cases.case_file f using (case_id)
                    where {charging} and j.kind in ('registered', 'met', 'progressReported', 'resolved')) told
                where silence > interval '7 days'
                """
            )
        );
        Assert.Equal(
            1,
            await OneAsync(
                $"""
                select count(*) from platform.journal t join cases.case_file f using (case_id)
                where {charging} and t.kind = 'praised'
                """
            )
        );
    }

    [Fact]
    public async Task S9_forty_calls_within_ten_minutes_are_one_incident_which_one_left_and_in_which_one_was_handled_again()
    {
        // The first call leads forty others, of which one turns out to be another matter.
        Assert.Equal(40, await EntriesAsync("joinedIncident"));
        Assert.Equal(1, await EntriesAsync("leftIncident"));
        Assert.Equal(
            1,
            await OneAsync(
                """
                select count(*) from (
                    select count(distinct f.number) as calls, max(f.received_at) - lead.received_at as within
                    from platform.journal j join cases.case_file f using (case_id)
                        join cases.case_file lead on lead.case_id = (j.data ->> 'lead')::uuid
                    where j.kind = 'joinedIncident' and not exists (
                        select from platform.journal l where l.case_id = j.case_id and l.kind = 'leftIncident')
                    group by lead.case_id, lead.received_at) told
                where calls = 39 and within < interval '10 minutes'
                """
            )
        );
        // Each requester of it is asked alone, and the one who still had no water a second time.
        Assert.Equal(
            [.. Enumerable.Repeat(1, 39), 2],
            await RowsAsync<int>(
                """
                select count(*) filter (where kind = 'calledBack')::int as asked from platform.journal j
                where exists (select from platform.journal m where m.case_id = j.case_id and m.kind = 'joinedIncident')
                group by case_id order by asked
                """
            )
        );
        Assert.Equal(
            0,
            await OneAsync(
                """
                select count(*) from cases.case_file f where place_name like '丹桂苑7号楼%' and exists (
                    select from platform.journal j where j.case_id = f.case_id and j.kind = 'joinedIncident')
                """
            )
        );
    }

    [Fact]
    public async Task S16_a_repeat_is_linked_with_its_history_and_the_thanks_with_what_they_are_for()
    {
        Assert.Equal(
            ["meetsStandard"],
            await RowsAsync<string>(
                """
                select j.data ->> 'outcome' from platform.journal j join cases.case_file f using (case_id)
                where j.kind = 'repeatLinked' and f.place_name like '棠梨苑1号楼%' and j.data ->> 'outcome' = 'meetsStandard'
                """
            )
        );
        Assert.Equal(
            2,
            await OneAsync(
                """
                select count(*) from platform.journal j join platform.journal t on t.case_id = (j.data ->> 'praise')::uuid
                where j.kind = 'praised' and t.kind = 'closed' and t.data ->> 'how' = 'praise'
                """
            )
        );
    }

    [Fact]
    public async Task S23_orders_came_with_the_citys_number_and_limit_and_the_city_has_heard_everything()
    {
        Assert.Equal(
            4,
            await OneAsync(
                "select count(distinct data ->> 'upstream') from platform.journal where kind = 'registered' and data ? 'upstream'"
            )
        );
        Assert.Equal(
            3,
            await OneAsync(
                "select count(*) from channels.upstream_order where limit_at is not null"
            )
        );
        Assert.True(
            await OneAsync(
                "select count(*) from channels.outbox where destination = 'upstream' and state = 'delivered'"
            ) > 12
        );
        Assert.Equal(
            0,
            await OneAsync("select count(*) from channels.outbox where state = 'waiting'")
        );
        Assert.Equal(0, await OneAsync("select count(*) from channels.destination where in_use"));
        Assert.Equal(
            4,
            await OneAsync("select sum(theirs) from channels.reconciliation where fault is null")
        );
        Assert.Equal(
            0,
            await OneAsync("select count(*) from channels.reconciliation where fault is not null")
        );
        Assert.Equal(0, await OneAsync("select count(*) from channels.difference"));
    }

    [Fact]
    public async Task S13_S18_S20_a_whistle_of_each_kind_has_a_page_that_is_filled()
    {
        Assert.Equal(
            ["emergency", "emergency", "jointInspection", "keyWork"],
            await RowsAsync<string>(
                "select kind from coordination.whistle where closed_at is not null order by kind"
            )
        );
        Assert.Equal(
            ["fault", "fault", "inOrder"],
            await RowsAsync<string>("select result from coordination.finding order by result")
        );
        Assert.Equal(
            (2, 1, 1, 1),
            (
                await TasksAsync("promised"),
                await TasksAsync("consent_seq is not null and state <> 'open'"),
                await TasksAsync("kind = 'approve' and state = 'done'"),
                await TasksAsync("guided_by is not null and state = 'verified'")
            )
        );
        Assert.Equal(
            0,
            await OneAsync("select count(*) from coordination.summons where arrived_at is null")
        );
        Assert.Equal(0, await OneAsync("select count(*) from coordination.escalation"));
    }

    [Fact]
    public async Task A_split_a_helping_unit_a_legal_path_an_abuse_a_correction_and_a_hand_over_are_found()
    {
        Assert.Equal(
            2,
            await OneAsync(
                """
                select count(*) from cases.case_file c join cases.case_file p on p.case_id = c.parent_id
                where p.state = 'closed' and c.has_person
                """
            )
        );
        Assert.Equal(
            (1, 1, 1, 1),
            (
                await EntriesAsync("assistanceReported"),
                await EntriesAsync("legalPathTold"),
                await EntriesAsync("corrected"),
                await EntriesAsync("handedOver")
            )
        );
        // Whoever was sent to the court was asked about it too.
        Assert.Equal(
            0,
            await OneAsync(
                "select count(*) from cases.case_file where state = 'closed' and due_call_back is not null"
            )
        );
        Assert.Equal(
            ["rule abuseSuspected", "person abuseJudged", "person closed"],
            await RowsAsync<string>(
                """
                select case actor when 'rule' then 'rule ' else 'person ' end || kind from platform.journal
                where case_id in (select case_id from cases.case_file where abuse = 'confirmed')
                    and kind in ('abuseSuspected', 'abuseJudged', 'closed')
                order by seq
                """
            )
        );
    }

    [Fact]
    public async Task Rulings_are_candidates_of_a_rule()
    {
        await using var app = demo.Store.Build(_ => { });
        await app.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var login = demo.Store.Logins.Single(login => login.Role == "auditor");
        using var signedIn = await client.PostAsJsonAsync(
            "/api/session",
            new { login.Login, login.Password },
            Cancel
        );

        var rulings = await client.GetFromJsonAsync<JsonElement>("/api/cases/rulings", Cancel);

        Assert.Equal(2, rulings[0].GetProperty("cases").GetInt32());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What happened to the case of which it is asked, as far as a story tells it.</summary>
    private Task<List<string>> StepsAsync(string which) =>
        RowsAsync<string>(
            $"""
            select j.kind from platform.journal j join cases.case_file f using (case_id)
            where {which} and j.kind in ('registered', 'met', 'progressReported', 'extensionAsked', 'extensionJudged', 'resolved', 'reopened',
                'calledBack', 'closed')
            order by j.seq
            """
        );

    private async Task<long> EntriesAsync(string kind) =>
        await OneAsync($"select count(*) from platform.journal where kind = '{kind}'");

    private async Task<long> TasksAsync(string where) =>
        await OneAsync($"select count(*) from coordination.task where {where}");

    private async Task<long> OneAsync(string sql) => (await RowsAsync<long>(sql)).Single();

    private async Task<List<T>> RowsAsync<T>(string sql)
    {
        await using var connection = await demo.Store.Database.Owner.OpenConnectionAsync(Cancel);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }
}
