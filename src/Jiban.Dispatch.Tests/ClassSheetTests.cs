using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Dispatch.Tests;

/// <summary>Classes and words out as an XLSX and in again.</summary>
public sealed class ClassSheetTests(CatalogueSite site) : IClassFixture<CatalogueSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_workbook_was_written_from_is_read_back_and_changes_nothing()
    {
        var rows = ShippedCatalogue.Rows with
        {
            Terms = [.. ShippedCatalogue.Rows.Terms.Distinct()],
        };

        var (classes, terms, faults) = ClassSheet.Read(await WrittenAsync(rows), rows);

        Assert.Empty(faults);
        Assert.Equal(rows.Classes.Count, classes.Count);
        var changes = ImportClasses.Changes.Of(rows, classes, terms);
        Assert.Empty(changes.NewClasses.Concat(changes.ChangedClasses));
        Assert.Empty(changes.NewTerms.Concat(changes.ChangedTerms).Concat(changes.RemovedTerms));
    }

    [Fact]
    public async Task Each_fault_of_a_workbook_is_told()
    {
        var rows = ShippedCatalogue.Rows;
        var (_, _, faults) = ClassSheet.Read(
            await WrittenAsync(
                rows with
                {
                    Classes =
                    [
                        new("5", "五", "Five", null, Urgency.Ordinary),
                        new("9901", "无上级", "", "99", Urgency.Ordinary),
                    ],
                    Terms =
                    [
                        new("灯", TermUse.Class, "8888", 1),
                        new("火", TermUse.Danger, "nobody", 1),
                        new("快", TermUse.Urgent, "time", 20_000),
                    ],
                }
            ),
            rows with
            {
                Classes = [],
            }
        );

        // "5" reads as a code that lost its nought.
        Assert.Equal(
            ["英文名称", "对象", "对象", "分量（‰）"],
            faults.Where(fault => fault.Row > 0).Select(fault => fault.Column)
        );
    }

    [Fact]
    public async Task A_workbook_is_looked_at_and_then_put_in_force_as_it_was_looked_at()
    {
        var admin = site.As(Role.Administrator);
        var rows = site.Dispatcher.Current.Rows;
        var edited = await WrittenAsync(
            rows with
            {
                Classes =
                [
                    .. rows.Classes.Select(one =>
                        one.Code == "0301" ? one with { Name = "物业服务" } : one
                    ),
                ],
                Terms =
                [
                    .. rows.Terms.Skip(1),
                    new Term("保洁没人管", TermUse.Class, "0301", 3000),
                ],
            }
        );

        var looked = await SendAsync("");
        Assert.False(looked.GetProperty("applied").GetBoolean());
        Assert.Equal(1, looked.GetProperty("changedClasses").GetInt32());
        Assert.Equal(1, looked.GetProperty("newTerms").GetInt32());
        Assert.Equal(1, looked.GetProperty("removedTerms").GetInt32());
        Assert.NotEqual("物业服务", site.Dispatcher.Class("0301")!.Name);

        var version = looked.GetProperty("version").GetInt64();
        Assert.True((await SendAsync($"?version={version}")).GetProperty("applied").GetBoolean());

        Assert.Equal("物业服务", site.Dispatcher.Class("0301")!.Name);
        Assert.Equal(rows.Terms.Count, site.Dispatcher.Current.Rows.Terms.Count);
        await using var owner = await site.Store.Owner.OpenConnectionAsync(Cancellation);
        Assert.Equal(
            1,
            await owner.ExecuteScalarAsync<int>(
                "select count(*)::int from platform.audit_trail where action = 'editSettings' and subject = 'classes'"
            )
        );
        Assert.Equal(
            "/problems/changed-meanwhile",
            (await SendAsync($"?version={version}")).GetProperty("type").GetString()
        );

        async Task<JsonElement> SendAsync(string query)
        {
            using var content = new ByteArrayContent(edited);
            var answer = await admin.PostAsync(
                "/api/classes/import" + query,
                content,
                Cancellation
            );
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        }
    }

    [Fact]
    public async Task Rules_of_a_file_are_checked_with_the_classes_of_the_store()
    {
        using var city = site.WithCity(DispatchCity.Snapshot);
        var check = site.Services.GetRequiredService<CatalogueCheck>();
        var rules = ShippedCatalogue.Rows.Rules;
        var file = new MemoryStream();
        await Drafts.CatalogueSheet.WriteAsync(
            file,
            [.. rules, rules[0] with { Code = "unknown", ClassCode = "9999" }],
            _ => "",
            Cancellation
        );

        Assert.DoesNotContain(check.InForce(new DateOnly(2026, 3, 2)), one => one.IsError);
        Assert.Contains(
            check.Of(file.ToArray(), new DateOnly(2026, 3, 2)),
            one => one.IsError && one.Zh.Contains("9999", StringComparison.Ordinal)
        );
    }

    private static async Task<byte[]> WrittenAsync(CatalogueRows rows)
    {
        var file = new MemoryStream();
        await ClassSheet.WriteAsync(file, rows, Cancellation);
        return file.ToArray();
    }
}
