using System.Text.Json;
using Jiban.Platform.Journaling;

namespace Jiban.Assessment.Tests;

/// <summary>The journal of one case, written entry by entry in the form that Cases writes it.</summary>
internal sealed class Entries(Guid caseId)
{
    private readonly List<JournalEntry> _written = [];

    public Guid CaseId => caseId;

    public IReadOnlyList<JournalEntry> Written => _written;

    public Entries Registered(
        DateTimeOffset at,
        bool own = false,
        bool hasPerson = true,
        string kind = "complaint"
    ) =>
        Write(
            at,
            "registered",
            new
            {
                number = $"N{caseId:N}"[..16],
                channel = own ? "street-line" : "line-12345",
                own,
                hasPerson,
                kind,
                @class = "0101",
                classConfidence = 950,
                urgency = "ordinary",
                danger = false,
                attachments = 0,
            }
        );

    public Entries Dispatched(DateTimeOffset at, Guid unit) =>
        Write(
            at,
            "dispatched",
            new
            {
                unit,
                mode = "byPlace",
                confidence = 900,
                by = "rule",
            }
        );

    public Entries Queued(DateTimeOffset at, Guid unit) =>
        Write(at, "queued", new { unit, candidates = Array.Empty<object>() });

    public Entries Resolved(DateTimeOffset at) =>
        Write(at, "resolved", new { outcome = "solved", attachments = 1 });

    public Entries Reinspected(DateTimeOffset at, bool passed) =>
        Write(at, "reinspected", new { passed });

    public Entries CalledBack(
        DateTimeOffset at,
        bool reached,
        bool? contacted = null,
        string? solved = null,
        string? satisfied = null,
        bool afterEnd = false
    )
    {
        var data = new Dictionary<string, object>
        {
            ["reached"] = reached,
            ["afterEnd"] = afterEnd,
        };
        Say("contacted", contacted);
        Say("solved", solved);
        Say("satisfied", satisfied);
        return Write(at, "calledBack", data);

        void Say(string question, object? answer)
        {
            if (answer is not null)
            {
                data[question] = answer;
            }
        }
    }

    public Entries Closed(DateTimeOffset at, string how = "calledBack") =>
        Write(at, "closed", new { how });

    /// <param name="ledger">Granted by the district or the city; null as it was written before that was recorded.</param>
    public Entries Suspended(DateTimeOffset at, bool granted = true, bool? ledger = true)
    {
        var data = new Dictionary<string, object>();
        if (granted)
        {
            data["until"] = at.AddDays(60);
        }

        if (ledger is { } said)
        {
            data["ledger"] = said;
        }

        return Write(at, "suspensionJudged", data);
    }

    public Entries Resumed(DateTimeOffset at) => Write(at, "resumed", new { });

    public Entries Other(DateTimeOffset at, string kind) => Write(at, kind, new { });

    private Entries Write(DateTimeOffset at, string kind, object data)
    {
        _written.Add(
            new JournalEntry(
                caseId,
                _written.Count + 1,
                at,
                "system",
                kind,
                JsonSerializer.SerializeToElement(data)
            )
        );
        return this;
    }
}
