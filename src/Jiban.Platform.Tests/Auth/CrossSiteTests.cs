using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Tests.Auth;

public sealed class CrossSiteTests
{
    [Theory]
    [InlineData("POST", "cross-site", null, true)]
    [InlineData("POST", "same-site", null, true)]
    [InlineData("DELETE", "cross-site", "https://jiban.example:8443", true)]
    [InlineData("POST", "same-origin", "https://jiban.example:8443", false)]
    [InlineData("POST", "none", null, false)]
    [InlineData("POST", null, "https://evil.example", true)]
    [InlineData("POST", null, "https://jiban.example", true)]
    [InlineData("POST", null, "null", true)]
    [InlineData("PUT", null, "https://JIBAN.example:8443", false)]
    [InlineData("POST", null, null, false)]
    [InlineData("GET", "cross-site", "https://evil.example", false)]
    public void Only_our_own_pages_and_programs_may_change_something(
        string method,
        string? site,
        string? origin,
        bool refused
    )
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Host = new HostString("jiban.example:8443");
        if (site is not null)
        {
            request.Headers["Sec-Fetch-Site"] = site;
        }

        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        Assert.Equal(refused, CrossSite.IsCrossSite(request));
    }

    [Fact]
    public async Task A_page_of_another_site_can_sign_nobody_in()
    {
        await using var host = await PlatformHost.StartAsync();
        await host.AccountAsync("li.ming");
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        await PlatformHost.SignInAsync(client, "li.ming").ProblemAsync(403, "cross-site");
    }
}
