using System.Net.Http.Headers;
using System.Text;
using Dapper;
using Jiban.Platform.Files;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Tests.Files;

public sealed class UploadPhotoTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<byte[]> PictureAsync(string type) =>
        type switch
        {
            "image/jpeg" => await SamplePictures.JpegAsync(),
            "image/png" => SamplePictures.Png(640, 400),
            "image/webp" => await SamplePictures.WebPAsync(),
            _ => SamplePictures.Heic,
        };

    [Theory]
    [InlineData("image/jpeg", "image/jpeg")]
    [InlineData("image/png", "image/png")]
    [InlineData("image/webp", "image/webp")]
    [InlineData("image/heic", "image/heic")]
    [InlineData("image/heic", "image/heif")]
    [InlineData("image/jpeg", "image/jpg")]
    [InlineData("image/jpeg", "application/octet-stream")]
    [InlineData("image/png", null)]
    public async Task The_four_kinds_of_picture_are_taken_as_a_form_and_as_a_body(
        string type,
        string? declared
    )
    {
        await using var host = await StartAsync();
        var picture = await PictureAsync(type);
        foreach (var content in new[] { Body(picture, declared), Form(picture, declared) })
        {
            using var client = host.Client();
            var taken = await (
                await client.PostAsync("/api/uploads", content, Cancellation)
            ).JsonAsync(201);
            Assert.Equal(type, taken.GetProperty("mediaType").GetString());
            Assert.Equal(type == "image/heic" ? 64 : 640, taken.GetProperty("width").GetInt32());
            Assert.Equal(picture.Length, taken.GetProperty("bytes").GetInt32());

            foreach (var size in new[] { "thumb", "display" })
            {
                using var served = await client.GetAsync(
                    $"/photo/{taken.GetProperty("id").GetGuid()}?size={size}",
                    Cancellation
                );
                var bytes = await served.Content.ReadAsByteArrayAsync(Cancellation);
                Assert.Equal("image/webp", served.Content.Headers.ContentType?.MediaType);
                Assert.Equal("image/webp", PictureType.Of(bytes));
            }
        }
    }

    [Fact]
    public async Task What_the_camera_tells_is_kept_apart_and_is_in_nothing_that_is_served()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var picture = SamplePictures.WithExif(await SamplePictures.JpegAsync(2000, 1000));
        var taken = await (
            await client.PostAsync("/api/uploads", Body(picture, "image/jpeg"), Cancellation)
        ).JsonAsync(201);
        var id = taken.GetProperty("id").GetGuid();

        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        var row = await connection.QuerySingleAsync<(double Lon, double Lat, DateTimeOffset At)>(
            "select exif_lon, exif_lat, exif_at from platform.file where file_id = @id",
            new { id }
        );
        Assert.Equal(116.4, row.Lon, 6);
        Assert.Equal(39.9, row.Lat, 6);
        Assert.Equal(DateTimeOffset.Parse("2026-03-09T15:04:05+08:00", null), row.At);

        foreach (var (size, longest) in new[] { ("thumb", 320), ("display", 1600) })
        {
            var served = await client.GetByteArrayAsync($"/photo/{id}?size={size}", Cancellation);
            Assert.DoesNotContain("EXIF", WebP.Chunks(served));
            Assert.DoesNotContain("XMP ", WebP.Chunks(served));
            Assert.DoesNotContain(
                "2026:03:09",
                Encoding.Latin1.GetString(served),
                StringComparison.Ordinal
            );
            // The camera was held upright: what is served stands upright without the tag that says so.
            Assert.Equal((longest / 2, longest), await SizeAsync(host, served));
        }
    }

    [Fact]
    public async Task A_served_picture_can_only_be_looked_at_and_is_cached_for_one_person()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var taken = await (
            await client.PostAsync(
                "/api/uploads",
                Body(SamplePictures.Png(9, 9), null),
                Cancellation
            )
        ).JsonAsync(201);
        using var served = await client.GetAsync(
            $"/photo/{taken.GetProperty("id").GetGuid()}?size=thumb",
            Cancellation
        );
        Assert.Equal(
            "private, max-age=31536000, immutable",
            Sorted(served.Headers.CacheControl?.ToString())
        );
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(
            "sandbox",
            served.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        await client
            .GetAsync($"/photo/{Some.Id(9)}?size=thumb", Cancellation)
            .ProblemAsync(404, "unknown-file");
        await client
            .GetAsync($"/photo/{Some.Id(9)}?size=original", Cancellation)
            .ProblemAsync(400, "malformed");
    }

    [Theory]
    [InlineData("image/jpeg", "image/png")]
    [InlineData("image/png", "text/plain")]
    [InlineData("image/webp", "image/heic")]
    public async Task A_picture_that_says_it_is_another_is_refused_with_both_names(
        string type,
        string declared
    )
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        using var content = Body(await PictureAsync(type), declared);
        var problem = await (
            await client.PostAsync("/api/uploads", content, Cancellation)
        ).JsonAsync(415);
        Assert.Equal(declared, problem.GetProperty("declared").GetString());
        Assert.Equal(type, problem.GetProperty("found").GetString());
        Assert.Contains(
            declared,
            problem.GetProperty("title").GetString(),
            StringComparison.Ordinal
        );
        await NothingKeptAsync(host);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>", "text/html")]
    [InlineData("%PDF-1.7 …", "application/pdf")]
    [InlineData("GIF89a……………", "image/gif")]
    [InlineData("PK\u0003\u0004……………", "application/zip")]
    [InlineData("just words, and enough of them", "application/octet-stream")]
    public async Task What_is_no_picture_is_refused_by_name_whatever_it_says(
        string text,
        string found
    )
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        using var content = Form(Encoding.UTF8.GetBytes(text), "image/jpeg");
        var problem = await (
            await client.PostAsync("/api/uploads", content, Cancellation)
        ).JsonAsync(415);
        Assert.Equal("/problems/file-type", problem.GetProperty("type").GetString());
        Assert.Equal(found, problem.GetProperty("found").GetString());
        await NothingKeptAsync(host);
    }

    [Theory]
    [InlineData(10_000, 7_000)]
    [InlineData(20_001, 2)]
    [InlineData(2, 20_001)]
    public async Task A_picture_that_unfolds_beyond_measure_is_refused_before_it_is_decoded(
        int width,
        int height
    )
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var bomb = SamplePictures.Png(width, height);
        Assert.True(bomb.Length < 1_000_000, $"{bomb.Length} bytes are no bomb");
        await client
            .PostAsync("/api/uploads", Body(bomb, "image/png"), Cancellation)
            .ProblemAsync(422, "picture-too-large");
        await NothingKeptAsync(host);
    }

    [Fact]
    public async Task Half_a_picture_is_unreadable_and_of_a_HEIC_it_is_said_what_the_camera_can_take_instead()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        foreach (var type in new[] { "image/jpeg", "image/png", "image/webp", "image/heic" })
        {
            var whole = await PictureAsync(type);
            foreach (
                var (language, camera) in new[]
                {
                    ("zh-CN", "兼容性最佳"),
                    ("en", "Most Compatible"),
                }
            )
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads")
                {
                    Content = Body(whole[..(whole.Length / 2)], type),
                    Headers = { { "Accept-Language", language } },
                };
                var told = await (await client.SendAsync(request, Cancellation)).JsonAsync(422);
                Assert.Equal("/problems/picture-unreadable", told.GetProperty("type").GetString());
                Assert.Equal(
                    type == "image/heic",
                    told.GetProperty("title")
                        .GetString()!
                        .Contains(camera, StringComparison.Ordinal)
                );
            }
        }

        await NothingKeptAsync(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_ten_megabytes_are_refused_whether_announced_or_not(bool announced)
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var large = new byte[UploadBody.MostBytes + 1];
        SamplePictures.Png(9, 9).CopyTo(large, 0);
        using var content = Body(large, "image/png");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads")
        {
            Content = content,
        };
        request.Headers.TransferEncodingChunked = !announced;
        await client.SendAsync(request, Cancellation).ProblemAsync(413, "file-too-large");
        await NothingKeptAsync(host);
    }

    [Fact]
    public async Task A_form_without_a_file_or_cut_in_the_middle_is_refused()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        using var other = new MultipartFormDataContent { { new StringContent("x"), "text" } };
        await client.PostAsync("/api/uploads", other, Cancellation).ProblemAsync(400, "no-file");
        await client
            .PostAsync("/api/uploads", Body([], "image/png"), Cancellation)
            .ProblemAsync(400, "no-file");
        using var cut = new StringContent(
            "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf"
        );
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        await client.PostAsync("/api/uploads", cut, Cancellation).ProblemAsync(400, "no-file");
        await NothingKeptAsync(host);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_no_half_file()
    {
        await using var host = await StartAsync(
            new PlatformOptions { DataDirectory = "", KeepFreeBytes = long.MaxValue }
        );
        using var client = host.Client();
        await client
            .PostAsync("/api/uploads", Body(SamplePictures.Png(9, 9), null), Cancellation)
            .ProblemAsync(507, "storage-full");
        using var again = await client.PostAsync(
            "/api/uploads",
            Body(SamplePictures.Png(9, 9), null),
            Cancellation
        );
        Assert.Equal(TimeSpan.FromMinutes(1), again.Headers.RetryAfter!.Delta);
        await NothingKeptAsync(host);
    }

    [Fact]
    public void A_disk_that_is_full_while_writing_is_recognised()
    {
        using var full = new FileStream(
            "/dev/full",
            FileMode.Open,
            FileAccess.Write,
            FileShare.Write,
            0
        );
        Assert.True(
            Platform.Web.StoreFaults.SaysFull(Assert.Throws<IOException>(() => full.Write([1])))
        );
        Assert.False(Platform.Web.StoreFaults.SaysFull(new IOException("something else")));
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, true)]
    [InlineData(24, true)]
    [InlineData(2, false)]
    public void A_machine_without_room_for_one_more_process_is_busy_and_one_without_the_tool_is_broken(
        int code,
        bool crowded
    ) =>
        Assert.Equal(
            crowded,
            PictureTool.SaysCrowded(new System.ComponentModel.Win32Exception(code))
        );

    [Fact]
    public async Task Many_pictures_at_once_all_get_through()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var picture = await SamplePictures.JpegAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 9)
                .Select(_ =>
                    client.PostAsync("/api/uploads", Body(picture, "image/jpeg"), Cancellation)
                )
        );
        Assert.All(answers, answer => Assert.Equal(201, (int)answer.StatusCode));
    }

    internal static Task<PlatformHost> StartAsync(PlatformOptions? options = null) =>
        PlatformHost.StartAsync(
            map: app =>
            {
                app.MapGet(
                    "/photo/{id:guid}",
                    (Guid id, string? size, Photos photos) => photos.Serve(id, size)
                );
                app.MapGet(
                    "/recording/{id:guid}",
                    (Guid id, Recordings recordings, CancellationToken cancellation) =>
                        recordings.ServeAsync(id, cancellation)
                );
            },
            options: options
        );

    internal static HttpContent Body(byte[] picture, string? declared)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = declared is null
            ? null
            : MediaTypeHeaderValue.Parse(declared);
        return content;
    }

    private static MultipartFormDataContent Form(byte[] picture, string? declared) =>
        new()
        {
            { new StringContent("before"), "note" },
            { Body(picture, declared), "file", "照片.jpg" },
        };

    private static async Task NothingKeptAsync(PlatformHost host)
    {
        await using var connection = await host.Database.App.OpenAsync(Cancellation);
        Assert.Equal(
            0,
            await connection.ExecuteScalarAsync<int>("select count(*) from platform.file")
        );
        Assert.Empty(
            Directory.EnumerateFiles(
                Path.Combine(host.Directory, "files"),
                "*",
                SearchOption.AllDirectories
            )
        );
    }

    private static async Task<(int, int)> SizeAsync(PlatformHost host, byte[] picture)
    {
        var path = Path.Combine(host.Directory, "measured");
        await File.WriteAllBytesAsync(path, picture, Cancellation);
        var header = await host
            .Services.GetRequiredService<PictureTool>()
            .ReadHeaderAsync(path, Cancellation);
        return (header!.Width, header.Height);
    }

    private static string Sorted(string? cacheControl) =>
        string.Join(", ", (cacheControl ?? "").Split(", ").OrderDescending(StringComparer.Ordinal));
}
