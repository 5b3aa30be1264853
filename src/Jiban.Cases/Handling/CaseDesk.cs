using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Files;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Cases.Handling;

/// <summary>What every operation on a case stands on.</summary>
internal sealed class CaseDesk(
    Database database,
    CityRegistry city,
    NamedComponents components,
    SiteMeasurements measurements,
    Dispatcher dispatcher,
    Accounts accounts,
    LimitsRegistry limits,
    KeyRing keys,
    Photos photos,
    Recordings recordings,
    LiveEvents live,
    TimeProvider clock
)
{
    public Database Database => database;
    public CitySnapshot City => city.Current;
    public NamedComponents Components => components;

    /// <summary>
    /// What was measured at the component of a case on the day on which it came in or later, with what was planned; nothing for a case that names none. From the beginning of
    /// the day, because an inspector measures before he sends what he found.
    /// </summary>
    public async Task<IReadOnlyList<SiteMeasurement>> MeasuredOnSiteAsync(
        CaseFile file,
        CancellationToken cancellation
    ) =>
        file.Component is { } code
            ? await measurements.LastAsync(
                code,
                CivilTime.StartOf(CivilTime.DayOf(file.ReceivedAt)),
                cancellation
            )
            : [];

    public Dispatcher Dispatcher => dispatcher;
    public Accounts Accounts => accounts;
    public LimitsRegistry Limits => limits;
    public KeyRing Keys => keys;
    public Photos Photos => photos;
    public Recordings Recordings => recordings;
    public LiveEvents Live => live;
    public TimeProvider Clock => clock;

    /// <summary>
    /// An operation that is one decision about one case: opens its transaction, decides, writes, commits and answers with the case page, or refuses.
    /// </summary>
    /// <param name="malformed">What is wrong with the words that were sent; null when nothing is.</param>
    public async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid caseId,
        Operation operation,
        Problem? malformed,
        Func<CaseChange, Decided> decide,
        CancellationToken cancellation
    )
    {
        if (malformed is not null)
        {
            return malformed;
        }

        await using var change = await BeginAsync(http, caseId, operation, cancellation);
        return await change.CommitAsync(decide(change), cancellation);
    }

    /// <summary>
    /// Opens the transaction of an operation, loads the case and holds it, and asks the table of rights. Dispose it: what was not
    /// committed is undone.
    /// </summary>
    public Task<CaseChange> BeginAsync(
        HttpContext http,
        Guid caseId,
        Operation operation,
        CancellationToken cancellation
    ) =>
        BeginAsync(
            http,
            caseId,
            http.Actor(),
            operation,
            file => Refuse(file, http.Actor(), operation) ?? Incident.Blocks(file, operation),
            cancellation
        );

    /// <summary>The same for a requester who has shown that the case is his, by its query code.</summary>
    public Task<CaseChange> BeginAsRequesterAsync(
        HttpContext http,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        BeginAsync(
            http,
            caseId,
            Actor.Citizen,
            Operation.UsePublicDoor,
            _ =>
                Permissions.May(Operation.UsePublicDoor, Role.Public, Relation.Requester)
                    ? null
                    : new(Refusal.UnknownCase),
            cancellation
        );

    private async Task<CaseChange> BeginAsync(
        HttpContext http,
        Guid caseId,
        Actor actor,
        Operation operation,
        Func<CaseFile, Refused?> refuse,
        CancellationToken cancellation
    )
    {
        var inForce = await limits.CurrentAsync(cancellation);
        var connection = await database.OpenAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            var file = await CaseStore.LoadForChangeAsync(
                connection,
                transaction,
                caseId,
                cancellation
            );
            return new CaseChange(
                this,
                http,
                connection,
                transaction,
                actor,
                Chain.ToMicroseconds(clock.GetUtcNow()),
                inForce,
                file ?? new CaseFile(),
                operation
            )
            {
                Refused = file is null ? new(Refusal.UnknownCase) : refuse(file),
            };
        }
        catch
        {
            // So ends the wait for the case's row when whoever asked has gone. The transaction is undone with its connection.
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether an inspector found it: what an operator or a device registered is not a finding of a patrol, whatever its channel.</summary>
    public async ValueTask<bool> FoundOnPatrolAsync(
        CaseFile file,
        CancellationToken cancellation
    ) =>
        file is { HasPerson: false, Reporter: { } reporter }
        && await accounts.RoleAsync(reporter, cancellation) == Role.Inspector;

    /// <summary>
    /// Whether an actor may know that this case is of a person whom he knows from another one. What is confidential is that only to whoever may see
    /// the case and is no unit that handles it or helps.
    /// </summary>
    public bool KnowsWhoAsked(CaseFile file, Actor actor) =>
        !file.Confidential
        || (Refuse(file, actor, Operation.ViewCases) is null && RequesterIsOpenTo(file, actor));

    /// <summary>
    /// Whether an actor calls for the city's 12345 centre. Those callers ask every requester back and handle nothing, so that of every case, also of one that the
    /// centre itself handles or helps with, somebody may speak with a confidential requester.
    /// </summary>
    public static bool IsHotline(Actor actor, CitySnapshot city) =>
        actor is { Role: Role.Caller, UnitId: { } unit } && unit == city.CityCentre?.UnitId;

    /// <summary><see cref="CaseFile.RequesterIsOpenTo"/> in the city as it stands.</summary>
    public bool RequesterIsOpenTo(CaseFile file, Actor actor) =>
        file.RequesterIsOpenTo(actor, file.RelationOf(actor, City.IsBelow), IsHotline(actor, City));

    /// <summary>
    /// How an actor stands to a case for an operation. Above the city's centre stands nobody: what its own unit wants to be rid of, its leader rules on or gives
    /// back to the city, who elsewhere does so for those below.
    /// </summary>
    private Relation RelationOf(CaseFile file, Actor actor, Operation operation)
    {
        var relation = file.RelationOf(actor, City.IsBelow);
        return
            operation is Operation.RuleOnReturn or Operation.GiveBackOrder
            && actor is { Role: Role.Leader, UnitId: { } unit }
            && unit == file.UnitId
            && unit == City.CityCentre?.UnitId
            ? relation | Relation.Below
            : relation;
    }

    /// <summary>
    /// Why an actor may not do this to a case; null when he may. Somebody who may not even see it learns nothing of it.
    /// </summary>
    public Refused? Refuse(CaseFile file, Actor actor, Operation operation)
    {
        var relation = RelationOf(file, actor, operation);
        return Permissions.May(operation, actor.Role, relation) ? null
            : Permissions.May(Operation.ViewCases, actor.Role, relation) ? new(Refusal.OtherUnit)
            : new(Refusal.UnknownCase);
    }
}
