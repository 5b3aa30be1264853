using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jiban.Cases.Ends;
using Jiban.Cases.Limits;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using NetTopologySuite.Geometries;

namespace Jiban.Cases.Contracts;

/// <summary>What came of a registration: the answer, or why nothing was written.</summary>
/// <param name="IsRepeated">Whether this is the first answer told again.</param>
public sealed record RegistrationResult(
    Registered? Registered,
    Problem? Problem,
    bool IsRepeated = false
);

/// <summary>
/// The door through which every channel makes a case: understand, decide who, commit, tell. One transaction, from words to a unit with
/// a reason and a deadline.
/// </summary>
public sealed class CaseRegistrar
{
    private readonly Database _database;
    private readonly CityRegistry _city;
    private readonly NamedComponents _components;
    private readonly Dispatcher _dispatcher;
    private readonly LimitsRegistry _limits;
    private readonly FieldDuty _duty;
    private readonly NumberBlocks _numbers;
    private readonly CaseWriter _writer;
    private readonly KeyRing _keys;
    private readonly Ids _ids;
    private readonly LiveEvents _live;
    private readonly TimeProvider _clock;

    internal CaseRegistrar(
        Database database,
        CityRegistry city,
        NamedComponents components,
        Dispatcher dispatcher,
        LimitsRegistry limits,
        FieldDuty duty,
        NumberBlocks numbers,
        CaseWriter writer,
        KeyRing keys,
        Ids ids,
        LiveEvents live,
        TimeProvider clock
    )
    {
        _database = database;
        _city = city;
        _components = components;
        _dispatcher = dispatcher;
        _limits = limits;
        _duty = duty;
        _numbers = numbers;
        _writer = writer;
        _keys = keys;
        _ids = ids;
        _live = live;
        _clock = clock;
    }

    /// <summary>Registers. The same idempotency key with the same content gives the first answer again.</summary>
    public async Task<RegistrationResult> RegisterAsync(
        Registration registration,
        CancellationToken cancellation
    )
    {
        var city = _city.Current;
        var (text, fault) = RegistrationCheck.Check(registration, city, _dispatcher);
        if (fault is not null)
        {
            return new(null, fault);
        }

        var receivedAt = Chain.ToMicroseconds(registration.ReceivedAt ?? _clock.GetUtcNow());
        var (component, refused) = await ComponentAsync(registration, receivedAt, cancellation);
        if (refused is not null)
        {
            return new(null, refused);
        }

        var decision = _dispatcher.Decide(
            MessageOf(registration, text!, component, receivedAt),
            city
        );
        if (OnlyVoice.Is(registration))
        {
            decision = OnlyVoice.Wait(decision);
        }

        var praised = await PraisedCase.FindAsync(
            registration,
            text!,
            decision,
            _database,
            _keys,
            cancellation
        );
        if (praised is not null)
        {
            decision = PraisedCase.PassOn(decision, praised, city);
        }

        var limits = await _limits.CurrentAsync(cancellation);
        (decision, var verify) = await VerifyFirst.AskAsync(
            registration,
            decision,
            limits.Verification,
            _duty,
            receivedAt,
            cancellation
        );
        var decidedAt = registration.ReceivedAt is null ? _clock.GetUtcNow() : receivedAt;
        var intake = new Intake(
            registration,
            text!,
            decision,
            receivedAt,
            decidedAt,
            limits,
            city,
            component?.Code,
            praised,
            verify
        );
        var newCase = intake.ToCase(
            _ids.New(receivedAt),
            await _numbers.NextAsync(CivilTime.DayOf(receivedAt), cancellation),
            _dispatcher.Channel(registration.Channel)!,
            _keys
        );
        var written = await _writer.WriteAsync(newCase, cancellation);
        if (written.Problem is not null)
        {
            return new(null, written.Problem);
        }

        var withheld = registration.Actor == Actor.Citizen && component is { Withheld: true };
        if (written.Existing is { } existing)
        {
            return await RepeatAsync(existing, newCase, withheld, cancellation);
        }

        var file = newCase.File;
        _live.Publish(file.ToChanged());
        if (file.AssistingUnits.Count > 0)
        {
            // The case is not theirs, so that of its change they hear nothing.
            _live.Publish(
                new Notice(
                    "assistance",
                    file.CaseId,
                    Operation.ReportAssistance,
                    file.AssistingUnits
                )
            );
        }

        var secrets = new CaseSecrets(file.CaseId, _keys.Unwrap(file.CaseId, newCase.WrappedKey));
        return new(
            Answer(file, intake.Reasons, secrets.QueryCode(), praised?.Number, withheld),
            null
        );
    }

