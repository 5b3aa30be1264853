using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases;

/// <summary>
/// The columns of <c>cases.case_file</c>, once: the batch writer inserts by them and every operation updates by them, so that no column
/// is forgotten in one of the two.
/// </summary>
internal static class CaseColumns
{
    private static readonly Column[] All =
    [
        Text("number", file => file.Number),
        Text("state", file => Words.Of(file.State)),
        Text("channel", file => file.Channel),
        Of("own", NpgsqlDbType.Boolean, file => file.Own),
        Of("has_person", NpgsqlDbType.Boolean, file => file.HasPerson),
        Of("reporter", NpgsqlDbType.Uuid, file => file.Reporter),
        Text("kind", file => Words.Of(file.Kind)),
        Text("class_code", file => file.ClassCode),
        Of("class_confidence", NpgsqlDbType.Integer, file => file.ClassConfidence),
        Text("urgency", file => Words.Of(file.Urgency)),
        Of("district_id", NpgsqlDbType.Uuid, file => file.DistrictId),
        Of("street_id", NpgsqlDbType.Uuid, file => file.StreetId),
        Of("community_id", NpgsqlDbType.Uuid, file => file.CommunityId),
        Text("grid_code", file => file.GridCode),
        Text("place_name", file => file.PlaceName),
        Text("place_source", file => file.PlaceSource),
        Of("lon_e7", NpgsqlDbType.Integer, file => file.LonE7),
        Of("lat_e7", NpgsqlDbType.Integer, file => file.LatE7),
        Text("component", file => file.Component),
        Of("danger", NpgsqlDbType.Boolean, file => file.Danger),
        Of("unit_id", NpgsqlDbType.Uuid, file => file.UnitId),
        Text("mode", file => Words.Of(file.Mode)),
        Of("confidence", NpgsqlDbType.Integer, file => file.Confidence),
        At("received_at", file => file.ReceivedAt),
        At("due_dispatch", file => file.DueDispatch),
        At("due_sign", file => file.DueSign),
        At("due_contact", file => file.DueContact),
        At("due_resolve", file => file.DueResolve),
        At("given_limit", file => file.GivenLimit),
        At("wished_limit", file => file.WishedLimit),
        At("next_due_at", file => file.NextDueAt),
        At("dispatched_at", file => file.DispatchedAt),
        At("signed_at", file => file.SignedAt),
        Of("signed_by", NpgsqlDbType.Uuid, file => file.SignedBy),
        At("contacted_at", file => file.ContactedAt),
        At("resolved_at", file => file.ResolvedAt),
        Of("resolved_by", NpgsqlDbType.Uuid, file => file.ResolvedBy),
        Text("outcome", file => Words.Of(file.Outcome)),
        At("reinspected_at", file => file.ReinspectedAt),
        Of("reinspected_by", NpgsqlDbType.Uuid, file => file.ReinspectedBy),
        Of("reinspection_passed", NpgsqlDbType.Boolean, file => file.ReinspectionPassed),
        Of("reinspection_needed", NpgsqlDbType.Boolean, file => file.ReinspectionNeeded),
        Of("call_back_tries", NpgsqlDbType.Integer, file => file.CallBackTries),
        At("called_back_at", file => file.CalledBackAt),
        Of("contacted", NpgsqlDbType.Boolean, file => file.Contacted),
        Text("solved", file => Words.Of(file.Solved)),
        Text("satisfied", file => Words.Of(file.Satisfied)),
        At("closed_at", file => file.ClosedAt),
        Of("closed_by", NpgsqlDbType.Uuid, file => file.ClosedBy),
        Text("closed_how", file => Words.Of(file.ClosedHow)),
        Of("handling", NpgsqlDbType.Integer, file => file.Handling),
        Of("returns", NpgsqlDbType.Integer, file => file.Returns),
        Of("ruled", NpgsqlDbType.Boolean, file => file.Ruled),
        Text("asked", file => Words.Of(file.Asked)),
        At("asked_at", file => file.AskedAt),
        Of("asked_by", NpgsqlDbType.Uuid, file => file.AskedBy),
        At("asked_until", file => file.AskedUntil),
        At("due_review", file => file.DueReview),
        Of("extensions", NpgsqlDbType.Integer, file => file.Extensions),
        At("suspended_until", file => file.SuspendedUntil),
        Of("paused_seconds", NpgsqlDbType.Integer, file => file.PausedSeconds),
        At("due_progress", file => file.DueProgress),
        Text("meeting", file => Words.Of(file.Meeting)),
        At("meeting_at", file => file.MeetingAt),
        Text("promised", file => file.Promised),
        Of("contact_tries", NpgsqlDbType.Integer, file => file.ContactTries),
        At("contact_tried_at", file => file.ContactTriedAt),
        At("due_call_back", file => file.DueCallBack),
        At("call_back_tried_at", file => file.CallBackTriedAt),
        Of("ended_by", NpgsqlDbType.Uuid, file => file.EndedBy),
        At("due_follow_up", file => file.DueFollowUp),
        At("followed_up_at", file => file.FollowedUpAt),
        Of("alarm_level", NpgsqlDbType.Integer, file => file.AlarmLevel),
        At("due_control", file => file.DueControl),
        Of("control_tries", NpgsqlDbType.Integer, file => file.ControlTries),
        At("control_tried_at", file => file.ControlTriedAt),
        At("follow_up_tried_at", file => file.FollowUpTriedAt),
        Of("follow_up_tries", NpgsqlDbType.Integer, file => file.FollowUpTries),
        Of("to_arbiter", NpgsqlDbType.Boolean, file => file.ToArbiter),
        At("convened_at", file => file.ConvenedAt),
        Text("convened", file => file.Convened),
        At("raised_at", file => file.RaisedAt),
        At("supervised_at", file => file.SupervisedAt),
        Of("supervised_by", NpgsqlDbType.Uuid, file => file.SupervisedBy),
        At("supervision_answered_at", file => file.SupervisionAnsweredAt),
        At("handed_over_at", file => file.HandedOverAt),
        Of("incident_id", NpgsqlDbType.Uuid, file => file.IncidentId),
        Of("members", NpgsqlDbType.Integer, file => file.Members),
        Of("parent_id", NpgsqlDbType.Uuid, file => file.ParentId),
        Of("repeat_of", NpgsqlDbType.Uuid, file => file.RepeatOf),
        Text("repeat_outcome", file => Words.Of(file.RepeatOutcome)),
        Of("likely_repeat_of", NpgsqlDbType.Uuid, file => file.LikelyRepeatOf),
        Of("confidential", NpgsqlDbType.Boolean, file => file.Confidential),
        Of("preventive", NpgsqlDbType.Boolean, file => file.Preventive),
        Of("only_voice", NpgsqlDbType.Boolean, file => file.OnlyVoice),
        Text("abuse", file => Words.Of(file.Abuse)),
        Text("assisting", file => file.Assisting),
        Text("assisting_open", file => file.AssistingOpen),
        Of("called_back_by", NpgsqlDbType.Uuid, file => file.CalledBackBy),
        Text("control", file => Words.Of(file.Control)),
        Of("verifier", NpgsqlDbType.Uuid, file => file.Verifier),
        At("due_verify", file => file.DueVerify),
        Of("verify_unit", NpgsqlDbType.Uuid, file => file.VerifyUnit),
        Text("verify_mode", file => Words.Of(file.VerifyMode)),
        Text("verified", file => Words.Of(file.Verified)),
        At("verified_at", file => file.VerifiedAt),
        Of("open_build_tasks", NpgsqlDbType.Integer, file => file.OpenBuildTasks),
        Of("head_seq", NpgsqlDbType.Integer, file => file.HeadSeq),
        Of("head_hash", NpgsqlDbType.Bytea, file => file.HeadHash),
        Of("case_id", NpgsqlDbType.Uuid, file => file.CaseId),
    ];

