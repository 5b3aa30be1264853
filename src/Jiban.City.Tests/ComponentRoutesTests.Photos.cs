using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>How components looked.</summary>
public sealed partial class ComponentRoutesTests
{
    private static readonly Actor Inspector = new(
        Some.Id(904),
        "巡查员",
        Role.Inspector,
        SomeCity.Centre
    );

    [Fact]
    public async Task Photos_are_added_by_who_stands_before_it_and_taken_back_with_a_reason()
    {
        var (id, code) = await site.AddAsync(Record(0.33, 1.61, "03009"));
        var path = $"/api/components/{id}/photos";
        var (first, second) = (await UploadAsync(), await UploadAsync());

        Assert.Equal("other-unit", (await AddAsync(Water, first)).Type);
        Assert.Equal(code, (await AddAsync(Inspector, first)).Body.GetProperty("code").GetString());
        Assert.Equal("upload-already-used", (await AddAsync(Inspector, first)).Type);
        await AddAsync(Office, second);

        // The latest first; whoever adds one takes back his own, and who keeps the record takes back any.
        Assert.Equal([(second, false), (first, true)], await ShownAsync(Inspector));
        Assert.Equal([(second, true), (first, true)], await ShownAsync(Office));
        Assert.Equal([(second, false), (first, false)], await ShownAsync(Water));
        Assert.NotEmpty(await site.GetFileAsync(Water, $"{path}/{first}?size=thumb"));

        Assert.Equal("other-unit", (await WithdrawAsync(Inspector, second, "拍错了地方")).Type);
        Assert.Equal("reason-missing", (await WithdrawAsync(Inspector, first, "错")).Type);
        Assert.Null((await WithdrawAsync(Inspector, first, "照片里有人脸")).Type);
        Assert.Equal("unknown-file", (await WithdrawAsync(Inspector, first, "照片里有人脸")).Type);
        Assert.Equal("unknown-file", (await site.GetAsync(Water, $"{path}/{first}")).Type);
        Assert.Equal([(second, true)], await ShownAsync(Office));
        await using var connection = await site.Store.App.OpenAsync(Cancel);
        Assert.Equal(
            ("照片里有人脸", Inspector.Id),
            await connection.QuerySingleAsync<(string, Guid)>(
                "select withdrawn_reason, withdrawn_by from city.component_photo where photo_id = @first",
                new { first }
            )
        );

        // The picture itself is gone, at once.
        Assert.False(
            await connection.ExecuteScalarAsync<bool>(
                "select exists (select from platform.file where file_id = @first)",
                new { first }
            )
        );

        await site.PostAsync(
            Administrator,
            $"/api/components/{id}/retire",
            new { version = 1, reason = "站点已经拆除" }
        );
        Assert.Equal("component-removed", (await AddAsync(Inspector, await UploadAsync())).Type);

        Task<Answer> AddAsync(Actor actor, Guid photo) =>
            site.PostAsync(actor, path, new { photos = new[] { photo } });
        Task<Answer> WithdrawAsync(Actor actor, Guid photo, string reason) =>
            site.PostAsync(actor, $"{path}/{photo}/withdrawal", new { reason });
        async Task<IEnumerable<(Guid, bool)>> ShownAsync(Actor actor) =>
            (await site.GetAsync(actor, $"/api/components/{id}"))
                .Body.GetProperty("photos")
                .EnumerateArray()
                .Select(one =>
                    (one.GetProperty("id").GetGuid(), one.GetProperty("withdrawable").GetBoolean())
                );
    }

    private async Task<Guid> UploadAsync()
    {
        var (fileId, refusal) = await site
            .Services.GetRequiredService<Photos>()
            .TakeAsync(SamplePictures.Png(9, 9), Cancel);
        Assert.Null(refusal);
        return fileId!.Value;
    }
}
