using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>The accounts for the security administrator, by login.</summary>
internal static class ListAccounts
{
    private const int LargestPage = 200;

    /// <param name="LockedUntil">Absent unless it is locked now.</param>
    /// <param name="HasTotp">Whether one-time codes are asked for.</param>
    public sealed record Entry(
        Guid Id,
        string Login,
        string Name,
        Role Role,
        Place? Unit,
        string? Phone,
        bool Disabled,
        bool MustChange,
        DateTimeOffset? LockedUntil,
        bool HasTotp,
        int Passkeys,
        DateTimeOffset CreatedAt
    );

    public sealed record Place(Guid Id, string Name);

    /// <param name="Next">Give it back as <c>cursor</c> for what follows; absent at the end.</param>
    public sealed record Page(IReadOnlyList<Entry> Items, string? Next);

    private sealed record Row(
        Guid AccountId,
        string Login,
        string Name,
        Role Role,
        Guid? UnitId,
        string? Phone,
        bool Disabled,
        bool MustChange,
        DateTimeOffset? LockedUntil,
        bool HasTotp,
        int Passkeys,
        DateTimeOffset CreatedAt
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("", Handle)
            .WithName(nameof(ListAccounts))
            .Produces<Page>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <summary>Accounts by login, also closed ones.</summary>
    private static async Task<IResult> Handle(
        Database database,
        UnitTree units,
        TimeProvider clock,
        CancellationToken cancellation,
        string? search = null,
        string? role = null,
        Guid? unit = null,
        string? cursor = null,
        int limit = 50
    )
    {
        const string sql = """
            select a.account_id, a.login, a.name, a.role, a.unit_id, a.phone, a.disabled_at is not null as disabled, a.must_change,
                case when a.locked_until > @now then a.locked_until end as locked_until,
                exists (select from platform.totp t where t.account_id = a.account_id and t.confirmed_at is not null) as has_totp,
                (select count(*)::integer from platform.passkey p where p.account_id = a.account_id) as passkeys, a.created_at
            from platform.account a
            where (@search::text is null or position(upper(@search) in upper(a.login)) > 0 or position(@search in a.name) > 0)
                and (@role::text is null or a.role = @role) and (@unit::uuid is null or a.unit_id = @unit)
                and (@cursor::text is null or upper(a.login) > upper(@cursor))
            order by upper(a.login)
            limit @limit + 1
            """;
        Role? wanted = null;
        if (role is not null)
        {
            if (!Enum.TryParse<Role>(role, ignoreCase: true, out var known))
            {
                return StatusProblems.Malformed;
            }

            wanted = known;
        }

        limit = Math.Clamp(limit, 1, LargestPage);
        search = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        search,
                        role = wanted?.ToString(),
                        unit,
                        cursor,
                        limit,
                        now = clock.GetUtcNow(),
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var items = rows.Take(limit).Select(row => ToEntry(row, units)).ToArray();
        return TypedResults.Ok(new Page(items, rows.Count > limit ? items[^1].Login : null));
    }

    private static Entry ToEntry(Row row, UnitTree units) =>
        new(
            row.AccountId,
            row.Login,
            row.Name,
            row.Role,
            row.UnitId is { } id ? new Place(id, units.NameOf(id) ?? "") : null,
            row.Phone,
            row.Disabled,
            row.MustChange,
            row.LockedUntil,
            row.HasTotp,
            row.Passkeys,
            row.CreatedAt
        );
}