    private static readonly string Names = string.Join(", ", All.Select(column => column.Name));
    private static readonly string Arrays = string.Join(", ", All.Select((_, i) => $"${i + 1}"));

    /// <summary>Inserts many rows; parameters are one array a column.</summary>
    public static readonly string Insert =
        $"insert into cases.case_file ({Names}) select * from unnest({Arrays})";

    /// <summary>Updates one row when its head is still that of the parameter behind the arrays; 0 rows otherwise.</summary>
    public static readonly string Update =
        $"update cases.case_file c set ({string.Join(", ", All[..^1].Select(column => column.Name))}) = ({string.Join(", ", All[..^1].Select(column => "n." + column.Name))}) "
        + $"from unnest({Arrays}) n ({Names}) where c.case_id = ${All.Length + 1} and c.head_seq = ${All.Length + 2}";

    /// <summary>Every column but the geometry that is derived.</summary>
    public static readonly string Select = Names;

    /// <summary>Adds the arrays of some rows as parameters.</summary>
    public static void Bind(DbParameterCollection parameters, IReadOnlyList<CaseFile> files)
    {
        foreach (var column in All)
        {
            parameters.Add(column.ToParameter(files));
        }
    }

    private static Column Text(string name, Func<CaseFile, string?> value) =>
        Of(name, NpgsqlDbType.Text, value);

    private static Column At(string name, Func<CaseFile, DateTimeOffset?> value) =>
        Of(name, NpgsqlDbType.TimestampTz, file => value(file)?.UtcDateTime);

    private static Column Of<T>(string name, NpgsqlDbType type, Func<CaseFile, T> value) =>
        new(
            name,
            files => new NpgsqlParameter
            {
                Value = Array(files, value),
                NpgsqlDbType = NpgsqlDbType.Array | type,
            }
        );

    private static T[] Array<T>(IReadOnlyList<CaseFile> files, Func<CaseFile, T> value)
    {
        var values = new T[files.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(files[i]);
        }

        return values;
    }

    private sealed record Column(
        string Name,
        Func<IReadOnlyList<CaseFile>, NpgsqlParameter> ToParameter
    );
}
