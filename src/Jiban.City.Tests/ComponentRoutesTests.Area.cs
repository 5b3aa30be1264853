using System.Net;
using System.Text.Json;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>What of the registry a phone keeps.</summary>
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task What_stands_in_an_area_is_told_in_columns_and_not_twice_to_who_has_it()
    {
        var (gone, goneCode) = await site.AddAsync(Record(0.40, 1.30, "04004"));
        var (_, code) = await site.AddAsync(Record(0.41, 1.30, "04004"));
        await site.PostAsync(
            Administrator,
            $"/api/components/{gone}/retire",
            new { version = 1, reason = "座椅拆除" }
        );
        const string Path = "/api/city/components/area?bbox=0.0039,0.0129,0.0042,0.0131";

        var told = (await site.GetAsync(Office, Path)).Body;
        string[] codes = [.. Texts(told.GetProperty("codes"))];
        Assert.Contains(code, codes);
        Assert.DoesNotContain(goneCode, codes);
        var n = Array.IndexOf(codes, code);
        var kind = told.GetProperty("kinds")[told.GetProperty("kindOf")[n].GetInt32()];
        Assert.Equal("04004", kind.GetProperty("classCode").GetString());
        Assert.Equal("intact", told.GetProperty("states")[n].GetString());
        Assert.Equal(4_100, told.GetProperty("lonE6")[n].GetInt32());
        Assert.Equal(13_000, told.GetProperty("latE6")[n].GetInt32());
        Assert.False(told.GetProperty("more").GetBoolean());
        Assert.Equal(
            "malformed",
            (await site.GetAsync(Office, "/api/city/components/area?bbox=1")).Type
        );

        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        using var first = await site.SendAsync(Office, request);
        using var again = new HttpRequestMessage(HttpMethod.Get, Path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.SendAsync(Office, again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static IEnumerable<string> Texts(JsonElement all) =>
        all.EnumerateArray().Select(one => one.GetString()!);
}
