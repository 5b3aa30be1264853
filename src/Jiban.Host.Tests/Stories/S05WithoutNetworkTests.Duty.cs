using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests.Stories;

// What else a phone does on its shift: on and off duty, the track, the places of a plan, and what citizens report and waits for a look.
public sealed partial class S05WithoutNetworkTests
{
    /// <summary>A shift for each phone, a plan with a place for each, and the rule that citizens' reports are looked at first.</summary>
    private async Task<Duty> DutyAsync(IReadOnlyList<Phone> phones)
    {
        var (began, leader) = (host.Clock.GetUtcNow(), host.As(Role.Leader, Office));
        var (lon, lat) = host.Inside();
        var plan = Text(
            (
                await leader.Post(
                    "/api/patrol/plans",
                    new
                    {
                        kind = "campaign",
                        title = "汛前逐点排查",
                        startsOn = host.Day(0),
                        endsOn = host.Day(3),
                        checklist = new[] { "排水通畅" },
                        places = phones.Select(
                            (_, n) =>
                                new
                                {
                                    name = $"点位{n}",
                                    lon,
                                    lat,
                                }
                        ),
                    }
                )
            ).Expect(HttpStatusCode.Created),
            "id"
        );
        await VerifyFirstAsync();
        foreach (var (n, phone) in phones.Index())
        {
            var shift = (
                await leader.Post(
                    "/api/patrol/shifts",
                    new
                    {
                        inspectorId = phone.Inspector.Id,
                        startsAt = began,
                        endsAt = began.AddHours(8),
                        regionId = host.City.Regions.Single(one => one.Name == "潞湾街道").RegionId,
                    }
                )
            ).Expect(HttpStatusCode.Created);
            (
                await phone.Client.Put(
                    "/api/patrol/consent",
                    new { given = true, textVersion = "1" }
                )
            ).Expect(HttpStatusCode.OK);
            phone.GoOnDuty(Text(shift, "id"), plan, n + 1);
        }

        return new Duty(this, plan, began);
    }

    private async Task VerifyFirstAsync()
    {
        var administrator = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var classes = (await administrator.Get("/api/classes")).Expect(HttpStatusCode.OK);
        var rules = JsonNode.Parse(
            (await administrator.Get("/api/settings/case-rules")).Body.GetRawText()
        )!;
        rules["verification"] = JsonSerializer.SerializeToNode(
            new
            {
                on = true,
                minutes = 60,
                channels = new[] { "web" },
                classes = classes.EnumerateArray().Select(one => Text(one, "code")),
            }
        );
        (await administrator.Put("/api/settings/case-rules", rules)).Expect(HttpStatusCode.OK);
    }

    /// <summary>What was asked of all phones together, and whether it came to exactly that.</summary>
    private sealed class Duty(S05WithoutNetworkTests city, string plan, DateTimeOffset began)
    {
        private readonly List<string> _asked = [];

        public async Task CitizenAsksAsync()
        {
            var (lon, lat) = city.Host.Inside();
            var answer = await city.Host.Citizen.Post(
                "/api/requests",
                new
                {
                    text = $"潞湾东路第{_asked.Count}盏路灯傍晚还没亮",
                    kind = "help",
                    place = new { lon, lat },
                }
            );
            _asked.Add(Text(answer.Expect(HttpStatusCode.Created), "number"));
        }

        public async Task IsWholeAsync(IReadOnlyList<Phone> phones)
        {
            // What nobody looked at goes to a unit without.
            await city.Host.PassAsync(TimeSpan.FromHours(1));
            await using var store = await city.Host.Store.Owner.OpenConnectionAsync(Cancellation);
            Assert.Equal(
                phones.Count,
                await store.ExecuteScalarAsync<int>(
                    """
                    select count(*) from patrol.shift where started_at = @began and ended_at = @began + interval '8 hours'
                        and start_heard_at >= started_at and end_heard_at >= ended_at
                    """,
                    new { began = began.ToUniversalTime() }
                )
            );
            Assert.Equal(
                phones.ToDictionary(phone => phone.Inspector.Id, phone => phone.Points),
                (
                    await store.QueryAsync<(Guid, int)>(
                        """
                        select inspector_id, count(*)::int from patrol.shift join patrol.track_point using (shift_id)
                        where inspector_id = any(@ids) group by 1
                        """,
                        new { ids = phones.Select(phone => phone.Inspector.Id).ToArray() }
                    )
                ).ToDictionary(row => row.Item1, row => row.Item2)
            );
            Assert.Equal(
                Enumerable.Range(1, phones.Count),
                await store.QueryAsync<int>(
                    "select place_no from patrol.look where plan_id = @id order by place_no",
                    new { id = Guid.Parse(plan) }
                )
            );
            // Each was settled once, as the one who looked said or by the clock; but for those that came before anybody was on duty.
            var settled = await store.QueryAsync<(string Number, int Times, string? Verified)>(
                """
                select number, (select count(*)::int from platform.journal j where j.case_id = f.case_id and kind = 'verified'), verified
                from cases.case_file f where number = any(@asked) order by number
                """,
                new { asked = _asked.ToArray() }
            );
            Assert.Equal(_asked.Order(), settled.Select(one => one.Number));
            Assert.All(settled, one => Assert.Equal(one.Verified is null ? 0 : 1, one.Times));
            Assert.True(phones.Sum(phone => phone.Verified.Count) > 3);
            Assert.Equal(
                phones.SelectMany(phone => phone.Verified).Order(),
                settled
                    .Where(one => one.Verified is "found" or "notFound")
                    .Select(one => one.Number)
            );
        }
    }

