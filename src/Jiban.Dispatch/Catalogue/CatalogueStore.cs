using System.Data;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Dispatch.Catalogue;

/// <summary>The catalogue's tables: filled once from what ships, read whole.</summary>
internal static class CatalogueStore
{
    /// <summary>The version that the store holds: one row, read often.</summary>
    public static async Task<long> VersionAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                "select version from dispatch.catalogue_version",
                cancellationToken: cancellation
            )
        );
    }

    /// <summary>Fills an empty store. Of several processes that start at once one fills, the others wait for it.</summary>
    public static async Task FillAsync(
        Database database,
        CatalogueRows rows,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var version = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                "select version from dispatch.catalogue_version for update",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        if (version > 0)
        {
            return;
        }

        await WriteAsync(connection, transaction, rows);
        await connection.ExecuteAsync(
            "update dispatch.catalogue_version set version = 1",
            transaction: transaction
        );
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The whole catalogue, its version and the number of the text model in force, from one moment of the store.</summary>
    public static async Task<(long Version, CatalogueRows Rows, int Model)> ReadAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                """
                select version from dispatch.catalogue_version;
                select code, name, name_en, case when length(code) > 2 then left(code, -2) end as parent_code, urgency
                from dispatch.class order by code;
                select code, name, name_en, is_own, has_person, is_public from dispatch.channel order by position, code;
                select code, class_code, channels, mode, units, unit_code, permille, valid_from, valid_until, version, owner_first, region_code, hours, assisting
                from dispatch.rule order by code;
                select class_code, words, words_en, needs_pin, needs_component, min_photos, min_class_permille, sizes, urgency
                from dispatch.filing_condition order by class_code;
                select text, use, target, permille from dispatch.term order by use, target, text;
                select key, permille from dispatch.setting;
                select number from dispatch.model_in_force order by position desc limit 1;
                """,
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        var version = await rows.ReadSingleAsync<long>();
        var catalogue = new CatalogueRows(
            (await rows.ReadAsync<DemandClass>()).AsList(),
            (await rows.ReadAsync<Channel>()).AsList(),
            [.. (await rows.ReadAsync<RuleRow>()).Select(row => row.ToRule())],
            [.. (await rows.ReadAsync<FilingRow>()).Select(row => row.ToCondition())],
            (await rows.ReadAsync<Term>()).AsList(),
            Settings(await rows.ReadAsync<(string Key, int Permille)>())
        );
        return (version, catalogue, await rows.ReadSingleOrDefaultAsync<int>());
    }

    /// <summary>The names of the settings' rows.</summary>
    public static class Keys
    {
        public const string UnitThreshold = "unitThreshold";
        public const string ClassThreshold = "classThreshold";
    }

    private static DispatchSettings Settings(IEnumerable<(string Key, int Permille)> rows)
    {
        var shares = rows.ToDictionary(row => row.Key, row => row.Permille / 1000d);
        return new DispatchSettings(shares[Keys.UnitThreshold], shares[Keys.ClassThreshold]);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CatalogueRows rows
    )
    {
        await connection.ExecuteAsync(
            """
            with filled as (
                insert into dispatch.class (code, name, name_en, urgency)
                select * from unnest(@Codes, @Names, @NamesEn, @Urgencies) returning *)
            insert into dispatch.class_version (code, version, name, name_en, urgency)
            select code, version, name, name_en, urgency from filled
            """,
            new
            {
                Codes = rows.Classes.Select(c => c.Code).ToArray(),
                Names = rows.Classes.Select(c => c.Name).ToArray(),
                NamesEn = rows.Classes.Select(c => c.NameEn).ToArray(),
                Urgencies = rows.Classes.Select(c => c.Urgency.ToString()).ToArray(),
            },
            transaction
        );
        await connection.ExecuteAsync(
            """
            insert into dispatch.channel (code, name, name_en, is_own, has_person, is_public, position)
            values (@Code, @Name, @NameEn, @IsOwn, @HasPerson, @IsPublic, @Position)
            """,
            rows.Channels.Select(
                (c, position) =>
                    new
                    {
                        c.Code,
                        c.Name,
                        c.NameEn,
                        c.IsOwn,
                        c.HasPerson,
                        c.IsPublic,
                        Position = position,
                    }
            ),
            transaction
        );
        await connection.ExecuteAsync(RuleRow.Insert, rows.Rules.Select(RuleRow.Of), transaction);
        await connection.ExecuteAsync(
            """
            insert into dispatch.filing_condition (class_code, words, words_en, needs_pin, needs_component, min_photos, min_class_permille, sizes, urgency)
            values (@ClassCode, @Words, @WordsEn, @NeedsPin, @NeedsComponent, @MinPhotos, @MinClassPermille, @Sizes, @Urgency)
            """,
            rows.Filing.Select(FilingRow.Of),
            transaction
        );
        await connection.ExecuteAsync(
            """
            insert into dispatch.term (text, use, target, permille)
            select * from unnest(@Texts, @Uses, @Targets, @Permilles) on conflict do nothing
            """,
            new
            {
                Texts = rows.Terms.Select(t => t.Text).ToArray(),
                Uses = rows.Terms.Select(t => t.Use.ToString()).ToArray(),
                Targets = rows.Terms.Select(t => t.Target).ToArray(),
                Permilles = rows.Terms.Select(t => t.Permille).ToArray(),
            },
            transaction
        );
        await connection.ExecuteAsync(
            "insert into dispatch.setting (key, permille) values (@Key, @Permille)",
            new[]
            {
                new
                {
                    Key = Keys.UnitThreshold,
                    Permille = (int)Math.Round(rows.Settings.UnitThreshold * 1000),
                },
                new
                {
                    Key = Keys.ClassThreshold,
                    Permille = (int)Math.Round(rows.Settings.ClassThreshold * 1000),
                },
            },
            transaction
        );
    }
}

