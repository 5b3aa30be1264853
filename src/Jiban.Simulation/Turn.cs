using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;
using Jiban.Simulation.Wire;

namespace Jiban.Simulation;

/// <summary>One step of the script: what an actor has in hand when it is his turn.</summary>
/// <param name="Chance">The chance of this step alone, so that what another step drew changes nothing here.</param>
internal sealed record Turn(
    Town Town,
    Staff Staff,
    Ledger Ledger,
    Random Chance,
    Fault? Fault,
    Action<string> Tell
)
{
    private Fault? _planned = Fault;

    /// <summary>The cases that were touched: they are looked at when the step is over.</summary>
    public HashSet<Guid> Touched { get; } = [];

    /// <summary>The planned fault, once it came.</summary>
    public Strike? Struck { get; private set; }

    /// <summary>Whether the planned fault waited for something that was over before it came.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>The present.</summary>
    public DateTimeOffset Now => Town.Clock.GetUtcNow();

    /// <summary>One of some.</summary>
    public T OneOf<T>(IReadOnlyList<T> some) => some[Chance.Next(some.Count)];

    /// <summary>Whether something happens that does so many times in a hundred.</summary>
    public bool Sometimes(int percent) => Chance.Next(100) < percent;

    /// <summary>Does something while the step's fault, if one was planned, waits for it. Afterwards a host is there again.</summary>
    /// <param name="name">What it is, as strikes are counted: the end of its path.</param>
    public async Task<T> RiskAsync<T>(string name, Func<Task<T>> what)
    {
        if (_planned is not { } fault)
        {
            return await what();
        }

        _planned = null;
        Town.Wire.Arm(fault);
        var result = await what();
        if (Town.Wire.Disarm())
        {
            Struck = new Strike(name, fault);
            Tell($"  ! {fault}");
            if (fault.IsKill)
            {
                await Town.RebootAsync();
            }
        }
        else
        {
            HasMissed = true;
        }

        return result;
    }

    /// <summary>Changes something at a route; the answer is judged as an answer.</summary>
    public async Task<Told> ChangeAsync(
        Actor? who,
        string path,
        object body,
        params (string Name, string Value)[] headers
    )
    {
        var told = await RiskAsync(NameOf(path), () => Town.SayAsync(who, path, body, headers));
        Judge(path, told);
        return told;
    }

    /// <summary>Every failure of ours says that it is one, and when to come back (ADR 0003).</summary>
    public void Judge(string path, Told told)
    {
        if (told.Status >= 500 && (told.Status != 503 || told.RetryAfter is null))
        {
            var fault = Town.Host.Logs.Lines.LastOrDefault()?.Fault;
            throw new BrokenException("answers", $"{path} answered {told}: {fault}");
        }
    }

    /// <summary>Keeps what somebody was told who did something to a case.</summary>
    public void Keep(Guid caseId, string kind, Actor? who, int after, Told told)
    {
        Touched.Add(caseId);
        if (told.IsDone)
        {
            Ledger.Acts.Add(
                new Act(
                    caseId,
                    kind,
                    (who ?? Actor.Citizen).JournalName,
                    after,
                    // What answers with nothing has written one entry.
                    told.Body.ValueKind == JsonValueKind.Object
                        ? told.Body.GetProperty("version").GetInt32()
                        : after + 1
                )
            );
        }
    }

    /// <summary>The number of the last entry of a case.</summary>
    public async Task<int> HeadAsync(Guid caseId)
    {
        await using var connection = await Town.Store.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(
            "select head_seq from cases.case_file where case_id = @caseId",
            new { caseId }
        );
    }

    /// <summary>The cases that are acknowledged and still open, as ids in the order of their registration.</summary>
    public async Task<IReadOnlyList<Standing>> OpenCasesAsync()
    {
        await using var connection = await Town.Store.Owner.OpenConnectionAsync();
        var rows = (
            await connection.QueryAsync<Standing>(
                "select case_id, number, state, unit_id, has_person, reporter, verifier, assisting_open from cases.case_file where state <> 'closed' or due_follow_up is not null or due_call_back is not null or control = 'due' or supervised_at is not null"
            )
        ).ToDictionary(row => row.CaseId);
        return
        [
            .. Ledger
                .Requests.Where(request => rows.ContainsKey(request.CaseId))
                .Select(request => rows[request.CaseId]),
        ];
    }

    /// <summary>A path without the ids, numbers and years in it.</summary>
    public static string NameOf(string path) =>
        string.Join(
            '/',
            path.Replace("/api/", "", StringComparison.Ordinal)
                .Split('/')
                .Where(part => !part.Any(char.IsAsciiDigit))
        );

    /// <summary>The name of a case in what is told.</summary>
    public static string NameOf(JsonElement page) => page.GetProperty("number").GetString()!;

    /// <summary>Where a case stands, as far as it takes to choose who acts.</summary>
    public sealed record Standing(
        Guid CaseId,
        string Number,
        string State,
        Guid UnitId,
        bool HasPerson,
        Guid? Reporter,
        Guid? Verifier,
        string? AssistingOpen
    );
}
