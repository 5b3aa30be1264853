using Dapper;
using Jiban.Platform;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Jiban.Testing;

namespace Jiban.Assessment.Tests;

/// <summary>A store at the schema of platform and assessment, with the journal fed in as the follower does it: a transaction a batch.</summary>
internal sealed class AssessmentStore : IAsyncDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AssessmentStore(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public IProjection Projection { get; } = new OutcomeProjection();

    public static async Task<AssessmentStore> CreateAsync() =>
        new(await TestDatabase.CreateAsync(PlatformModule.Migrations, AssessmentModule.Migrations));

    public async Task ApplyAsync(params IReadOnlyList<JournalEntry> entries)
    {
        await using var connection = await Database.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await Projection.ApplyAsync(connection, transaction, entries, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    public async Task ResetAsync()
    {
        await using var connection = await Database.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await Projection.ResetAsync(connection, transaction, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    /// <summary>The month as the routes compute it.</summary>
    public async Task<PeriodView> ViewAsync(string period, RankingKind kind, ChannelGroup channels)
    {
        var view = await PeriodView.LoadAsync(
            new RankingQuestion(Period.Parse(period)!.Value, kind, channels),
            null,
            true,
            Database.App,
            SmallCity.Snapshot,
            Cancellation
        );
        return view!;
    }

    /// <summary>All rows of a table as text, for comparing whole states.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string table)
    {
        await using var connection = await Database.App.OpenAsync(Cancellation);
        return
        [
            .. await connection.QueryAsync<string>($"select t::text from {table} t order by 1"),
        ];
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
