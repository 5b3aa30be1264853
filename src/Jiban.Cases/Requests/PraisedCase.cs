using Jiban.Cases.Contracts;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Cases.Requests;

/// <summary>Thanks that are registered (表扬): for which case they are, and to whom they go.</summary>
internal static class PraisedCase
{
    /// <summary>
    /// The case for which thanks are said, when they name one that is known, and a citizen knows its query code too. Only what somebody called thanks
    /// is closed without a person: what is merely read as such may ask for something.
    /// </summary>
    public static async Task<CaseFile?> FindAsync(
        Registration registration,
        string text,
        Decision decision,
        Database database,
        KeyRing keys,
        CancellationToken cancellation
    )
    {
        var isThanks = registration.Kind == DemandKind.Praise || registration.Praises is not null;
        if (
            !isThanks
            || decision is not { Kind: DemandKind.Praise, DangerToLife: false }
            || registration is not { Upstream: null, Parent: null }
            || (CaseNumber.FirstIn(registration.Praises ?? "") ?? CaseNumber.FirstIn(text))
                is not { } number
            || (registration.Actor == Actor.Citizen && registration.PraisesCode is null)
        )
        {
            return null;
        }

        await using var connection = await database.OpenAsync(cancellation);
        return
            await CaseStore.FindAsync(connection, number, cancellation) is { } caseId
            && (
                registration.Actor != Actor.Citizen
                || await IsKnownByAsync(connection, keys, caseId, registration, cancellation)
            )
            ? await CaseStore.LoadAsync(connection, caseId, cancellation)
            : null;
    }

    private static async Task<bool> IsKnownByAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Guid caseId,
        Registration registration,
        CancellationToken cancellation
    )
    {
        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        return CaseSecrets.Open(keys, caseId, stored.Wrapped) is { } secrets
            && secrets.IsQueryCode(registration.PraisesCode ?? "");
    }

    /// <summary>Thanks go to the unit of the case that they are for.</summary>
    public static Decision PassOn(Decision decision, CaseFile praised, CitySnapshot city)
    {
        var unit = city.Unit(praised.UnitId)?.Name ?? "";
        return decision with
        {
            UnitId = praised.UnitId,
            Mode = DispatchMode.Directed,
            Confidence = 1,
            Reasons =
            [
                .. decision.Reasons.Where(reason =>
                    !reason.Code.StartsWith("mode-", StringComparison.Ordinal)
                ),
                new Reason(
                    "praise-of",
                    $"表扬的是诉求{praised.Number}，转达给{unit}。",
                    $"The praise is for {praised.Number}; it is passed on to {unit}."
                ),
            ],
        };
    }
}
