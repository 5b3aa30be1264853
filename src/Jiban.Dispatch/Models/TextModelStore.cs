using System.Text.Json;
using Dapper;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Dispatch.Models;

/// <summary>The tables of the text models.</summary>
internal static class TextModelStore
{
    /// <summary>Every model of the store, the latest first.</summary>
    public static async Task<IReadOnlyList<KeptModel>> ListAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    new CommandDefinition(
                        "select number, name, source, made_at, made_by, labels, report::text as report from dispatch.text_model order by number desc",
                        cancellationToken: cancellation
                    )
                )
            ).Select(row => row.ToModel()),
        ];

    /// <summary>Which model read when, the present one first; at most fifty.</summary>
    public static async Task<IReadOnlyList<ModelTerm>> TermsAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<ModelTerm>(
                new CommandDefinition(
                    "select number, since, put_by from dispatch.model_in_force order by position desc limit 50",
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>A model to read with.</summary>
    /// <exception cref="ModelFileException">There is none of this number, or this program can't read it.</exception>
    public static async Task<NumberedModel> ReadAsync(
        Database database,
        int number,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var (name, body) = await connection.QuerySingleOrDefaultAsync<(string? Name, byte[] Body)>(
            new CommandDefinition(
                "select name, body from dispatch.text_model where number = @number",
                new { number },
                cancellationToken: cancellation
            )
        );
        var called = $"text model {number}";
        return name is null
            ? throw new ModelFileException(called, "not there")
            : new NumberedModel(number, name, ModelFile.Read(body, called).Model);
    }

    /// <summary>Keeps a model and gives it its number.</summary>
    public static Task<int> AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        KeptModel model,
        TextModel text,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                """
                insert into dispatch.text_model (name, source, made_at, made_by, labels, report, body)
                values (@Name, @source, @MadeAt, @MadeBy, @labels, @report::jsonb, @body) returning number
                """,
                new
                {
                    model.Name,
                    source = model.Source.ToString(),
                    model.MadeAt,
                    model.MadeBy,
                    labels = text.Labels,
                    report = JsonSerializer.Serialize(
                        model.Report! with
                        {
                            WorstErrors = [],
                        },
                        JsonSerializerOptions.Web
                    ),
                    body = ModelFile.Write(text, stamp: ""),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Takes away what earlier nights proposed and nobody put in force.</summary>
    public static Task ForgetProposalsAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        int before
    ) =>
        connection.ExecuteAsync(
            """
            delete from dispatch.text_model
            where source = 'Corrections' and number < @before and number not in (select number from dispatch.model_in_force)
            """,
            new { before },
            transaction
        );

    /// <summary>Writes down that a model reads from now on; every process follows.</summary>
    public static Task PutAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        ModelTerm term
    ) =>
        connection.ExecuteAsync(
            """
            insert into dispatch.model_in_force (number, since, put_by) values (@Number, @Since, @PutBy);
            update dispatch.catalogue_version set version = version + 1;
            """,
            term,
            transaction
        );

    private sealed record Row(
        int Number,
        string Name,
        string Source,
        DateTimeOffset MadeAt,
        Guid? MadeBy,
        IReadOnlyList<string> Labels,
        string Report
    )
    {
        public KeptModel ToModel() =>
            new(
                Number,
                Name,
                Enum.Parse<ModelSource>(Source),
                MadeAt,
                MadeBy,
                Labels,
                JsonSerializer.Deserialize<TrainingReport>(Report, JsonSerializerOptions.Web)
            );
    }
}