/// <summary>A rule as its row.</summary>
internal sealed record RuleRow(
    string Code,
    string ClassCode,
    string Channels,
    string Mode,
    IReadOnlyList<string> Units,
    string? UnitCode,
    int Permille,
    DateOnly ValidFrom,
    DateOnly? ValidUntil,
    int Version,
    bool OwnerFirst,
    string? RegionCode,
    string? Hours,
    IReadOnlyList<string> Assisting
)
{
    public const string Insert = """
        insert into dispatch.rule (code, class_code, channels, mode, units, unit_code, permille, valid_from, valid_until, owner_first, region_code, hours, assisting)
        values (@Code, @ClassCode, @Channels, @Mode, @Units, @UnitCode, @Permille, @ValidFrom, @ValidUntil, @OwnerFirst, @RegionCode, @Hours, @Assisting)
        """;

    /// <summary>Rewrites the row on the version that was looked at.</summary>
    public const string Update = """
        update dispatch.rule set class_code = @ClassCode, channels = @Channels, mode = @Mode, units = @Units,
            unit_code = @UnitCode, permille = @Permille, valid_from = @ValidFrom, valid_until = @ValidUntil,
            owner_first = @OwnerFirst, region_code = @RegionCode, hours = @Hours, assisting = @Assisting, version = version + 1
        where code = @Code and version = @Version
        """;

    public static RuleRow Of(DispatchRule rule) =>
        new(
            rule.Code,
            rule.ClassCode,
            rule.Channels.ToString(),
            rule.Mode.ToString(),
            [.. rule.Units.Select(unit => unit.ToString())],
            rule.UnitCode,
            rule.Permille,
            rule.From,
            rule.Until,
            rule.Version,
            rule.OwnerFirst,
            rule.RegionCode,
            rule.Hours?.ToString(),
            [.. rule.Assisting.Select(unit => unit.ToString())]
        );

    public DispatchRule ToRule() =>
        new(
            Code,
            ClassCode,
            Enum.Parse<RuleChannels>(Channels),
            Enum.Parse<DispatchMode>(Mode),
            [.. Units.Select(Enum.Parse<UnitKind>)],
            UnitCode,
            Permille,
            ValidFrom,
            ValidUntil,
            Version,
            OwnerFirst,
            RegionCode,
            RuleHours.TryParse(Hours, out var hours) ? hours : null
        )
        {
            Assisting = [.. Assisting.Select(Enum.Parse<UnitKind>)],
        };
}
