using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Channels.Notices;
using Jiban.Platform;
using Jiban.Platform.Journaling;
using Jiban.Testing;

namespace Jiban.Channels.Tests;

/// <summary>Whatever a requester reads on the page has a text by which it is told.</summary>
public sealed class RequesterTemplateTests
{
    private static readonly Guid Unit = Some.Id(4);

    /// <summary>Each step that the page of a requester tells, and what it is told as; null for what they said themselves or just heard from a person.</summary>
    private static readonly (string Kind, object Facts, string? Occasion)[] Steps =
    [
        ("registered", new { hasPerson = true }, "registered"),
        ("queued", new { unit = Unit }, "queued"),
        ("verified", new { result = "found" }, "verified"),
        ("dispatched", new { unit = Unit }, "dispatched"),
        ("signed", new { unit = Unit }, "signed"),
        ("contacted", new { reached = false }, "contactMissed"),
        ("contacted", new { reached = true }, null),
        ("meetingOffered", new { at = "2026-11-20T02:00:00Z" }, "meetingOffered"),
        ("meetingAnswered", new { answer = "accept" }, null),
        ("met", new { at = "2026-11-20T02:00:00Z" }, null),
        ("progressReported", new { }, "progressReported"),
        ("extensionJudged", new { dueResolve = "2026-11-20T02:00:00Z" }, "extensionJudged"),
        ("suspensionJudged", new { until = "2026-11-20T02:00:00Z" }, "suspensionJudged"),
        ("resumed", new { dueResolve = "2026-11-20T02:00:00Z" }, "resumed"),
        ("resumed", new { reportMissed = true }, "reportMissed"),
        ("returnJudged", new { verdict = "accepted", unit = Unit }, "unitChanged"),
        ("returnDecided", new { accepted = true }, "takenBack"),
        ("resolved", new { }, "resolved"),
        ("corrected", new { kind = "resolved" }, "corrected"),
        ("reinspected", new { passed = false }, "reinspectionFailed"),
        ("reinspected", new { passed = true }, null),
        ("calledBack", new { reached = false }, "callBackMissed"),
        ("calledBack", new { reached = true }, null),
        ("followedUp", new { reached = true }, null),
        ("reopened", new { handling = 2 }, "reopened"),
        ("declined", new { }, "declined"),
        ("legalPathTold", new { path = "litigation" }, "legalPathTold"),
        ("closed", new { how = "calledBack" }, "closed"),
        ("deadlinesRecomputed", new { }, "deadlinesRecomputed"),
        ("joinedIncident", new { leadNumber = "1" }, "joinedIncident"),
        ("leftIncident", new { leadNumber = "1" }, "leftIncident"),
        ("assistanceAsked", new { units = new[] { Unit } }, "assistanceAsked"),
        ("whistleBlown", new { unit = Unit, summoned = new[] { Unit } }, "whistleBlown"),
        ("unitSummoned", new { summoned = Unit }, "unitSummoned"),
        ("arrived", new { unit = Unit }, "arrived"),
        ("taskOpened", new { kind = "build", unit = Unit }, "taskOpened"),
        ("taskDone", new { kind = "build", unit = Unit }, "taskDone"),
        ("taskReturned", new { kind = "build", unit = Unit }, "taskReturned"),
        (
            "incidentStep",
            new { kind = "taskDone", data = new { kind = "build", unit = Unit } },
            "taskDone"
        ),
    ];

    [Fact]
    public async Task Every_step_that_a_requester_reads_has_a_template_in_two_languages()
    {
        await using var store = await TestDatabase.CreateAsync(
            PlatformModule.Migrations,
            ChannelsModule.Migrations
        );
        await using var connection = await store.App.OpenAsync(
            TestContext.Current.CancellationToken
        );
        var templates = (
            await connection.QueryAsync<Template>(
                $"select {Template.Columns} from channels.template where audience = 'requester'"
            )
        ).ToDictionary(one => one.Kind);
        foreach (var (kind, facts, occasion) in Steps)
        {
            var entry = new JournalEntry(
                Some.Id(1),
                2,
                default,
                "x",
                kind,
                CanonicalJson.Of(facts)
            );

            Assert.True(CaseTelling.IsForRequester(entry), kind);
            Assert.Equal(occasion, Audience.OccasionOfRequester(entry));
            if (occasion is not null)
            {
                var template = templates[occasion];
                Assert.Contains("{number}", template.Zh, StringComparison.Ordinal);
                Assert.Contains("{number}", template.En, StringComparison.Ordinal);
                Assert.Empty(TemplateText.Unknown(template.Zh + template.En, template.Audience));
            }
        }

        // None is there that nobody is ever told by.
        Assert.Equal(
            Steps
                .Select(step => step.Occasion)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
            templates.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("extensionJudged")]
    [InlineData("suspensionJudged")]
    [InlineData("handedOver")]
    [InlineData("alarmed")]
    public void What_the_page_does_not_tell_is_not_told(string kind) =>
        Assert.Null(
            Audience.OccasionOfRequester(
                new JournalEntry(Some.Id(1), 2, default, "x", kind, CanonicalJson.Of(new { }))
            )
        );
}
