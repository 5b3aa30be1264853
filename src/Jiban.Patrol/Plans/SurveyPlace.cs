using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.Patrol.Plans;

/// <summary>A look at a component of a census, told to the registry in the transaction of the look: what differs waits there to be accepted.</summary>
internal static class SurveyPlace
{
    /// <summary>Why it can't be told; null when it was. Of what nobody could get to nothing is told.</summary>
    public static async Task<PlanRefusal?> TellAsync(
        FieldCensus census,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Plan plan,
        Place place,
        Look look,
        LookAtPlace.SurveyPart? survey,
        CancellationToken cancellation
    )
    {
        if (
            look.Result is not (LookResult.Fine or LookResult.Differs)
            || place.Component is not { } code
        )
        {
            return null;
        }

        var told = await census.ConfirmAsync(
            connection,
            transaction,
            Of(plan, look),
            survey is null
                ? new ConfirmedComponent(code, ComponentState.Intact, null, PositionAccuracy.C)
                : new ConfirmedComponent(
                    code,
                    survey.State,
                    survey is { Lon: { } lon, Lat: { } lat }
                        ? new Point(lon, lat) { SRID = 4326 }
                        : null,
                    AccuracyOf(survey.AccuracyMetres)
                ),
            cancellation
        );
        return told == ConfirmedAs.Unknown ? PlanRefusal.UnknownComponent : null;
    }

    /// <summary>The census that a plan is in the registry: under the same id and title.</summary>
    public static WalkedCensus Of(Plan plan, Look look) =>
        new(plan.PlanId, plan.Title, look.At, look.By);

    /// <summary>The class of a position: what was pointed at on the map is as good as the map, a metre; a phone seldom is.</summary>
    public static PositionAccuracy AccuracyOf(double? metres) =>
        metres switch
        {
            null or <= 1 => PositionAccuracy.B,
            _ => PositionAccuracy.C,
        };
}
