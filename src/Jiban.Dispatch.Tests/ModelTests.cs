using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Dispatch.Tests;

/// <summary>Text models of the store: who puts one in force, who follows, and what is refused.</summary>
public sealed class ModelTests(CatalogueSite site) : IClassFixture<CatalogueSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_put_in_force_reads_in_every_process_and_one_step_leads_back()
    {
        var number = await KeepAsync("steps", "0301", "0407");
        await using var other = await site.StartAsync();
        var admin = site.As(Role.Administrator);

        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await admin.PostAsJsonAsync(
                    "/api/dispatch/models/in-force",
                    new { number, seen = 0 },
                    Cancellation
                )
            ).StatusCode
        );

        await other
            .Services.GetRequiredService<Catalogue.CatalogueLoader>()
            .FollowAsync(Cancellation);
        var there = other.Services.GetRequiredService<Dispatcher>();
        foreach (var dispatcher in new[] { site.Dispatcher, there })
        {
            var explained = dispatcher.Explain(
                Say.Message("物业不管保洁，小区里没有人打扫"),
                DispatchCity.Snapshot
            );
            Assert.Equal(new ModelName(number, "steps"), explained.Model);
            Assert.Contains(
                explained.Decision.Reasons,
                reason =>
                    reason.Zh.Contains($"文本模型 {number} 号 steps", StringComparison.Ordinal)
            );
        }

        var listed = await admin.GetFromJsonAsync<JsonElement>(
            "/api/dispatch/models",
            Cancellation
        );
        Assert.Equal(number, listed.GetProperty("inForce").GetInt32());
        Assert.Equal(0, listed.GetProperty("before").GetInt32());

        await admin.PostAsJsonAsync(
            "/api/dispatch/models/back",
            new { seen = number },
            Cancellation
        );

        Assert.Equal(0, site.Dispatcher.Current.Model!.Number);
        await using var owner = await site.Store.Owner.OpenConnectionAsync(Cancellation);
        Assert.Equal(
            ["keepModel", "putModelInForce", "putModelInForce"],
            await owner.QueryAsync<string>(
                $"select action from platform.audit_trail where subject in ('model/{number}', 'model/0') order by at, audit_id"
            )
        );
    }

    [Fact]
    public async Task A_model_of_labels_that_are_no_classes_is_refused_by_their_names()
    {
        var number = await KeepAsync("foreign", "0301", "城乡建设");

        var refused = await site.As(Role.Administrator)
            .PostAsJsonAsync(
                "/api/dispatch/models/in-force",
                new { number, seen = 0 },
                Cancellation
            );

        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("/problems/model-labels-unknown", problem.GetProperty("type").GetString());
        Assert.Equal("城乡建设", problem.GetProperty("labels")[0].GetString());
        Assert.Equal(0, site.Dispatcher.Current.Model!.Number);
    }

    [Theory]
    [InlineData(7, 0, "unknown-model")]
    [InlineData(3, 1, "changed-meanwhile")]
    [InlineData(2, 2, "model-in-force")]
    [InlineData(3, 2, null)]
    public void What_somebody_else_changed_or_nobody_has_is_not_put_in_force(
        int number,
        int seen,
        string? refusal
    )
    {
        KeptModel Model(int n) => new(n, "m", ModelSource.File, Say.Then, null, ["0301"], null);

        Assert.Equal(
            refusal,
            Models
                .PutModelInForce.Decide(
                    [Model(3), Model(2), Model(0)],
                    [new ModelTerm(2, Say.Then, null)],
                    Say.Snapshot.Classes,
                    number,
                    seen
                )
                ?.Type
        );
    }

    [Fact]
    public void Two_models_are_counted_on_the_same_messages()
    {
        var counted = ModelComparison.Of([
            new(Some(1), "0301", "0301", "0407"),
            new(Some(2), "0301", "0301", "0407"),
            new(Some(3), "03", "0302", "0302"),
            new(Some(4), "0407", "0301", "0407"),
            new(Some(5), "0407", "", "0301"),
        ]);

        Assert.Equal((5, 3, 2), (counted.Texts, counted.FirstRight, counted.SecondRight));
        Assert.Equal((2, 1), (counted.OnlyFirst, counted.OnlySecond));
        Assert.Equal(
            new ModelDifference("0301", "0301", "0407", 2, Some(2)),
            counted.Differences[0]
        );
        Assert.Equal(3, counted.Differences.Count);

        static Guid Some(int n) => Testing.Some.Id(n);
    }

    [Fact]
    public async Task Examples_of_a_customer_lie_closed_a_line_each_and_are_read_back()
    {
        var folder = Directory.CreateTempSubdirectory("jiban-examples-");
        try
        {
            var path = await CustomerExamples.WriteAsync(
                folder.FullName,
                "ours",
                [new("灯坏了\n\t三天", "0407"), new("没人打扫", "0301")],
                Cancellation
            );

            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(path)
            );
            Assert.Equal(
                [new("灯坏了 三天", "0407"), new("没人打扫", "0301")],
                await CustomerExamples.ReadAsync(folder.FullName, Cancellation)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<int> KeepAsync(string name, params string[] labels)
    {
        string[] said = ["物业不管保洁{0}次", "路灯坏了{0}盏没有人修"];
        var (model, report) = ModelTraining.Train(
            [
                .. labels.SelectMany(
                    (label, n) =>
                        Enumerable
                            .Range(0, 6)
                            .Select(i => new LabelledText(
                                string.Format(null, said[n % said.Length], (char)('一' + i)),
                                label
                            ))
                ),
            ],
            seed: 1
        );
        return await site
            .Services.GetRequiredService<TextModels>()
            .KeepAsync(name, ModelSource.File, model, report, null, Cancellation);
    }
}
