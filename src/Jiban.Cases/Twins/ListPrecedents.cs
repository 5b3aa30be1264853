using System.Text.RegularExpressions;
using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Lists;
using Jiban.Cases.Promises;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Twins;

/// <summary>
/// What was answered before in like cases (先例, S2), with what came of it, to use its wording again. Only of cases that the actor may see, without the names and
/// numbers of those who asked.
/// </summary>
internal static class ListPrecedents
{
    private const int Most = 3;

    /// <summary>So many closed cases of the class that the actor may see are compared, the newest first.</summary>
    private const int MostCompared = 300;

    /// <summary>Below it two messages share little but the words of their class.</summary>
    private const double LeastWords = 0.12;

    private static readonly TimeSpan LookedBack = TimeSpan.FromDays(730);

    /// <param name="Satisfied">Null when nobody was asked.</param>
    /// <param name="Likeness">0 to 1: how near the words of the two messages are.</param>
    /// <param name="Shared">The longest words that both have: why it is shown.</param>
    /// <param name="Answer">What the requester was told, to be used again.</param>
    public sealed record Precedent(
        Guid Id,
        string Number,
        UnitName Unit,
        DateTimeOffset ClosedAt,
        Outcome Outcome,
        Solved? Solved,
        Satisfied? Satisfied,
        double Likeness,
        IReadOnlyList<string> Shared,
        string Answer
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{id:guid}/precedents", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(ListPrecedents))
            .Produces<IReadOnlyList<Precedent>>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>
    /// How good a precedent is: solved and satisfied first, then solved, then explained without a complaint; null for what left somebody dissatisfied or was not
    /// solved after all.
    /// </summary>
    internal static int? Standing(CaseFile file) =>
        file.Satisfied == Satisfied.Dissatisfied || file.Solved is Solved.Not or Solved.Partly
            ? null
            : file.Outcome switch
            {
                Outcome.Solved => file.Satisfied is null ? 1 : 0,
                Outcome.Explained or Outcome.MeetsStandard => 2,
                Outcome.NotPossible => 3,
                null => null,
                _ => null,
            };

    /// <summary>What a precedent is worth: how like it is, and less where what came of it was less. What is like enough is worth more than what ended better and is about something else.</summary>
    internal static double Worth(CaseFile file, double words) =>
        words
        * Standing(file) switch
        {
            0 => 1,
            1 => 0.85,
            2 => 0.65,
            3 => 0.45,
            _ => 0,
        };

    /// <summary>An answer without numbers of people and without the names of those who asked: it goes to somebody else.</summary>
    internal static string Anonymous(string answer, People? people)
    {
        var text = Masking.Text(answer);
        foreach (var name in Names(people))
        {
            text = text.Replace(name, "您", StringComparison.Ordinal);
            var surname = name.EnumerateRunes().First().ToString();
            text = Regex.Replace(text, Regex.Escape(surname) + Title, "您");
        }

        return text;
    }

    private const string Title = "(?:先生|女士|小姐|阿姨|叔叔|大爷|大妈|师傅|老师|同志)";

    private static IEnumerable<string> Names(People? people) =>
        new[] { people?.Requester?.Name, people?.Reporter?.Name }.Where(name =>
            name is { Length: >= 2 }
        )!;

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (
            await CaseStore.LoadAsync(connection, id, cancellation) is not { } file
            || desk.Refuse(file, actor, Operation.ViewCases) is { }
        )
        {
            return new Refused(Refusal.UnknownCase).ToProblem();
        }

        var own = await CaseTexts.FirstAsync(connection, desk.Keys, [id], cancellation);
        if (!own.TryGetValue(id, out var text))
        {
            return TypedResults.Ok<IReadOnlyList<Precedent>>([]);
        }

        var closed = (await ClosedAsync(connection, desk, actor, file, cancellation))
            .Where(one => Standing(one) is not null)
            .ToList();
        var texts = await CaseTexts.FirstAsync(
            connection,
            desk.Keys,
            closed.Select(one => one.CaseId),
            cancellation
        );
        var ranked = closed
            .Where(one => texts.ContainsKey(one.CaseId))
            .Select(one =>
                (
                    File: one,
                    Likeness: TextLikeness.OfMatter(
                        text,
                        texts[one.CaseId],
                        file.PlaceName,
                        one.PlaceName
                    )
                )
            )
            .Where(one => one.Likeness.Words >= LeastWords)
            .OrderByDescending(one => Worth(one.File, one.Likeness.Words))
            .ThenByDescending(one => one.File.CaseId)
            .Take(Most);
        var english = Language.IsEnglish(http);
        var precedents = new List<Precedent>();
        foreach (var (one, likeness) in ranked)
        {
            if (
                await AnswerAsync(connection, desk, one.CaseId, english, cancellation) is { } answer
            )
            {
                precedents.Add(Of(one, likeness, answer, desk.City));
            }
        }

        return TypedResults.Ok<IReadOnlyList<Precedent>>(precedents);
    }

    private static Precedent Of(
        CaseFile file,
        TextLikeness likeness,
        string answer,
        CitySnapshot city
    ) =>
        new(
            file.CaseId,
            file.Number,
            UnitName.Of(city, file.UnitId),
            file.ClosedAt!.Value,
            file.Outcome!.Value,
            file.Solved,
            file.Satisfied,
            Math.Round(likeness.Words, 2),
            [.. likeness.Shared.Select(Masking.Text)],
            answer
        );

    /// <summary>The newest closed cases of the class that the actor may see; of an incident its leading case alone, for the others have the same answer.</summary>
    private static async Task<IReadOnlyList<CaseFile>> ClosedAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Actor actor,
        CaseFile file,
        CancellationToken cancellation
    )
    {
        var now = desk.Clock.GetUtcNow();
        var (rights, parameters) = CaseFilter.Everything.ToSql(
            Operation.ViewCases,
            actor,
            desk.City,
            desk.Keys,
            now
        );
        parameters.AddDynamicParams(
            new
            {
                file.ClassCode,
                file.CaseId,
                first = Ids.Floor(now - LookedBack),
                MostCompared,
            }
        );
        return (
            await connection.QueryAsync<CaseFile>(
                new CommandDefinition(
                    $"""
                    select {CaseColumns.Select} from cases.case_file
                    where class_code = @ClassCode and case_id >= @first and case_id <> @CaseId and state = 'closed' and outcome is not null
                        and incident_id is null and {rights}
                    order by case_id desc limit @MostCompared
                    """,
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>The words of the last result; null when they were erased.</summary>
    private static async Task<string?> AnswerAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Guid caseId,
        bool english,
        CancellationToken cancellation
    )
    {
        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        if (
            CaseSecrets.Open(desk.Keys, caseId, stored.Wrapped) is not { } secrets
            || (await Journal.ReadAsync(connection, caseId, cancellation)).LastOrDefault(entry =>
                entry.Kind == Happened.Resolved
            )
                is not { } resolved
        )
        {
            return null;
        }

        var people = stored.People is { } box ? secrets.OpenPeople(box) : null;
        return (await CaseStore.TextsAsync(connection, caseId, cancellation))
            .Where(text => text.Seq == resolved.Seq)
            .Select(text =>
                Anonymous(
                    WrittenFields.Words(secrets.OpenText(text.Seq, text.Box), english),
                    people
                )
            )
            .FirstOrDefault();
    }
}
