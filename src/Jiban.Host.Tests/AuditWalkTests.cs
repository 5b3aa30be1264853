using System.Net;
using Dapper;
using Jiban.Host.Tests.House;
using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>
/// Every route that signs in, looks up personal data, exports, or changes a setting or an account, and the word under which it stands in
/// the audit trail. A new route of that kind does not pass before it stands here and leaves its trace.
/// </summary>
public sealed partial class AuditWalkTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Password = "Test-password-1";

    /// <summary>Walked here.</summary>
    private static readonly Dictionary<string, string> Walked = new()
    {
        ["POST /api/session"] = "signIn",
        ["DELETE /api/session"] = "signOut",
        ["PUT /api/session/password"] = "changePassword",
        ["POST /api/session/passkey"] = "signIn",
        ["POST /api/session/passkeys"] = "addPasskey",
        ["POST /api/session/totp"] = "enrolTotp",
        ["POST /api/session/totp/remove"] = "removeTotp",
        ["POST /api/accounts"] = "addAccount",
        ["PUT /api/accounts/{id:guid}"] = "changeAccount",
        ["POST /api/accounts/{id:guid}/disable"] = "disableAccount",
        ["POST /api/accounts/{id:guid}/enable"] = "enableAccount",
        ["POST /api/accounts/{id:guid}/unlock"] = "unlockAccount",
        ["POST /api/accounts/{id:guid}/end-sessions"] = "endSessions",
        ["POST /api/accounts/{id:guid}/reset-password"] = "setPassword",
        ["POST /api/accounts/{id:guid}/remove-second-factors"] = "removeSecondFactors",
        ["POST /api/cases/{id:guid}/reveal"] = "revealRequester",
        ["GET /api/cases"] = "searchPerson",
        ["GET /api/cases/map"] = "searchPerson",
        ["POST /api/cases/like"] = "searchPerson",
        ["POST /api/erasures"] = "eraseRequester",
        ["GET /api/cases/export"] = "exportCases",
        ["GET /api/cases/topics/export"] = "exportTopics",
        ["GET /api/components/export"] = "exportComponents",
        ["GET /api/assessment/periods/{period}/export"] = "exportRanking",
        ["GET /api/patrol/coverage/export"] = "exportCoverage",
        ["PUT /api/channels/{code}"] = "editSettings",
        ["PUT /api/classes/{code}"] = "editSettings",
        ["PUT /api/filing-conditions/{code}"] = "editSettings",
        ["DELETE /api/filing-conditions/{code}"] = "editSettings",
        ["PUT /api/component-classes/{scheme}/{code}"] = "editSettings",
        ["PUT /api/component-classes/{scheme}/{code}/lists/{attribute}"] = "editSettings",
        ["PUT /api/units/{id:guid}/credit-code"] = "editSettings",
        ["PUT /api/units/{id:guid}/duty-phone"] = "editSettings",
        ["PUT /api/units/{id:guid}/seat"] = "editSettings",
        ["POST /api/settings/map-keys"] = "issueMapKey",
        ["PUT /api/dispatch/rules/{code}"] = "editSettings",
        ["PUT /api/dispatch/thresholds"] = "editSettings",
        ["PUT /api/settings/calendar/{year:int}"] = "editSettings",
        ["PUT /api/settings/call-back-script"] = "editSettings",
        ["PUT /api/settings/case-rules"] = "editSettings",
        ["PUT /api/settings/components"] = "editSettings",
        ["PUT /api/settings/destinations/{code}"] = "editSettings",
        ["PUT /api/settings/limits"] = "editSettings",
        ["PUT /api/settings/numbers"] = "editSettings",
        ["PUT /api/settings/notice-templates/{code}"] = "editSettings",
        ["PUT /api/settings/outbox"] = "editSettings",
        ["PUT /api/settings/patrol"] = "editSettings",
        ["PUT /api/settings/sign-in"] = "editSettings",
        ["PUT /api/settings/weights"] = "editSettings",
        ["PUT /api/settings/whistle-templates/{code}"] = "editSettings",
    };

    /// <summary>Needs a long way before it; the named test walks it and looks for the trace.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["POST /api/session/totp/confirm"] =
            "SecondFactorTests.Codes_are_turned_on_by_a_right_one_and_off_by_the_password",
        ["PUT /api/session/passkeys/{id:guid}"] =
            "PasskeyTests.The_owner_names_and_removes_a_passkey_and_nobody_else_does",
        ["DELETE /api/session/passkeys/{id:guid}"] =
            "PasskeyTests.The_owner_names_and_removes_a_passkey_and_nobody_else_does",
        ["POST /api/whistles/{id:guid}/tasks/{taskId:guid}/consent/reveal"] = "WhistleRoutesTests",
        ["GET /api/patrol/shifts/{id:guid}/track"] =
            "ShiftRoutesTests.A_track_is_seen_by_its_inspector_and_his_leader_and_each_look_is_traced",
        ["GET /api/patrol/on-duty"] =
            "ShiftRoutesTests.A_track_is_seen_by_its_inspector_and_his_leader_and_each_look_is_traced",
        ["POST /api/assessment/periods/{period}/publish"] =
            "PublishRankingTests.What_is_published_changed_or_taken_out_leaves_a_trace",
        ["DELETE /api/dispatch/drafts/{id:guid}"] = "DraftTests",
        ["DELETE /api/dispatch/drafts/{id:guid}/rules/{code}"] = "DraftTests",
        ["POST /api/dispatch/drafts"] = "DraftTests",
        ["POST /api/dispatch/drafts/import"] = "DraftTests",
        ["POST /api/dispatch/drafts/{id:guid}/adopt"] = "DraftTests",
        ["PUT /api/dispatch/drafts/{id:guid}/rules/{code}"] = "DraftTests",
        ["POST /api/settings/map-keys/{id:guid}/revocation"] =
            "ComponentRoutesTests.A_map_program_reads_the_features_with_its_key_and_nothing_else_until_it_is_revoked",
        ["POST /api/city/grid/plans"] = "GridPlanTests",
        ["POST /api/city/gazetteer/imports"] = "ToponymTests",
        ["POST /api/city/grid/imports"] = "GridImportTests",
        ["POST /api/cases/rulings/take"] = "S11RulingTests",
        ["POST /api/cases/rulings/dismiss"] = "S11RulingTests",
        ["DELETE /api/city/grid/plans/{community}"] = "GridPlanTests",
        ["DELETE /api/dispatch/corrections/{id:guid}/{seq:int}/left-out"] = "TeachingTests",
        ["PUT /api/dispatch/corrections/{id:guid}/{seq:int}/left-out"] = "TeachingTests",
        ["GET /api/dispatch/corrections"] = "TeachingTests",
        ["GET /api/dispatch/models/compare"] = "TeachingTests",
        ["DELETE /api/dispatch/rules/{code}"] = "DraftTests",
        ["POST /api/classes/import"] = "ClassSheetTests",
        ["POST /api/dispatch/models/back"] = "ModelTests",
        ["POST /api/dispatch/models/in-force"] = "ModelTests",
        ["PUT /api/patrol/plans/{id:guid}/layer"] = "S24BeforeTheCallTests",
        ["DELETE /api/patrol/plans/{id:guid}/layer"] = "S24BeforeTheCallTests",
    };

    /// <summary>What finds cases by a telephone tells as much as a reveal.</summary>
    private static readonly string[] Searches =
    [
        "GET /api/cases",
        "GET /api/cases/map",
        "POST /api/cases/like",
    ];

    /// <summary>What shows words of cases that the reader may not open.</summary>
    private static readonly string[] Readings =
    [
        "GET /api/dispatch/corrections",
        "GET /api/dispatch/models/compare",
    ];

    private static readonly Operation[] Traced =
    [
        Operation.RevealRequester,
        Operation.EraseRequester,
        Operation.ExportCases,
        Operation.EditSettings,
        Operation.KeepModels,
        Operation.PublishAssessment,
        Operation.ManageAccounts,
        Operation.KeepMapKeys,
    ];

    [Fact]
    public void Every_such_route_stands_in_the_list()
    {
        var found = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<NeedsOperation>() is not null)
            .SelectMany(route =>
                (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    .Where(method => MustLeaveATrace(route, method))
                    .Select(method => $"{method} /{route.RoutePattern.RawText!.Trim('/')}")
            );

        Assert.Equal(
            Walked.Keys.Concat(Elsewhere.Keys).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Each_of_them_leaves_a_trace()
    {
        var missing = new List<string>();
        await foreach (var (route, status) in WalkAsync())
        {
            if (await TraceAsync() != Walked[route])
            {
                missing.Add($"{route}: {(int)status} and no {Walked[route]}");
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Each_action_of_the_trail_has_words_on_the_page_that_shows_it()
    {
        var words = File.ReadAllText(
            Path.Combine(Checkout.Root, "web/src/features/platform/words.ts")
        );

        Assert.All(
            Walked.Values.Concat([
                "compareModels",
                "publishRiskPoints",
                "readCorrections",
                "revealConsent",
                "takeCensus",
                "withdrawRiskPoints",
            ]),
            // Chinese and English.
            action => Assert.Equal(2, words.Split($"'action.{action}':").Length - 1)
        );
    }

    private static bool MustLeaveATrace(RouteEndpoint route, string method)
    {
        var path = "/" + route.RoutePattern.RawText!.Trim('/');
        var operation = route.Metadata.GetMetadata<NeedsOperation>()!.Operation;
        // What everybody who signs in may read is no secret as a file either.
        return (
                path.EndsWith("/export", StringComparison.Ordinal)
                && operation != Operation.ViewReferenceData
            )
            || operation == Operation.ViewTrack
            || Searches.Contains($"{method} {path}")
            || Readings.Contains($"{method} {path}")
            // Tells the public something, or takes it back.
            || path.EndsWith("/layer", StringComparison.Ordinal)
            || (
                method != "GET"
                // The first half of a ceremony opens nothing.
                && !path.EndsWith("/options", StringComparison.Ordinal)
                // Shows what would be sent, and keeps nothing.
                && !path.EndsWith("/preview", StringComparison.Ordinal)
                && !path.EndsWith("/what-if", StringComparison.Ordinal)
                && (
                    Traced.Contains(operation)
                    || path.StartsWith("/api/session", StringComparison.Ordinal)
                )
            );
    }

    private async IAsyncEnumerable<(string Route, HttpStatusCode Status)> WalkAsync()
    {
        var walk = SessionAsync()
            .Concat(AccountsAsync())
            .Concat(CasesAsync())
            .Concat(SettingsAsync());
        await foreach (var (route, answer) in walk)
        {
            yield return (route, answer.Status);
        }
    }

    /// <summary>The newest trace, which is taken as read.</summary>
    private async Task<string?> TraceAsync()
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        var newest = await connection.QueryFirstOrDefaultAsync<string>(
            "select action from platform.audit_trail order by audit_id desc limit 1"
        );
        await connection.ExecuteAsync("truncate platform.audit_trail");
        return newest;
    }
}
