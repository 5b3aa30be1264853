using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Month;

/// <summary>
/// Plays one case through the interface, a stretch of time after another. The timeline tells which steps were done, so a case that was
/// played in part (the process died) is taken up where it stands.
/// </summary>
internal sealed partial class PlayCase(
    CaseScript script,
    Desk desk,
    StaffBook staff,
    CitySnapshot city,
    Acquaintance known,
    Guid? existing = null
)
{
    private readonly Cast _cast = new(staff, city, script.Turn < 0 ? script.Number : script.Turn);
    private Guid _id;
    private int _done;
    private JsonElement _page;
    private List<Step>? _steps;

    /// <summary>Whether everything drawn has been done.</summary>
    public bool IsOver => _steps is not null && _done == _steps.Count;

    /// <summary>When the next thing happens.</summary>
    public DateTimeOffset Next => _steps is null ? script.At : _steps[_done].At;

    private string State => _page.GetProperty("state").GetString()!;
    private Guid Unit => _page.GetProperty("unit").GetProperty("id").GetGuid();

    /// <summary>Cases that touch each other are played in one order of time.</summary>
    public string? Group => script.Group;

    /// <summary>Does the next thing.</summary>
    public async Task StepAsync(CancellationToken cancellation)
    {
        if (_steps is null)
        {
            await RegisterAsync(cancellation);
        }
        else
        {
            if (_steps[_done] is Step.Close close)
            {
                await LetRestAsync(close, cancellation);
            }

            _page = await DoAsync(_steps[_done], cancellation);
            _done++;
        }

        if (State == "closed" && !AwaitsAnswer)
        {
            _done = _steps!.Count;
        }
    }

    /// <summary>What was raised after the last handling ends only when a leader lets it.</summary>
    private async Task LetRestAsync(Step close, CancellationToken cancellation)
    {
        if (_page.TryGetProperty("awaitsLeader", out var awaits) && awaits.GetBoolean())
        {
            _page = await desk.PostAsync(
                $"/api/cases/{_id}/supervise",
                new
                {
                    rests = true,
                    note = "已三次办理并逐次当面说明，条件确实不具备，同意结案，列入下年度计划。",
                },
                new Doing(_cast.LeaderOf(Unit), close.At, script.Number),
                cancellation
            );
        }
    }

    /// <summary>Whether it ended without a result and its requester is still to be asked about that.</summary>
    private bool AwaitsAnswer =>
        _page.TryGetProperty("asking", out var asking)
        && asking.TryGetProperty("dueAt", out var due)
        && due.ValueKind == JsonValueKind.String;

    private async Task RegisterAsync(CancellationToken cancellation)
    {
        _id =
            existing
            ?? await (
                script.IsPatrol ? ReportAsync(cancellation)
                : script.Order is { } order ? PassOnAsync(order, cancellation)
                : Public.Contains(script.Channel) ? SubmitAsync(cancellation)
                : RegisterForCallerAsync(cancellation)
            );
        _page = await desk.GetAsync($"/api/cases/{_id}", By(_cast.Overseer), cancellation);
        var wasQueued = _page
            .GetProperty("timeline")
            .EnumerateArray()
            .Any(entry => entry.GetProperty("kind").GetString() == "queued");
        _steps = [.. script.Steps.Where(step => wasQueued || step is not Step.Dispatch)];

        _done = Done(_steps);
        known.Meet(script.Name, _id, _page);
    }

    /// <summary>How many of the steps were done before the process died: each left its entry, in their order, and others may stand between.</summary>
    private int Done(List<Step> steps)
    {
        var kinds = new Queue<string>(
            _page
                .GetProperty("timeline")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("kind").GetString()!)
        );
        var done = 0;
        while (done < steps.Count && kinds.Contains(steps[done].EntryKind))
        {
            while (kinds.Dequeue() != steps[done].EntryKind) { }

            done++;
        }

        return done;
    }

    private async Task<JsonElement> DoAsync(Step step, CancellationToken cancellation)
    {
        var doing = new Doing(_cast.Overseer, step.At, script.Number);
        if (
            await new PlayWhistle(_id, script.Number, script.Spot, desk, _cast, Unit).TryAsync(
                step,
                cancellation
            )
        )
        {
            return await desk.GetAsync($"/api/cases/{_id}", doing, cancellation);
        }

        if (await new PlayRare(_id, _page, desk, _cast, known).TryAsync(step, doing, cancellation))
        {
            return await desk.GetAsync($"/api/cases/{_id}", doing, cancellation);
        }

        var (operation, who, body) = step switch
        {
            Step.Dispatch => ("dispatch", _cast.DispatcherOf(Unit), Choose()),
            Step.Sign => ("sign", _cast.HandlerOf(Unit), new { }),
            Step.Contact contact => (
                "contact",
                _cast.HandlerOf(Unit),
                new
                {
                    contact.Method,
                    contact.Reached,
                    contact.Note,
                }
            ),
            Step.Call call => (
                "contact",
                _cast.HandlerOf(Unit),
                new
                {
                    Method = "phone",
                    Reached = true,
                    call.Note,
                    NoMeeting = true,
                }
            ),
            Step.Meet meet => (
                "meeting",
                _cast.HandlerOf(Unit),
                new
                {
                    step.At,
                    meet.Place,
                    People = new[] { "诉求人", "承办人" },
                    meet.Found,
                }
            ),
            Step.Progress told => ("progress", _cast.HandlerOf(Unit), new { told.Text }),
            Step.AskExtension ask => (
                "extension",
                _cast.HandlerOf(Unit),
                new
                {
                    ask.Until,
                    ask.Reason,
                    ask.Interim,
                }
            ),
            Step.AskSuspension ask => (
                "suspension",
                _cast.HandlerOf(Unit),
                new
                {
                    ask.Until,
                    ask.Reason,
                    ask.Interim,
                    Plan = ask.Plan.Select(one => new { one.Text, one.By }),
                }
            ),
            Step.Grant => ("ask/judge", _cast.LeaderOf(Unit), new { Granted = true }),
            Step.Resolve resolve => (
                "resolve",
                _cast.HandlerOf(Unit),
                new
                {
                    resolve.Outcome,
                    resolve.Answer,
                    Ground = resolve.Outcome == "notPossible"
                        ? "涉及多个产权单位，须待规划批准后统一改造。"
                        : null,
                    Attachments = await ProofAsync(Moment.After, step.At, cancellation),
                }
            ),
            Step.Reinspect look => (
                "reinspect",
                _cast.Inspector,
                new
                {
                    look.Passed,
                    look.Note,
                    Attachments = await ProofAsync(
                        look.Passed ? Moment.After : Moment.Before,
                        step.At,
                        cancellation
                    ),
                }
            ),
            Step.CallBack call => (
                "call-back",
                _cast.Caller,
                new
                {
                    call.Reached,
                    call.Contacted,
                    call.Solved,
                    call.Satisfied,
                    call.Reason,
                }
            ),
            Step.Close => (
                "close",
                // What came again does not end the same way again without a leader.
                _page.GetProperty("links").TryGetProperty("repeatOf", out _)
                    ? _cast.LeaderOf(Unit)
                : script.IsPatrol ? _cast.DispatcherOf(Unit)
                : _cast.Caller,
                (object)new { }
            ),
            _ => throw new InvalidOperationException($"Nobody knows how to do {step}."),
        };
        return await desk.PostAsync(
            $"/api/cases/{_id}/{operation}",
            body,
            new Doing(who, step.At, script.Number),
            cancellation
        );
    }

    /// <summary>The first candidate, else the department that the district has for nothing else: its government.</summary>
    private object Choose()
    {
        var candidates = _page.GetProperty("candidates");
        return new
        {
            UnitId = candidates.GetArrayLength() > 0
                ? candidates[0].GetProperty("unit").GetProperty("id").GetGuid()
                : Unit,
            Reason = "根据地点和职责清单派给首选承办单位。",
        };
    }

    private async Task<Guid[]> ProofAsync(
        Moment moment,
        DateTimeOffset at,
        CancellationToken cancellation
    ) => script.IsPatrol ? [await PhotoAsync(moment, at, cancellation)] : [];

    /// <summary>Uploaded by nobody in particular: uploads are limited by account in order of time, and many cases are played at once.</summary>
    private Task<Guid> PhotoAsync(
        Moment moment,
        DateTimeOffset at,
        CancellationToken cancellation
    ) =>
        desk.UploadAsync(
            Picture.Draw(script.Number, script.ClassCode!, moment),
            new Doing(null, at, script.Number),
            cancellation
        );

    private Doing By(Actor? who) => new(who, script.At, script.Number);
}
