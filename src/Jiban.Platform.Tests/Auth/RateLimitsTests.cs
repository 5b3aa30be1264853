using System.Net;
using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Limits;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Tests.Auth;

public sealed class RateLimitsTests
{
    private static readonly RateLimit ThreeAMinute = new(3, TimeSpan.FromMinutes(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_bucket_gives_its_burst_and_then_one_after_each_share_of_the_span()
    {
        var clock = new FakeClock();
        var bucket = new Bucket(ThreeAMinute, clock);
        Assert.Equal(
            [true, true, true, false],
            Enumerable.Range(0, 4).Select(_ => bucket.TryTake(out var _))
        );
        Assert.False(bucket.TryTake(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(20), wait);
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => bucket.TryTake(out var _)));
        bucket.GiveBack();
        Assert.True(bucket.TryTake(out _));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, bucket.Left);
    }

    [Fact]
    public void A_clock_put_back_makes_nobody_wait_longer_than_an_empty_bucket_does()
    {
        var clock = new FakeClock();
        var bucket = new Bucket(ThreeAMinute, clock);
        Assert.True(bucket.TryTake(out _));
        clock.SetUtcNow(clock.GetUtcNow() - TimeSpan.FromDays(1));
        Assert.False(bucket.TryTake(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(20), wait);
    }

    [Fact]
    public async Task The_public_door_refuses_who_knocks_too_often_says_when_to_come_back_and_lets_staff_through()
    {
        await using var host = await StartAsync(new() { PublicDoor = ThreeAMinute });
        using var client = host.Client();
        for (var i = 0; i < 3; i++)
        {
            await (await client.GetAsync("/api/door", Cancellation)).JsonAsync(200);
        }

        using var refused = await client.GetAsync("/api/door", Cancellation);
        Assert.Equal(TimeSpan.FromSeconds(20), refused.Headers.RetryAfter?.Delta);
        var problem = await refused.JsonAsync(429);
        Assert.Equal("/problems/too-many-requests", problem.GetProperty("type").GetString());
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        await (await client.GetAsync("/api/door", Cancellation)).JsonAsync(200);

        client.As(new Actor(Some.Id(1), "李明", Role.Operator, null));
        for (var i = 0; i < 10; i++)
        {
            await (await client.GetAsync("/api/door", Cancellation)).JsonAsync(200);
        }
    }

    [Fact]
    public async Task Tries_to_sign_in_are_limited_per_address_whatever_the_login()
    {
        await using var host = await StartAsync(new() { SignIn = ThreeAMinute });
        using var client = host.Client();
        for (var i = 0; i < 3; i++)
        {
            await PlatformHost.SignInAsync(client, $"login{i}").ProblemAsync(401, "wrong-login");
        }

        await PlatformHost.SignInAsync(client, "login3").ProblemAsync(429, "too-many-requests");
    }

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    [InlineData("10.1.2.3", HttpStatusCode.TooManyRequests)]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    public async Task A_forwarded_address_is_believed_from_a_configured_proxy_only(
        string? proxy,
        HttpStatusCode second
    )
    {
        await using var host = await StartAsync(
            new() { PublicDoor = new(1, TimeSpan.FromMinutes(1)) },
            proxy is null ? [] : [proxy]
        );
        using var client = host.Client();
        var statuses = new List<HttpStatusCode>();
        foreach (var address in new[] { "203.0.113.1", "203.0.113.2" })
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            using var answer = await client.GetAsync("/api/door", Cancellation);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, second], statuses);
    }

    [Fact]
    public void Wrong_codes_are_counted_per_address_and_per_number_and_right_ones_are_free()
    {
        var limits = new RateLimitOptions
        {
            WrongCodesPerAddress = ThreeAMinute,
            WrongCodesPerNumber = new(4, TimeSpan.FromHours(1)),
        };
        var guesses = new CodeGuesses(
            new PlatformOptions { DataDirectory = "", RateLimits = limits },
            new FakeClock()
        );
        for (var i = 0; i < 20; i++)
        {
            var right = guesses.Take(From("203.0.113.1"), "n1");
            Assert.Null(right.Refused());
            right.WasRight();
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Null(guesses.Take(From("203.0.113.1"), "n1").WasWrong());
        }

        var refused = From("203.0.113.1");
        Assert.Equal(429, guesses.Take(refused, "n2").Refused()?.Status);
        Assert.Equal("20", refused.Response.Headers.RetryAfter.ToString());
        Assert.Null(guesses.Take(From("203.0.113.2"), "n1").WasWrong());
        var wrong = From("203.0.113.3");
        Assert.Equal(429, guesses.Take(wrong, "n1").WasWrong()?.Status);
        Assert.Equal("900", wrong.Response.Headers.RetryAfter.ToString());
        Assert.Null(guesses.Take(From("203.0.113.3"), "n2").WasWrong());
    }

    [Fact]
    public void Strangers_who_guess_at_a_number_do_not_shut_out_who_knows_its_code_and_pay_for_each_guess()
    {
        var clock = new FakeClock();
        var guesses = new CodeGuesses(
            new PlatformOptions
            {
                DataDirectory = "",
                RateLimits = new RateLimitOptions
                {
                    WrongCodesPerAddress = ThreeAMinute,
                    WrongCodesPerNumber = new(1, TimeSpan.FromHours(1)),
                },
            },
            clock
        );
        guesses.Take(From("203.0.113.1"), "n1").WasWrong();

        // The requester passes, as often as they like, and opens the door for nobody else.
        for (var i = 0; i < 5; i++)
        {
            var right = guesses.Take(From("203.0.113.2"), "n1");
            Assert.Null(right.Refused());
            right.WasRight();
            Assert.Equal(429, guesses.Take(From($"203.0.113.{10 + i}"), "n1").WasWrong()?.Status);
        }

        // A wrong code at a number that is shut counts for the address as any other.
        for (var i = 0; i < 3; i++)
        {
            var wrong = guesses.Take(From("203.0.113.3"), "n1");
            Assert.Null(wrong.Refused());
            Assert.Equal(429, wrong.WasWrong()?.Status);
        }

        Assert.Equal(429, guesses.Take(From("203.0.113.3"), "n1").Refused()?.Status);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:203.0.113.1", "203.0.113.1", true)]
    [InlineData("203.0.113.1", "203.0.113.2", false)]
    public void A_household_is_one_place(string one, string other, bool same) =>
        Assert.Equal(same, RateLimits.Place(From(one)) == RateLimits.Place(From(other)));

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }

    private static Task<PlatformHost> StartAsync(
        RateLimitOptions limits,
        params string[] proxies
    ) =>
        PlatformHost.StartAsync(
            map: app =>
                app.MapGet("/api/door", () => TypedResults.Ok(1))
                    .RequireRateLimiting(RateLimits.PublicDoor)
                    .Needs(Operation.UsePublicDoor),
            options: new PlatformOptions
            {
                DataDirectory = "",
                RateLimits = limits,
                TrustedProxies = proxies,
            }
        );
}
