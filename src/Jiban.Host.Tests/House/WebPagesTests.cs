using System.Net;
using System.Text.RegularExpressions;

namespace Jiban.Host.Tests.House;

public sealed partial class WebPagesTests(BareHost host) : IClassFixture<BareHost>
{
    [Theory]
    [InlineData("/", "")]
    [InlineData("/follow/20261121-00001", "")]
    [InlineData("/desk/", "desk")]
    [InlineData("/desk/cases/1?tab=map", "desk")]
    [InlineData("/desk/index.html", "desk")]
    [InlineData("/field/", "field")]
    [InlineData("/desktop", "")]
    public async Task Every_address_of_an_app_is_its_page(string address, string app)
    {
        var page = await host.Client.GetStringAsync(address);

        Assert.Contains($"data-app=\"{app}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assets/gone-1234.js")]
    [InlineData("/desk/missing.png")]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    public async Task What_is_missing_is_no_page(string address)
    {
        using var answer = await host.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_prefix_without_its_stroke_leads_to_the_app()
    {
        using var answer = await host.Client.GetAsync("/desk?from=mail");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/desk/?from=mail", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Every_page_carries_a_nonce_of_its_own_and_a_policy_that_names_it()
    {
        var (first, policy) = await NonceAsync();
        var (second, _) = await NonceAsync();

        Assert.NotEqual(first, second);
        Assert.True(Convert.FromBase64String(first).Length >= 16);
        Assert.Contains($"'nonce-{first}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk/", "no-cache")]
    [InlineData("/api/session", "no-store")]
    public async Task No_cache_keeps_what_changes_or_is_about_people(
        string address,
        string expected
    )
    {
        using var answer = await host.Client.GetAsync(address);

        Assert.Equal(expected, answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/field/", "microphone=(self)")]
    [InlineData("/field/report", "microphone=(self)")]
    [InlineData("/desk/", "microphone=()")]
    [InlineData("/", "microphone=()")]
    [InlineData("/fieldwork", "microphone=()")]
    public async Task Only_the_page_of_the_inspectors_may_listen(string address, string expected)
    {
        using var answer = await host.Client.GetAsync(address);

        Assert.Contains(
            expected,
            Assert.Single(answer.Headers.GetValues("Permissions-Policy")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_page_is_only_read_never_posted_to()
    {
        using var answer = await host.Client.PostAsync("/desk/", null);

        Assert.InRange((int)answer.StatusCode, 404, 405);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private async Task<(string Nonce, string Policy)> NonceAsync()
    {
        using var answer = await host.Client.GetAsync("/desk/");
        var page = await answer.Content.ReadAsStringAsync();
        return (
            Nonce().Match(page).Groups[1].Value,
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy"))
        );
    }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();
}
