using System.Text;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Tests.Files;

public sealed class UploadRecordingTests
{
    private static readonly Actor Inspector = new(Some.Id(7), "韩巡", Role.Inspector, Some.Id(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("audio/webm", 1)]
    [InlineData("audio/webm", 119)]
    [InlineData("audio/mp4", 12)]
    [InlineData("audio/ogg", 12)]
    [InlineData("audio/wav", 12)]
    public void What_it_is_and_how_long_it_plays_is_read_off_the_file(string type, int seconds)
    {
        var sound = SoundType.Read(SoundOf(type, seconds))!;
        Assert.Equal(type, sound.MediaType);
        Assert.Equal(seconds, sound.Length.TotalSeconds, 0.6);
    }

    [Fact]
    public void Moving_pictures_are_no_recording_and_half_a_file_never_hangs()
    {
        Assert.Null(SoundType.Read(SampleSounds.WebM(3, video: true)));
        Assert.Null(SoundType.Read(SampleSounds.Mp4(3, video: true)));
        foreach (var type in new[] { "audio/webm", "audio/mp4", "audio/ogg", "audio/wav" })
        {
            var whole = SoundOf(type, 2);
            for (var length = 0; length < Math.Min(whole.Length, 400); length++)
            {
                var read = SoundType.Read(whole.AsSpan(0, length));
                Assert.True(read is null || read.Length.TotalSeconds <= 2.1, $"{type} {length}");
            }
        }
    }

    [Fact]
    public async Task Staff_may_send_a_recording_it_is_served_as_it_was_sent_and_claimed_once_as_what_it_is()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        using var client = host.Client().As(Inspector);
        foreach (
            var (type, declared) in new[]
            {
                ("audio/webm", "audio/webm;codecs=opus"),
                ("audio/mp4", "audio/mp4"),
                ("audio/ogg", "audio/ogg"),
                ("audio/wav", "audio/x-wav"),
            }
        )
        {
            var sound = SoundOf(type, 9);
            var taken = await (
                await client.PostAsync(
                    "/api/uploads",
                    UploadPhotoTests.Body(sound, declared),
                    Cancellation
                )
            ).JsonAsync(201);
            Assert.Equal(type, taken.GetProperty("mediaType").GetString());
            Assert.InRange(taken.GetProperty("seconds").GetInt32(), 9, 10);
            var id = taken.GetProperty("id").GetGuid();
            using var served = await client.GetAsync($"/recording/{id}", Cancellation);
            Assert.Equal(type, served.Content.Headers.ContentType?.MediaType);
            Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(sound, await served.Content.ReadAsByteArrayAsync(Cancellation));

            // Not where a picture belongs, and once where it does.
            Assert.Equal(
                "wrong-attachment",
                Assert
                    .IsType<PhotoClaim.Refused>(await ClaimPhotoAsync(host, id))
                    .Problem.Type.Split('/')[^1]
            );
            Assert.Null(await ClaimAsync(host, id));
            Assert.Equal("upload-already-used", await ClaimAsync(host, id));
        }
    }

    [Fact]
    public async Task A_picture_is_no_recording_and_its_original_is_never_served()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        using var client = host.Client().As(Inspector);
        var picture = await (
            await client.PostAsync(
                "/api/uploads",
                UploadPhotoTests.Body(SamplePictures.Png(9, 9), null),
                Cancellation
            )
        ).JsonAsync(201);
        var id = picture.GetProperty("id").GetGuid();
        await client.GetAsync($"/recording/{id}", Cancellation).ProblemAsync(404, "unknown-file");
        Assert.Equal("wrong-attachment", await ClaimAsync(host, id));
        Assert.Equal("unknown-upload", await ClaimAsync(host, Some.Id(99)));
        Assert.Equal(
            "too-many-recordings",
            await ClaimAsync(host, Some.Id(1), Some.Id(2), Some.Id(3), Some.Id(4))
        );
    }

    [Fact]
    public async Task What_is_no_recording_too_long_or_too_large_is_refused_by_name_and_strangers_send_none()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        using var staff = host.Client().As(Inspector);
        using var stranger = host.Client();
        await RefusedAsync(staff, SampleSounds.WebM(130), "audio/webm", 422, "recording-too-long");
        await RefusedAsync(staff, SampleSounds.Wav(660), "audio/wav", 413, "file-too-large");
        await RefusedAsync(
            staff,
            SampleSounds.WebM(3, video: true),
            "audio/webm",
            415,
            "file-type"
        );
        await RefusedAsync(staff, SampleSounds.Ogg(3), "audio/webm", 415, "file-type");
        await RefusedAsync(staff, "MZ\u0090 a program"u8.ToArray(), "audio/webm", 415, "file-type");
        await RefusedAsync(
            staff,
            Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>"),
            "audio/ogg",
            415,
            "file-type"
        );
        await RefusedAsync(stranger, SampleSounds.WebM(3), "audio/webm", 415, "file-type");
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        Assert.Equal(
            0,
            await connection.ExecuteScalarAsync<int>("select count(*) from platform.file")
        );
    }

    private static byte[] SoundOf(string type, int seconds) =>
        type switch
        {
            "audio/webm" => SampleSounds.WebM(seconds),
            "audio/mp4" => SampleSounds.Mp4(seconds),
            "audio/ogg" => SampleSounds.Ogg(seconds),
            _ => SampleSounds.Wav(seconds),
        };

    private static Task RefusedAsync(
        HttpClient client,
        byte[] file,
        string declared,
        int status,
        string slug
    ) =>
        client
            .PostAsync("/api/uploads", UploadPhotoTests.Body(file, declared), Cancellation)
            .ProblemAsync(status, slug);

    private static async Task<PhotoClaim> ClaimPhotoAsync(PlatformHost host, Guid id)
    {
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        return await host
            .Services.GetRequiredService<Photos>()
            .ClaimAsync(connection, transaction, [id], Cancellation);
    }

    private static async Task<string?> ClaimAsync(PlatformHost host, params Guid[] ids)
    {
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var problem = await host
            .Services.GetRequiredService<Recordings>()
            .ClaimAsync(connection, transaction, ids, Cancellation);
        if (problem is null)
        {
            await transaction.CommitAsync(Cancellation);
        }

        return problem?.Type.Split('/')[^1];
    }
}