    /// <summary>Whether something was registered under an idempotency key: its first answer is to be had, whatever a door asks of new ones.</summary>
    public async Task<bool> KnowsAsync(Actor actor, string? key, CancellationToken cancellation)
    {
        if (key is null)
        {
            return false;
        }

        await using var connection = await _database.OpenAsync(cancellation);
        return await IdempotencyKeys.IsKnownAsync(connection, KeyHash(actor, key), cancellation);
    }

    /// <summary>The hash by which an idempotency key is known; keys of the public and of each account are apart.</summary>
    internal static byte[] KeyHash(Actor actor, string key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.JournalName}\n{key}"));

    /// <summary>The hash of what was asked: the same key with other content is refused.</summary>
    internal static byte[] ContentHash(Registration registration) =>
        SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(
                registration with
                {
                    Actor = Actor.Citizen,
                    IdempotencyKey = null,
                    ReceivedAt = null,
                }
            )
        );

    private async Task<RegistrationResult> RepeatAsync(
        Guid caseId,
        NewCase again,
        bool withheld,
        CancellationToken cancellation
    )
    {
        await using var connection = await _database.OpenAsync(cancellation);
        if (
            !await IdempotencyKeys.HasContentAsync(
                connection,
                again.KeyHash!,
                again.RequestHash!,
                cancellation
            )
        )
        {
            return new(
                null,
                new Problem(
                    422,
                    "idempotency-key-reused",
                    "这个提交标识已经用于另一件诉求，请换一个再提交。",
                    "This Idempotency-Key was used for another request; use a new one."
                )
            );
        }

        var entries = await Journal.ReadAsync(connection, caseId, cancellation);
        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        return CaseSecrets.Open(_keys, caseId, stored.Wrapped) is { } secrets
            ? new(
                Answer(
                    CaseFile.Fold(entries.Take(2)),
                    CanonicalJson.Read<RegisteredFacts>(entries[0].Data).Reasons,
                    secrets.QueryCode(),
                    entries
                        is [
                            _,
                            _,
                            { Actor: AcceptPraise.AtTheDoor, Kind: Happened.PraiseAccepted } thanks,
                            ..,
                        ]
                        ? CanonicalJson.Read<PraiseAcceptedFacts>(thanks.Data).OfNumber
                        : null,
                    withheld
                ),
                null,
                IsRepeated: true
            )
            : new(null, new Refused(Refusal.AlreadyErased).ToProblem());
    }

    /// <summary>The component that is named, as the registry has it on the day of receipt; or why it may not be named.</summary>
    private async Task<(NamedComponent? Component, Problem? Refused)> ComponentAsync(
        Registration registration,
        DateTimeOffset receivedAt,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrWhiteSpace(registration.Component))
        {
            return default;
        }

        var component = await _components.FindAsync(
            registration.Component,
            CivilTime.DayOf(receivedAt),
            cancellation
        );
        return
            ComponentNamed.Refuse(component) is { } refused
            // What was registered before the component was taken away is told its first answer.
            && !await KnowsAsync(registration.Actor, registration.IdempotencyKey, cancellation)
            ? (null, refused)
            : (component, null);
    }

    /// <summary>Where nobody said where, it is where the component stands.</summary>
    private static Message MessageOf(
        Registration registration,
        string text,
        NamedComponent? component,
        DateTimeOffset receivedAt
    ) =>
        new(
            text,
            registration.Kind ?? (registration.Praises is null ? null : DemandKind.Praise),
            registration.ClassCode,
            string.IsNullOrWhiteSpace(registration.PlaceText)
                ? component?.PlaceText
                : registration.PlaceText,
            registration is { Lon: { } lon, Lat: { } lat }
                ? new Point(lon, lat) { SRID = 4326 }
                : component?.Location,
            registration.Channel,
            registration.Choice,
            receivedAt,
            registration.Uploads.Count,
            registration.Actor.UnitId,
            component,
            registration.Sizes
        );

    /// <summary>The answer out of what the first two journal entries say: fresh or repeated, it is the same.</summary>
    private static Registered Answer(
        CaseFile file,
        IReadOnlyList<Reason> reasons,
        string queryCode,
        string? praised,
        bool withheld
    ) =>
        new(
            file.CaseId,
            file.Number,
            queryCode,
            file.ReceivedAt,
            file.DispatchedAt is not null,
            file.UnitId,
            file.Mode,
            file.DispatchedAt,
            file.Kind,
            file.ClassCode,
            file.Urgency,
            reasons,
            file.DueSign!.Value,
            file.DueContact!.Value,
            file.DueResolve!.Value,
            file.Danger,
            praised,
            withheld
        );
}
