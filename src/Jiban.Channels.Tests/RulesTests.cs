using System.Text;
using System.Text.Json;
using Jiban.Channels.Notices;
using Jiban.Channels.Outbox;
using Jiban.Channels.Upstream;
using Jiban.Channels.Wire;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Notices;
using Jiban.Platform.Time;
using Jiban.Testing;
using Message = Jiban.Channels.Outbox.Message;

namespace Jiban.Channels.Tests;

/// <summary>The rules of this module, values in and values out.</summary>
public sealed class RulesTests
{
    [Fact]
    public void Many_notices_of_a_kind_to_one_unit_are_one_that_leads_to_the_list()
    {
        DeskNotice To(int unit, int n, string kind = "dispatched") =>
            new(
                Some.Id(unit),
                false,
                $"{n}",
                Operation.SignCase,
                kind,
                null,
                NoticeSubject.Case,
                Some.Id(n),
                $"20261120-{n}",
                DateTimeOffset.UnixEpoch
            );

        var gathered = DeskNotices.Gathered([
            .. Enumerable.Range(100, DeskNotices.MostApart + 1).Select(n => To(1, n)),
            .. Enumerable.Range(200, DeskNotices.MostApart).Select(n => To(2, n)),
            To(1, 300, "supervised"),
        ]);

        Assert.Equal(1 + DeskNotices.MostApart + 1, gathered.Count);
        var list = Assert.Single(gathered, one => one.Subject == NoticeSubject.List);
        Assert.Equal((Some.Id(1), 21, null), (list.To, list.Count, list.Number));
    }

    /// <summary>The example of docs/exchange.md, made with openssl: whoever writes the other side computes this.</summary>
    [Fact]
    public void The_signature_is_that_of_the_document()
    {
        var canonical = Signature.Canonical(
            "POST",
            "/api/upstream/orders/12345-261120-000001/supervise",
            "1795140000",
            "0f8fad5b",
            "{\"text\":\"请尽快办理\"}"u8
        );

        Assert.Equal(
            "JIBAN1-HMAC-SHA256\nPOST\n/api/upstream/orders/12345-261120-000001/supervise\n1795140000\n0f8fad5b\neb662cac2a93c016cd16d604d90612efdf06d6ea15dedc6d368c24dd34768e5e",
            canonical
        );
        Assert.Equal(
            "c43696f467712a18a8d65a8203bab02ab142d70753a09396c97e86535d268c8b",
            Signature.Sign(Encoding.UTF8.GetBytes("example-secret-0001"), canonical)
        );
    }

