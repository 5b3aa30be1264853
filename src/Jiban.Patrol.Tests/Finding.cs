using System.Text.Json;
using Jiban.Platform.Journaling;
using Jiban.Testing;

namespace Jiban.Patrol.Tests;

/// <summary>The journal of one finding, written entry by entry in the form that Cases writes it.</summary>
internal sealed class Finding(int n = 9)
{
    private readonly List<JournalEntry> _written = [];

    public Guid CaseId { get; } = Some.Id(n);

    public static Guid Inspector { get; } = Some.Id(70);

    public static Guid Unit { get; } = Some.Id(30);

    public IReadOnlyList<JournalEntry> Written => _written;

    public Finding Registered(DateTimeOffset at, string channel = "patrol") =>
        Registered(at, Inspector, channel);

    public Finding Registered(
        DateTimeOffset at,
        Guid? reporter,
        string channel = "patrol",
        DateTimeOffset? foundAt = null
    ) =>
        Write(
            at,
            "registered",
            new
            {
                number = $"N-{n}",
                channel,
                own = true,
                hasPerson = false,
                reporter,
                @class = "0101",
                placeName = "柳荫路",
                lonE7 = 1164000000,
                latE7 = 399000000,
                foundAt,
            }
        );

    public Finding Queued(DateTimeOffset at) => Write(at, "queued", new { unit = Unit });

    public Finding Dispatched(
        DateTimeOffset at,
        string? @class = null,
        Guid? unit = null,
        string by = "system"
    ) => Write(at, "dispatched", new { unit = unit ?? Unit, @class }, by);

    /// <summary>A return was judged: with a unit it goes there, without one it stays.</summary>
    public Finding ReturnJudged(DateTimeOffset at, Guid? unit) =>
        Write(at, "returnJudged", new { verdict = unit is null ? "upheld" : "accepted", unit });

    public Finding Signed(DateTimeOffset at) => Write(at, "signed", new { unit = Unit });

    public Finding Resolved(DateTimeOffset at) => Write(at, "resolved", new { outcome = "solved" });

    public Finding Reinspected(DateTimeOffset at, bool passed, DateTimeOffset? foundAt = null) =>
        Write(at, "reinspected", new { passed, seen = foundAt is null ? null : new { foundAt } });

    public Finding Closed(DateTimeOffset at, string how = "reinspected") =>
        Write(at, "closed", new { how });

    public Report? Fold() => _written.Aggregate((Report?)null, Report.After);

    private Finding Write(DateTimeOffset at, string kind, object data, string by = "system")
    {
        _written.Add(
            new JournalEntry(
                CaseId,
                _written.Count + 1,
                at,
                by,
                kind,
                JsonSerializer.SerializeToElement(data)
            )
        );
        return this;
    }
}
