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

    [Fact]
    public async Task A_point_is_told_with_the_nearest_component_and_how_far_it_is_and_with_none_beyond_fifty_metres()
    {
        // At the equator a hundredth of a community's side is 11.13 m.
        var (lamp, code) = await site.AddAsync(Record(0.91, 1.71, "01017", "立杆"));
        await site.AddAsync(Record(0.93, 1.71, "01017", "立杆"));

        var here = await PointAsync(0.91, 1.71);
        Assert.Equal(code, here.GetProperty("code").GetString());
        Assert.Equal("01017", here.GetProperty("classCode").GetString());
        Assert.Equal(0, here.GetProperty("metres").GetDouble(), 0.01);
        // Two thirds of a step to its east it is still the nearer of the two.
        var beside = await PointAsync(0.9167, 1.71);
        Assert.Equal(code, beside.GetProperty("code").GetString());
        Assert.Equal(7.46, beside.GetProperty("metres").GetDouble(), 0.05);
        Assert.NotEqual(code, (await PointAsync(0.925, 1.71)).GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Undefined, (await PointAsync(0.86, 1.71)).ValueKind);

        await site.PostAsync(
            Administrator,
            $"/api/components/{lamp}/retire",
            new { version = 1, reason = "道路改造拆除" }
        );
        Assert.NotEqual(code, (await PointAsync(0.91, 1.71)).GetProperty("code").GetString());

        async Task<JsonElement> PointAsync(double x, double y)
        {
            var told = await site.GetAsync(
                Office,
                FormattableString.Invariant(
                    $"/api/city/point?lon={x * SomeCity.Side}&lat={y * SomeCity.Side}"
                )
            );
            Assert.Equal(HttpStatusCode.OK, told.Status);
            return told.Body.TryGetProperty("component", out var component) ? component : default;
        }
    }

    private static IEnumerable<string> Texts(JsonElement all) =>
        all.EnumerateArray().Select(one => one.GetString()!);
}
