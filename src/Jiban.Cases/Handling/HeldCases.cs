using Dapper;
using Jiban.Cases.Ends;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Notices;
using Npgsql;

namespace Jiban.Cases.Handling;

/// <summary>The open cases that a person signed or took over; what becomes of them when the account is closed (人员变动移交).</summary>
internal sealed class HeldCases(CaseDesk desk) : IHeldWork
{
    private const int MostNamed = 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeldWork>> OfAsync(Guid account, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var numbers = (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    "select number from cases.case_file where signed_by = @account and state <> 'closed' order by case_id",
                    new { account },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        return numbers.Count == 0
            ? []
            :
            [
                new(
                    "case",
                    numbers.Count,
                    [.. numbers.Take(MostNamed)],
                    [Role.Handler, Role.Secretary]
                ),
            ];
    }

    /// <inheritdoc/>
    public async Task<Succeeded> HandOverAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Succession succession,
        CancellationToken cancellation
    )
    {
        var ids = await connection.QueryAsync<Guid>(
            new CommandDefinition(
                // A lead before the cases that are joined to it, as everybody holds them.
                """
                select case_id from cases.case_file where signed_by = @From and state <> 'closed'
                order by incident_id is not null, case_id
                """,
                new { succession.From },
                transaction,
                cancellationToken: cancellation
            )
        );
        var changed = new List<CaseChanged>();
        var left = new List<CaseFile>();
        foreach (var id in ids)
        {
            // Read anew under the lock: meanwhile somebody may have closed it, or handed it over.
            if (
                await CaseStore.LoadForChangeAsync(connection, transaction, id, cancellation)
                    is not { } file
                || file.SignedBy != succession.From
                || HandOverCase.Blocks(file) is not null
            )
            {
                continue;
            }

            if (!MayTake(succession.To, file))
            {
                left.Add(file);
            }
            else if (
                await CaseAppend.AppendAsync(
                    connection,
                    transaction,
                    file,
                    Chain.ToMicroseconds(succession.At),
                    succession.By.JournalName,
                    Happened.HandedOver,
                    CanonicalJson.Of(
                        new HandedOverFacts(
                            succession.From,
                            succession.To!.AccountId,
                            succession.By.Id
                        )
                    ),
                    cancellation
                )
                is var (_, after)
            )
            {
                changed.Add(after.ToChanged());
            }
        }

        await NoticeBoard.AddAsync(
            connection,
            transaction,
            [.. left.GroupBy(file => file.UnitId).SelectMany(of => Left(of, succession))],
            cancellation
        );
        return new(changed.Count, left.Count, changed);
    }

    private static bool MayTake(AccountEntry? to, CaseFile file) =>
        to is { Disabled: false, Role: Role.Handler or Role.Secretary } && to.UnitId == file.UnitId;

    /// <summary>The unit, and whoever supervises it from above, hear that its cases have nobody.</summary>
    private IEnumerable<DeskNotice> Left(IGrouping<Guid, CaseFile> of, Succession succession)
    {
        DeskNotice To(Guid unit, Operation needs) =>
            new(
                unit,
                IsPerson: false,
                $"left:{succession.From:N}:{of.Key:N}:{succession.At.ToUnixTimeSeconds()}",
                needs,
                "workLeft",
                null,
                NoticeSubject.List,
                succession.From,
                null,
                succession.At,
                Count: of.Count()
            );
        yield return To(of.Key, Operation.HandOverCase);
        if (desk.City.Unit(of.Key)?.ParentId is { } above)
        {
            yield return To(above, Operation.SuperviseCase);
        }
    }
}