    [Theory]
    [InlineData("POST", "/a", "1", "n", "body")]
    [InlineData("PUT", "/a", "0", "n", "body")]
    [InlineData("POST", "/b", "0", "n", "body")]
    [InlineData("POST", "/a", "0", "m", "body")]
    [InlineData("POST", "/a", "0", "n", "bodz")]
    public void Whatever_is_changed_does_not_fit_the_signature(
        string method,
        string target,
        string timestamp,
        string nonce,
        string body
    )
    {
        var secret = "sixteen-or-longer"u8;
        var signed = Signature.Sign(secret, Signature.Canonical("POST", "/a", "0", "n", "body"u8));

        Assert.False(
            Signature.IsSigned(
                secret,
                Signature.Canonical(method, target, timestamp, nonce, Encoding.UTF8.GetBytes(body)),
                signed
            )
        );
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_signature_is_fresh_for_five_minutes(int seconds, bool fresh)
    {
        var now = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

        Assert.Equal(fresh, Signature.IsFresh($"{now.ToUnixTimeSeconds() - seconds}", now));
        Assert.False(Signature.IsFresh("soon", now));
    }

    [Fact]
    public void A_message_waits_longer_each_time_an_hour_at_most_and_not_with_all_others()
    {
        var waits = Enumerable
            .Range(1, Backoff.MostTries)
            .Select(tries => Backoff.After(Of(1, tries)))
            .ToList();

        Assert.InRange(waits[0].TotalSeconds, 4, 6);
        Assert.InRange(waits[5].TotalSeconds, 128, 192);
        Assert.All(waits[12..], wait => Assert.InRange(wait.TotalMinutes, 48, 72));
        Assert.InRange(waits.Sum(wait => wait.TotalHours), 10, 24);
        Assert.Equal(waits[3], Backoff.After(Of(1, 4)));
        Assert.True(
            Enumerable.Range(1, 50).Select(id => Backoff.After(Of(id, 4))).Distinct().Count() > 40
        );
    }

    [Theory]
    [InlineData(200, nameof(SentAs.Arrived), null)]
    [InlineData(401, nameof(SentAs.Failed), "status-401")]
    [InlineData(429, nameof(SentAs.Failed), "status-429")]
    [InlineData(503, nameof(SentAs.Failed), "status-503")]
    [InlineData(302, nameof(SentAs.Refused), "status-302")]
    [InlineData(404, nameof(SentAs.Refused), "status-404")]
    public void What_may_work_later_is_told_apart_from_what_never_will(
        int status,
        string expected,
        string? fault
    )
    {
        var sent = SignedClient.Read(status, "何小满的电话不对"u8.ToArray());

        Assert.Equal((expected, fault), ($"{sent.As}", sent.Fault));
    }

    [Fact]
    public void Of_a_refusal_only_the_slug_is_kept_never_its_words()
    {
        var sent = SignedClient.Read(
            409,
            Encoding.UTF8.GetBytes(
                """{"type":"/problems/already-closed","title":"何小满 13800001234"}"""
            )
        );

        Assert.Equal("status-409 already-closed", sent.Fault);
    }

    [Theory]
    [InlineData(21, 59, Urgency.Ordinary, null)]
    [InlineData(22, 0, Urgency.Ordinary, 21)]
    [InlineData(3, 0, Urgency.Complex, 20)]
    [InlineData(8, 0, Urgency.Ordinary, null)]
    [InlineData(3, 0, Urgency.Urgent, null)]
    [InlineData(23, 0, Urgency.Emergency, null)]
    public void Nobody_is_woken_unless_it_is_urgent(int hour, int minute, Urgency urgency, int? day)
    {
        var until = QuietHours.DeferTo(
            urgency,
            CivilTime.At(new DateOnly(2026, 11, 20), new TimeOnly(hour, minute))
        );

        Assert.Equal(
            day is { } known
                ? CivilTime.At(new DateOnly(2026, 11, known), new TimeOnly(8, 0))
                : (DateTimeOffset?)null,
            until
        );
    }

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(134, 2)]
    [InlineData(135, 3)]
    public void A_long_notice_is_several_messages(int length, int segments) =>
        Assert.Equal(segments, TemplateText.Segments(new string('诉', length)));

    [Theory]
    [InlineData("{number}", "unit")]
    [InlineData("{code}", "unit", "{code}")]
    [InlineData("{code} {link} {unit}", "requester")]
    [InlineData("{phone} {number", "requester", "{phone}", "{")]
    public void A_placeholder_that_its_reader_may_not_know_is_found(
        string text,
        string audience,
        params string[] unknown
    ) => Assert.Equal(unknown, TemplateText.Unknown(text, audience));

    [Theory]
    [InlineData("requester")]
    [InlineData("unit")]
    [InlineData(Message.OfWhistle)]
    public void A_preview_fills_what_a_text_of_either_language_may_say(string audience)
    {
        Assert.Equal(
            TemplateText.Of(audience).Keys,
            TemplateText.Examples(audience, english: true).Keys
        );
        Assert.Equal(
            audience == Message.OfWhistle,
            TemplateText.Examples(audience, english: true).GetValueOrDefault("due")
                is "20 Nov 14:30"
        );
    }

    [Fact]
    public void What_differs_between_two_lists_is_named()
    {
        var differences = ReconcileDay.Compare(
            [new("1", "signed"), new("2", "resolved"), new("4", "closed")],
            [new("1", "signed"), new("2", "signed"), new("3", "received")]
        );

        Assert.Equal(
            [
                new("2", "stateDiffers", "resolved", "signed"),
                new("3", "missingHere", null, "received"),
                new("4", "missingThere", "closed", null),
            ],
            differences
        );
    }

    private static Message Of(int id, int tries) =>
        new(Some.Id(id), 3, Message.ToUpstream, "sign", default, tries);

