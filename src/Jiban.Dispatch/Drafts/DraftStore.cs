using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Dispatch.Drafts;

/// <summary>What became of a draft.</summary>
internal enum DraftState
{
    Open,
    Adopted,
    Dropped,
}

/// <param name="EffectiveFrom">The day from which its rules shall hold.</param>
/// <param name="Version">Rises with every change of it or of its rules.</param>
internal sealed record Draft(
    Guid DraftId,
    string Name,
    DateOnly EffectiveFrom,
    DraftState State,
    int Version,
    DateTimeOffset MadeAt,
    Guid MadeBy,
    DateTimeOffset? DecidedAt,
    Guid? DecidedBy
);

/// <summary>The drafts' tables.</summary>
internal static class DraftStore
{
    public const string Columns =
        "draft_id, name, effective_from, state, version, made_at, made_by, decided_at, decided_by";

    public static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-draft",
        "没有这份派单目录草案。",
        "There is no such draft of the catalogue."
    );

    public static readonly Problem Decided = new(
        StatusCodes.Status409Conflict,
        "draft-decided",
        "这份草案已经生效或作废，不能再改。没有保存。",
        "This draft was put in force or dropped; it can't be changed any more."
    );

    public static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "这份草案或现行目录刚被别人改过，没有保存。请刷新后再改。",
        "Somebody changed this draft or the catalogue meanwhile; nothing was saved. Reload and try again."
    );

    /// <summary>The draft, or null; locked until the transaction ends, when there is one.</summary>
    public static Task<Draft?> FindAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        Guid draftId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Draft>(
            new CommandDefinition(
                $"select {Columns} from dispatch.draft where draft_id = @draftId"
                    + (transaction is null ? "" : " for update"),
                new { draftId },
                transaction,
                cancellationToken: cancellation
            )
        );

    public static async Task<IReadOnlyList<DispatchRule>> RulesAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        Guid draftId,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await connection.QueryAsync<RuleRow>(
                    new CommandDefinition(
                        """
                        select code, class_code, channels, mode, units, unit_code, permille, valid_from, valid_until, version, owner_first, region_code, hours, assisting
                        from dispatch.draft_rule where draft_id = @draftId order by class_code, code
                        """,
                        new { draftId },
                        transaction,
                        cancellationToken: cancellation
                    )
                )
            ).Select(row => row.ToRule()),
        ];

    /// <summary>A new draft with its rules.</summary>
    public static async Task InsertAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Draft draft,
        IEnumerable<DispatchRule> rules
    )
    {
        await connection.ExecuteAsync(
            $"""
            insert into dispatch.draft ({Columns})
            values (@DraftId, @Name, @EffectiveFrom, @State, @Version, @MadeAt, @MadeBy, null, null)
            """,
            new
            {
                draft.DraftId,
                draft.Name,
                draft.EffectiveFrom,
                State = draft.State.ToString(),
                draft.Version,
                draft.MadeAt,
                draft.MadeBy,
            },
            transaction
        );
        foreach (var rule in rules)
        {
            await PutAsync(connection, transaction, draft.DraftId, rule);
        }
    }

    /// <summary>Writes one rule of a draft, or writes it anew.</summary>
    public static Task<int> PutAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid draftId,
        DispatchRule rule
    )
    {
        var parameters = new DynamicParameters(RuleRow.Of(rule));
        parameters.Add("draftId", draftId);
        return connection.ExecuteAsync(
            """
            insert into dispatch.draft_rule (draft_id, code, class_code, channels, mode, units, unit_code, permille, valid_from, valid_until, owner_first, region_code, hours, assisting)
            values (@draftId, @Code, @ClassCode, @Channels, @Mode, @Units, @UnitCode, @Permille, @ValidFrom, @ValidUntil, @OwnerFirst, @RegionCode, @Hours, @Assisting)
            on conflict (draft_id, code) do update set class_code = excluded.class_code, channels = excluded.channels, mode = excluded.mode,
                units = excluded.units, unit_code = excluded.unit_code, permille = excluded.permille, valid_from = excluded.valid_from,
                valid_until = excluded.valid_until, owner_first = excluded.owner_first, region_code = excluded.region_code, hours = excluded.hours,
                assisting = excluded.assisting, version = dispatch.draft_rule.version + 1
            """,
            parameters,
            transaction
        );
    }
}
