using Dapper;
using Jiban.Platform.Files;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Tests.Files;

public sealed class ClaimPhotosTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_claimed_once_with_what_the_camera_said()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        var id = await UploadAsync(host, SamplePictures.WithExif(await SamplePictures.JpegAsync()));

        var claimed = Assert.IsType<PhotoClaim.Claimed>(await ClaimAsync(host, [id, id]));

        var photo = Assert.Single(claimed.Photos);
        Assert.Equal(
            (id, "image/jpeg", 640, 400),
            (photo.FileId, photo.MediaType, photo.Width, photo.Height)
        );
        Assert.Equal(116.4, photo.Lon!.Value, 6);
        await RefusedAsync(host, "upload-already-used", id);
    }

    [Fact]
    public async Task A_claim_that_is_rolled_back_leaves_the_pictures_free()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        var id = await UploadAsync(host, SamplePictures.Png(9, 9));
        Assert.IsType<PhotoClaim.Claimed>(await ClaimAsync(host, [id], commit: false));
        Assert.IsType<PhotoClaim.Claimed>(await ClaimAsync(host, [id]));
    }

    [Fact]
    public async Task One_picture_that_does_not_exist_refuses_all_and_so_do_ten()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        var id = await UploadAsync(host, SamplePictures.Png(9, 9));
        await RefusedAsync(host, "unknown-upload", id, Some.Id(9));
        await RefusedAsync(host, "too-many-photos", [.. Enumerable.Range(1, 10).Select(Some.Id)]);
        Assert.IsType<PhotoClaim.Claimed>(await ClaimAsync(host, [id]));
    }

    [Fact]
    public async Task Two_who_claim_the_same_picture_at_once_do_not_both_get_it()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        var id = await UploadAsync(host, SamplePictures.Png(9, 9));
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClaimAsync(host, [id])));
        Assert.Single(claims, claim => claim is PhotoClaim.Claimed);
    }

    [Fact]
    public async Task What_nobody_claims_within_a_day_is_gone_and_what_was_claimed_stays()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        var (kept, forgotten) = (
            await UploadAsync(host, SamplePictures.Png(9, 9)),
            await UploadAsync(host, SamplePictures.Png(9, 9))
        );
        var died = host
            .Services.GetRequiredService<FileShelf>()
            .OpenIncoming(Some.Ids(host.Clock).New());
        await ClaimAsync(host, [kept]);
        var sweep = host.Services.GetRequiredService<UnclaimedSweep>();
        Assert.Equal(0, await sweep.SweepAsync(Cancellation));
        Assert.True(Directory.Exists(died));

        host.Clock.SetUtcNow(host.Clock.GetUtcNow() + TimeSpan.FromHours(24.01));
        await RefusedAsync(host, "unknown-upload", forgotten);
        await Task.WhenAll(sweep.SweepAsync(Cancellation), sweep.SweepAsync(Cancellation));
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        // The host's own sweep wakes with the clock; it may hold the row just now, and is done when the row is gone.
        while (
            await connection.ExecuteScalarAsync<bool>(
                "select exists (select from platform.file where file_id = @forgotten)",
                new { forgotten }
            )
        )
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }

        Assert.False(Directory.Exists(died));
        using var client = host.Client();
        Assert.NotEmpty(await client.GetByteArrayAsync($"/photo/{kept}?size=thumb", Cancellation));
        await client
            .GetAsync($"/photo/{forgotten}?size=thumb", Cancellation)
            .ProblemAsync(404, "unknown-file");
        Assert.Equal(
            [kept],
            await connection.QueryAsync<Guid>("select file_id from platform.file")
        );
    }

    [Fact]
    public async Task What_is_released_is_forgotten_at_once_and_removed_now_or_by_the_sweep_and_what_was_not_stays()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        var (gone, left, kept) = (
            await UploadAsync(host, SamplePictures.WithExif(await SamplePictures.JpegAsync())),
            await UploadAsync(host, SamplePictures.Png(9, 9)),
            await UploadAsync(host, SamplePictures.Png(9, 9))
        );
        await ClaimAsync(host, [gone, left, kept]);
        var photos = host.Services.GetRequiredService<Photos>();
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await photos.ReleaseAsync(connection, transaction, [gone, left], Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        // A process that dies here leaves rows without a place or time, that nobody can claim.
        Assert.Equal(
            3,
            await connection.ExecuteScalarAsync<int>(
                "select count(*) from platform.file where exif_lon is null and exif_lat is null and exif_at is null"
            )
        );
        await RefusedAsync(host, "unknown-upload", left);

        // Repeated, and asked of one that is somebody's, it does no harm.
        await photos.RemoveReleasedAsync(connection, [gone, kept], Cancellation);
        await photos.RemoveReleasedAsync(connection, [gone, kept], Cancellation);
        Assert.Empty(FilesOf(host, gone));
        Assert.NotEmpty(FilesOf(host, left));
        await host.Services.GetRequiredService<UnclaimedSweep>().SweepAsync(Cancellation);
        Assert.Empty(FilesOf(host, left));
        Assert.NotEmpty(FilesOf(host, kept));
        Assert.Equal(
            [kept],
            await connection.QueryAsync<Guid>("select file_id from platform.file")
        );
    }

    private static IEnumerable<string> FilesOf(PlatformHost host, Guid id) =>
        Directory
            .EnumerateFiles(Path.Combine(host.Directory, "files"), "*", SearchOption.AllDirectories)
            .Where(path => path.Contains(id.ToString("D"), StringComparison.Ordinal));

    private static async Task<Guid> UploadAsync(PlatformHost host, byte[] picture)
    {
        using var client = host.Client();
        using var content = UploadPhotoTests.Body(picture, null);
        var taken = await (await client.PostAsync("/api/uploads", content, Cancellation)).JsonAsync(
            201
        );
        return taken.GetProperty("id").GetGuid();
    }

    private static async Task<PhotoClaim> ClaimAsync(
        PlatformHost host,
        Guid[] ids,
        bool commit = true
    )
    {
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var claim = await host
            .Services.GetRequiredService<Photos>()
            .ClaimAsync(connection, transaction, ids, Cancellation);
        if (commit)
        {
            await transaction.CommitAsync(Cancellation);
        }

        return claim;
    }

    private static async Task RefusedAsync(PlatformHost host, string slug, params Guid[] ids) =>
        Assert.Equal(
            slug,
            Assert.IsType<PhotoClaim.Refused>(await ClaimAsync(host, ids)).Problem.Type
        );
}
