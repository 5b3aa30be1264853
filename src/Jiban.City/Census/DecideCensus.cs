using System.Text.Json;
using Dapper;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Census;

/// <summary>
/// Somebody accepts or declines differences of a census, one by one or all of a kind. What is accepted changes the registry in the same
/// transaction; what was changed meanwhile by somebody else is overtaken and left alone. What stands where something on record is still to be moved
/// away or removed by the same census stays open until that is decided.
/// </summary>
internal static class DecideCensus
{
    /// <param name="Accept">Whether the registry takes it over.</param>
    /// <param name="Items">The numbers; null for all of a kind that are open.</param>
    /// <param name="Change">All open ones of this kind; null for the numbers.</param>
    /// <param name="Authority">The competent authority of those that are new; null for the one that each record names.</param>
    /// <param name="Owner">The owner of those that are new; null for the one that each record names, if any.</param>
    public sealed record Request(
        bool Accept,
        IReadOnlyList<int>? Items = null,
        CensusChange? Change = null,
        Guid? Authority = null,
        Guid? Owner = null
    );

    /// <param name="Overtaken">Not taken over: the component was changed since the census was compared, or it has a fault by now.</param>
    /// <param name="Waiting">Still open: what is on record there is to be moved away or removed first.</param>
    /// <param name="Faults">Of those two, what keeps them out; what was only changed by somebody else is not among them.</param>
    public sealed record Response(
        int Accepted,
        int Declined,
        int Overtaken,
        int Waiting,
        IReadOnlyList<FaultPart> Faults
    );

    /// <param name="N">The number of the difference.</param>
    /// <param name="Fault">As in the report of a file, such as <c>twin</c>; <c>twin-leaves</c> for what waits.</param>
    /// <param name="Detail">What of it: the identifier of the twin.</param>
    public sealed record FaultPart(int N, string Fault, string? Detail);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/decisions", HandleAsync)
            .Needs(Operation.TakeCensus)
            .WithName(nameof(DecideCensus))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                (
                    "items",
                    request.Items is null == request.Change is null,
                    "逐项或按类别，二者选一。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        if (
            ((Guid?[])[request.Authority, request.Owner]).Any(unit =>
                unit is { } named && desk.City.Unit(named) is null
            )
        )
        {
            return UnknownUnit;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            !await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(
                    "select exists (select from city.census where census_id = @id)",
                    new { id },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        )
        {
            return ShowCensus.Unknown;
        }

        var rows = await OpenAsync(connection, transaction, id, request, cancellation);
        var actor = http.Actor().Id;
        var taking = new CensusTaking(connection, transaction, desk, actor);
        var taken = request.Accept
            ? await taking.TakeAsync(rows.ConvertAll(row => Answered(row, request)), cancellation)
            : [];
        var waiting = await WaitingAsync(
            connection,
            transaction,
            id,
            rows,
            taking.Faults,
            cancellation
        );
        var decided = rows.Where(row => !waiting.Contains(row.N));
        var words = decided.ToDictionary(
            row => row.N,
            row =>
                !request.Accept ? "declined"
                : taken.Contains(row.N) ? "accepted"
                : "overtaken"
        );
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update city.census_item i
                set decision = d.word, decided_at = @now, decided_by = @actor, fault = d.fault, fault_detail = d.detail
                from unnest(@numbers, @words, @faults, @details) as d(n, word, fault, detail) where i.census_id = @id and i.n = d.n
                """,
                new
                {
                    id,
                    now = desk.Clock.GetUtcNow(),
                    actor,
                    numbers = words.Keys.ToArray(),
                    words = words.Values.ToArray(),
                    faults = words.Keys.Select(n => FaultOf(n)?.Fault).ToArray(),
                    details = words.Keys.Select(n => FaultOf(n)?.Detail).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(
            new Response(
                Count("accepted"),
                Count("declined"),
                Count("overtaken"),
                waiting.Count,
                [
                    .. taking
                        .Faults.OrderBy(one => one.Key)
                        .Select(one => new FaultPart(
                            one.Key,
                            waiting.Contains(one.Key) ? "twin-leaves" : one.Value.Fault,
                            one.Value.Detail
                        )),
                ]
            )
        );

        SurveyFault? FaultOf(int n) => taking.Faults.GetValueOrDefault(n);

        int Count(string word) => words.Values.Count(one => one == word);
    }

    /// <summary>Of what was not taken, that in whose way only something stands that another open difference takes away.</summary>
    private static async Task<HashSet<int>> WaitingAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid id,
        IReadOnlyList<CensusItemRow> rows,
        IReadOnlyDictionary<int, SurveyFault> faults,
        CancellationToken cancellation
    )
    {
        var twins = faults.Where(one => one.Value.Fault == "twin").ToList();
        if (twins.Count == 0)
        {
            return [];
        }

        var leaving = (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    """
                    select c.code from city.census_item i join city.component c on c.component_id = i.component_id and c.version = 1
                    where i.census_id = @id and i.decision is null and not i.n = any(@meant) and c.code = any(@codes)
                        and (i.change = 'moved' or i.record ->> 'state' = 'removed')
                    """,
                    new
                    {
                        id,
                        meant = rows.Select(row => row.N).ToArray(),
                        codes = twins.Select(one => one.Value.Detail).ToArray(),
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToHashSet(StringComparer.Ordinal);
        return [.. twins.Where(one => leaving.Contains(one.Value.Detail!)).Select(one => one.Key)];
    }

    private static readonly Problem UnknownUnit = new(
        StatusCodes.Status422UnprocessableEntity,
        "unknown-unit",
        "主管部门或权属单位不存在，没有保存。",
        "There is no such unit; nothing was saved."
    );

    /// <summary>A new one with the units that whoever accepts it names; everything else as it is.</summary>
    private static CensusItemRow Answered(CensusItemRow row, Request request)
    {
        if (
            row.Change != CensusChange.New
            || request is { Authority: null, Owner: null }
            || row.ToRecord() is not { } record
        )
        {
            return row;
        }

        Dictionary<DutyRole, Guid> units = new(record.Units);
        foreach (
            var (role, unit) in (IEnumerable<(DutyRole, Guid?)>)
                [(DutyRole.Authority, request.Authority), (DutyRole.Owner, request.Owner)]
        )
        {
            if (unit is { } named)
            {
                units[role] = named;
            }
        }

        return row with
        {
            Record = JsonSerializer.Serialize(record with { Units = units }, ApiJson.Options),
        };
    }

    /// <summary>The open ones that are meant, locked: of two who decide at once the second finds them decided.</summary>
    private static async Task<List<CensusItemRow>> OpenAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid id,
        Request request,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<CensusItemRow>(
                new CommandDefinition(
                    $"""
                    select {CensusStore.ItemColumns} from city.census_item
                    where census_id = @id and decision is null
                        and (@change::text is null or change = @change) and (@items::int[] is null or n = any(@items))
                    order by n for update
                    """,
                    new
                    {
                        id,
                        change = request.Change is { } change ? Stored.Word(change) : null,
                        items = request.Items?.ToArray(),
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
}