    private sealed partial class Phone
    {
        private readonly LinkedList<(
            Func<Task<Answer>> Send,
            Func<Answer, Task> Arrived,
            IReadOnlyList<Shot> Photos
        )> _errands = new();
        private readonly HashSet<string> _taken = [];
        private string _shift = "";
        private string _plan = "";
        private int _place;
        private int _lookAt;

        /// <summary>Points of the track that were recorded.</summary>
        public int Points { get; private set; }

        /// <summary>Numbers of the requests that the server took this phone's word for.</summary>
        public List<string> Verified { get; } = [];

        public void GoOnDuty(string shift, string plan, int place)
        {
            (_shift, _plan, _place) = (shift, plan, place);
            _lookAt = 10 * _chance.Next(48);
            Queue($"/api/patrol/shifts/{shift}/start", new { at = Now });
        }

        private DateTimeOffset Now => city.Host.Clock.GetUtcNow();

        private void GoOffDuty() => Queue($"/api/patrol/shifts/{_shift}/end", new { at = Now });

        /// <summary>A point of the track twice an hour, the place of the plan once.</summary>
        private void Patrol(int minute)
        {
            if (minute % 30 == 0)
            {
                var (lon, lat) = city.Host.Inside();
                var point = new
                {
                    seq = minute * 60,
                    at = Now,
                    lon,
                    lat,
                    accuracyMetres = 8,
                };
                Points++;
                Queue($"/api/patrol/shifts/{_shift}/track", new { points = new[] { point } });
            }

            if (minute == _lookAt)
            {
                Queue(
                    $"/api/patrol/plans/{_plan}/places/{_place}/looks",
                    new
                    {
                        result = "fine",
                        answers = new[] { true },
                        foundAt = Now,
                    },
                    HttpStatusCode.Created,
                    ("Idempotency-Key", $"look-{seed}")
                );
            }
        }

        private void Queue(
            string path,
            object body,
            HttpStatusCode status = HttpStatusCode.OK,
            params (string, string)[] headers
        ) =>
            _errands.AddLast(
                (
                    () => Client.Post(path, body, headers),
                    answer =>
                    {
                        answer.Expect(status);
                        return Task.CompletedTask;
                    },
                    []
                )
            );

        /// <summary>Sends what waits in order; asks what citizens want looked at, and goes there.</summary>
        private async Task RunErrandsAsync(bool perilous)
        {
            if (perilous)
            {
                await TakeTasksAsync();
            }

            while (_errands.First is { } first)
            {
                if (!await UploadAsync(first.Value.Photos, perilous))
                {
                    return;
                }

                if (perilous && IsLost(15))
                {
                    return;
                }

                var answer = await first.Value.Send();
                if (perilous && Chance(15))
                {
                    await first.Value.Send(); // A proxy sends it once more.
                }

                if (perilous && IsLost(15))
                {
                    return;
                }

                await first.Value.Arrived(answer);
                _errands.RemoveFirst();
            }
        }

        private async Task TakeTasksAsync()
        {
            var tasks = (await Client.Get("/api/patrol/tasks")).Expect(HttpStatusCode.OK);
            foreach (
                var task in tasks.EnumerateArray().Where(task => Text(task, "kind") == "verify")
            )
            {
                var (id, number) = (Text(task, "caseId"), Text(task, "number"));
                if (!_taken.Add(id))
                {
                    continue;
                }

                var (shot, found, then) = (new Shot(), Chance(50), Now);
                var (lon, lat) = city.Host.Inside();
                const string Note = "到现场看过，灯是亮的";
                var seal = CheckSealOf(
                    Guid.Parse(id),
                    "verify",
                    found,
                    lon,
                    lat,
                    then,
                    [shot.Hash],
                    Note
                );
                _errands.AddLast(
                    (
                        () =>
                            Client.Post(
                                $"/api/cases/{id}/verify",
                                new
                                {
                                    found,
                                    note = Note,
                                    attachments = new[] { shot.Id },
                                    seen = new
                                    {
                                        foundAt = then,
                                        lon,
                                        lat,
                                        accuracyMetres = 8,
                                        seal,
                                    },
                                }
                            ),
                        answer => HearAsync(answer, number, id, shot),
                        [shot]
                    )
                );
            }
        }

        /// <summary>Taken; or too late; or taken before, and the answer was lost: then the page of the case says so.</summary>
        private async Task HearAsync(Answer answer, string number, string id, Shot shot)
        {
            if (answer.Status != HttpStatusCode.OK)
            {
                Assert.Equal("verification-over", answer.Problem(409));
                answer = await Client.Get($"/api/cases/{id}");
            }

            var result = answer.Expect(HttpStatusCode.OK).GetProperty("verification");
            if (Text(result, "result") != "notLooked")
            {
                Verified.Add(number);
                Used.Add(shot.Hash);
            }
        }
    }
}
