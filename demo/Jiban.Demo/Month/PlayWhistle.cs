using System.Globalization;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Month;

/// <summary>
/// Plays the steps of a whistle for a case. Each writes one entry into the journal of the case, so that a load that died is taken up by the
/// version of the case, as ever; the whistle itself is found by the case.
/// </summary>
internal sealed class PlayWhistle(
    Guid caseId,
    int number,
    Spot spot,
    Desk desk,
    Cast cast,
    Guid caseUnit
)
{
    /// <summary>Does a step of a whistle; false when it is none.</summary>
    public async Task<bool> TryAsync(Step step, CancellationToken cancellation)
    {
        var caller = cast.DispatcherOf(caseUnit);
        var (path, who, body) = step switch
        {
            Step.Blow blow => ("", caller, BodyOf(blow)),
            Step.Arrive arrive => (
                $"{await WhistleAsync(step, cancellation)}/sign-in",
                cast.HandlerOf(cast.UnitCalled(arrive.Unit)),
                Fix(arrive)
            ),
            Step.Decide decide => (
                $"{await WhistleAsync(step, cancellation)}/minutes",
                caller,
                BodyOf(decide)
            ),
            Step.DoTask done => (
                await TaskAsync(step, done.Task, "done", cancellation),
                cast.HandlerOf(cast.UnitCalled(done.Unit)),
                new { done.Note }
            ),
            Step.VerifyTask verify => (
                await TaskAsync(step, verify.Task, "verify", cancellation),
                caller,
                new { Passed = true, verify.Note }
            ),
            Step.EndWhistle end => (
                $"{await WhistleAsync(step, cancellation)}/close",
                caller,
                (object?)new { end.Summary }
            ),
            _ => ("", caller, null),
        };
        if (body is null)
        {
            return false;
        }

        if (step is Step.DoTask { Consent: var (person, relation) })
        {
            await ConsentAsync(
                path[..^"/done".Length],
                person,
                relation,
                who,
                step.At,
                cancellation
            );
        }

        await PostAsync(path, body, who, step.At, cancellation);
        if (step is Step.Arrive { Findings: { } findings })
        {
            await FindAsync(path[..^"/sign-in".Length], findings, who, step.At, cancellation);
        }

        if (step is Step.EndWhistle { Scores: var scores })
        {
            await ScoreAsync(path[..^"/close".Length], scores, caller, step.At, cancellation);
        }

        return true;
    }

    /// <summary>Where the phone of whoever came says that he stands: a few steps from the place; nowhere where the case has no pin.</summary>
    private object Fix(Step.Arrive arrive)
    {
        var steps = arrive.At.Minute % 10;
        return spot is { Lon: { } lon, Lat: { } lat }
            ? new
            {
                Lon = Math.Round(lon + steps * 2e-5, 6),
                Lat = Math.Round(lat - steps * 3e-5, 6),
                AccuracyMetres = 4 + steps,
            }
            : new { };
    }

    private object BodyOf(Step.Blow blow) =>
        new
        {
            blow.Kind,
            blow.Subject,
            blow.Checklist,
            LeaderId = blow.Checklist is null ? (Guid?)null : cast.HeadOfStreet.Id,
            Cases = new[] { caseId },
            Units = blow.Units.Select(unit => new
            {
                UnitId = cast.UnitCalled(unit),
                blow.ReportBy,
            }),
        };

    private object BodyOf(Step.Decide decide) =>
        new
        {
            Text = decide.Minutes,
            Decisions = new[]
            {
                new
                {
                    decide.What,
                    decide.Kind,
                    UnitId = cast.UnitCalled(decide.Unit),
                    decide.DueAt,
                    Proof = "text",
                    decide.PromisedBy,
                    GuidedBy = decide.GuidedBy is { } guide ? cast.UnitCalled(guide) : (Guid?)null,
                    decide.NeedsConsent,
                    decide.Finding,
                },
            },
        };

    private async Task ScoreAsync(
        string whistle,
        IReadOnlyList<(string Unit, int Points, string Reason)> scores,
        Actor caller,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        foreach (var (name, points, reason) in scores)
        {
            var unit = cast.UnitCalled(name);
            await PostAsync(
                $"{whistle}/scores",
                new
                {
                    UnitId = unit,
                    Points = points,
                    Reason = reason,
                },
                caller,
                at,
                cancellation
            );
            await PostAsync(
                $"{whistle}/scores",
                new
                {
                    UnitId = caller.UnitId!.Value,
                    Points = 5,
                    Reason = "情况说得清楚，现场协调到位。",
                },
                cast.HandlerOf(unit),
                at,
                cancellation
            );
        }
    }

    /// <summary>Somebody consents by video, and a neighbour hears it.</summary>
    private Task ConsentAsync(
        string task,
        string person,
        string relation,
        Actor who,
        DateTimeOffset at,
        CancellationToken cancellation
    ) =>
        PostAsync(
            $"{task}/consent",
            new
            {
                Who = person,
                RelationToOwner = relation,
                Medium = "video",
                Witness = "楼长",
            },
            who,
            at,
            cancellation
        );

    private async Task FindAsync(
        string whistle,
        IReadOnlyList<string?> findings,
        Actor who,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        foreach (var (n, fault) in findings.Index())
        {
            await PostAsync(
                string.Create(CultureInfo.InvariantCulture, $"{whistle}/findings/{n + 1}"),
                new { Result = fault is null ? "inOrder" : "fault", Note = fault },
                who,
                at,
                cancellation
            );
        }
    }

    private async Task<string> TaskAsync(
        Step step,
        int task,
        string operation,
        CancellationToken cancellation
    )
    {
        var whistle = await WhistleAsync(step, cancellation);
        var page = await desk.GetAsync(
            $"/api/whistles{whistle}",
            new Doing(cast.Overseer, step.At, number),
            cancellation
        );
        return $"{whistle}/tasks/{page.GetProperty("tasks")[task].GetProperty("id").GetGuid()}/{operation}";
    }

    private async Task<string> WhistleAsync(Step step, CancellationToken cancellation)
    {
        var found = await desk.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"/api/whistles?caseId={caseId}"),
            new Doing(cast.Overseer, step.At, number),
            cancellation
        );
        return $"/{found.GetProperty("items")[0].GetProperty("id").GetGuid()}";
    }

    private Task<JsonElement> PostAsync(
        string path,
        object body,
        Actor who,
        DateTimeOffset at,
        CancellationToken cancellation
    ) => desk.PostAsync($"/api/whistles{path}", body, new Doing(who, at, number), cancellation);
}