    [Theory]
    [InlineData("suspensionJudged", """{"until":"2026-12-20T00:00:00+00:00"}""", "progress")]
    [InlineData("suspensionJudged", "{}", null)]
    [InlineData("resumed", """{"dueResolve":"2026-12-20T00:00:00+00:00"}""", "progress")]
    [InlineData("corrected", """{"seq":4,"kind":"resolved"}""", "progress")]
    [InlineData("corrected", """{"seq":4,"kind":"progressReported"}""", "progress")]
    [InlineData("corrected", """{"seq":4,"kind":"contacted"}""", null)]
    [InlineData("corrected", """{"seq":4}""", null)]
    [InlineData("supervisionAnswered", """{"to":"00000001-0000-0000-0000-000000000000"}""", null)]
    [InlineData("supervisionAnswered", "{}", "progress")]
    public void The_city_hears_that_its_order_rests_and_of_every_word_that_is_put_right(
        string kind,
        string facts,
        string? operation
    )
    {
        JournalEntry By(string actor) =>
            new(Guid.Empty, 5, default, actor, kind, JsonElement.Parse(facts));

        Assert.Equal(operation, TellCity.OperationOf(By("somebody")));
        Assert.Null(TellCity.OperationOf(By("12345")));
    }

    [Theory]
    [InlineData("12345-261120_000001.A", true)]
    [InlineData("12345/261120", false)]
    [InlineData("京12345-1", false)]
    [InlineData("１２３４５", false)]
    [InlineData("", false)]
    public void The_number_of_an_order_is_of_plain_letters_and_digits(string number, bool taken) =>
        Assert.Equal(
            taken ? null : "order-number",
            ReceiveOrder
                .Check(
                    JsonSerializer.Deserialize<ReceiveOrder.Request>(
                        $$"""{"orderNo":"{{number}}","content":"路灯不亮"}""",
                        Jiban.Platform.Web.ApiJson.Options
                    )!,
                    null!,
                    default
                )
                ?.Type
        );

    [Theory]
    [InlineData(-1, "order-limit")]
    [InlineData(0, "order-limit")]
    [InlineData(1, null)]
    public void An_order_whose_limit_is_over_is_refused_at_the_door(int seconds, string? refused)
    {
        var now = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
        var order = JsonSerializer.Deserialize<ReceiveOrder.Request>(
            """{"orderNo":"12345-1","content":"路灯不亮"}""",
            Jiban.Platform.Web.ApiJson.Options
        )!;

        Assert.Equal(
            refused,
            ReceiveOrder.Check(order with { Limit = now.AddSeconds(seconds) }, null!, now)?.Type
        );
    }

    [Fact]
    public void Of_what_somebody_of_the_unit_took_up_again_its_webhook_hears_nothing_and_of_what_the_clock_did_it_hears()
    {
        string[] Told(string facts) =>
            [
                .. Audience
                    .Addressed(
                        new JournalEntry(
                            Guid.Empty,
                            5,
                            default,
                            "x",
                            "resumed",
                            JsonElement.Parse(facts)
                        )
                    )
                    .Select(told => told.Destination),
            ];

        Assert.Empty(Told("""{"by":"00000001-0000-0000-0000-000000000000"}"""));
        Assert.Equal([Message.ToUnit], Told("{}"));
        Assert.Equal([Message.ToUnit], Told("""{"by":null,"reportMissed":true}"""));
    }

    [Theory]
    [InlineData("givenBack", "takenBack")]
    [InlineData("legalPath", "legalPathTold")]
    [InlineData("declined", "declined")]
    [InlineData("calledBack", null)]
    public void Whoever_was_told_why_it_ends_is_not_told_once_more_that_it_is_closed(
        string how,
        string? told
    )
    {
        var at = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
        string? Closing(params string[] inUse) =>
            new Audience(
                inUse.ToDictionary(kind => (kind, "requester"), kind => kind),
                at,
                null,
                at,
                new HashSet<string>(),
                null
            ).RequesterTemplate(
                new JournalEntry(
                    Guid.Empty,
                    5,
                    at,
                    "x",
                    "closed",
                    JsonElement.Parse($$"""{"how":"{{how}}"}""")
                )
            );

        Assert.Equal("closed", Closing("closed"));
        Assert.Equal(
            told is null ? "closed" : null,
            Closing("closed", "takenBack", "legalPathTold", "declined")
        );
        if (told is not null)
        {
            Assert.Null(Closing("closed", told));
        }
    }
}
