using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace Jiban.Platform.Tests.Auth;

public sealed class PasskeyTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private readonly PlatformHost _host = fixture.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Origin => _host.Address.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task A_passkey_is_added_after_the_password_and_then_opens_a_session_alone()
    {
        var id = await _host.AccountAsync("with.key");
        using var client = await SignedInAsync("with.key");
        using var key = new SoftPasskey(Origin);
        await PostAsync(client, "passkeys/options", new { password = "Wrong-1" })
            .ProblemAsync(422, "wrong-password");
        await (await AddAsync(client, key, "办公室电脑")).JsonAsync(204);
        // The same one is not added twice.
        await AddAsync(client, key, "又一次").ProblemAsync(422, "passkey-refused");

        using var fresh = Browser();
        var session = await (await OpenAsync(fresh, key)).JsonAsync(200);
        Assert.Equal(id, session.GetProperty("account").GetProperty("id").GetGuid());
        await (await fresh.GetAsync("/api/session", Cancellation)).JsonAsync(200);
        var listed = await PasskeysAsync(client);
        Assert.Equal("办公室电脑", listed.GetProperty("name").GetString());
        Assert.True(listed.TryGetProperty("lastUsedAt", out _));
        Assert.Equal(
            [
                "signIn done password",
                "addPasskey wrong-password",
                "addPasskey done",
                "addPasskey passkey-refused",
                "signIn done passkey",
            ],
            await TracesAsync(id)
        );
    }

    [Fact]
    public async Task Neither_a_copy_nor_an_answer_to_another_challenge_nor_a_device_that_asks_nobody_opens()
    {
        await _host.AccountAsync("copied");
        using var client = await SignedInAsync("copied");
        using var key = new SoftPasskey(Origin);
        await (await AddAsync(client, key, "手机")).JsonAsync(204);
        using var fresh = Browser();
        await (await OpenAsync(fresh, key)).JsonAsync(200);
        // A copy counts from where it was made.
        key.Count--;
        await OpenAsync(fresh, key).ProblemAsync(401, "passkey-refused");

        var stale = key.Get(await OptionsAsync(fresh));
        await OptionsAsync(fresh);
        await AnswerAsync(fresh, stale).ProblemAsync(401, "passkey-refused");
        await AnswerAsync(Browser(), stale).ProblemAsync(401, "passkey-refused");
        var late = key.Get(await OptionsAsync(fresh));
        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        await AnswerAsync(fresh, late).ProblemAsync(401, "passkey-refused");

        using var careless = new SoftPasskey(Origin) { Verifies = false };
        using var again = await SignedInAsync("copied");
        await AddAsync(again, careless, "无人验证").ProblemAsync(422, "passkey-refused");
        using var elsewhere = new SoftPasskey("https://elsewhere.example");
        await AddAsync(again, elsewhere, "别处").ProblemAsync(422, "passkey-refused");
    }

    [Fact]
    public async Task A_lock_does_not_shut_a_passkey_out_and_a_closed_account_does()
    {
        var id = await _host.AccountAsync("kept.out");
        using var client = await SignedInAsync("kept.out");
        using var key = new SoftPasskey(Origin);
        await (await AddAsync(client, key, "手机")).JsonAsync(204);
        for (var i = 0; i < 5; i++)
        {
            using var _ = await PlatformHost.SignInAsync(Browser(), "kept.out", "Wrong-1");
        }

        await PlatformHost.SignInAsync(Browser(), "kept.out").ProblemAsync(429, "locked-out");
        await (await OpenAsync(Browser(), key)).JsonAsync(200);
        await _host.Accounts.DisableAsync(id, Cancellation);
        await OpenAsync(Browser(), key).ProblemAsync(401, "passkey-refused");
    }

    [Fact]
    public async Task The_owner_names_and_removes_a_passkey_and_nobody_else_does()
    {
        var id = await _host.AccountAsync("owner");
        await _host.AccountAsync("neighbour");
        using var client = await SignedInAsync("owner");
        using var neighbour = await SignedInAsync("neighbour");
        using var key = new SoftPasskey(Origin);
        await AddAsync(client, key, " ").ProblemAsync(400, "malformed");
        await (await AddAsync(client, key, "手机")).JsonAsync(204);
        var path =
            $"/api/session/passkeys/{(await PasskeysAsync(client)).GetProperty("id").GetGuid()}";

        await neighbour
            .PutAsJsonAsync(path, new { name = "我的" }, Cancellation)
            .ProblemAsync(404, "unknown-passkey");
        await neighbour.DeleteAsync(path, Cancellation).ProblemAsync(404, "unknown-passkey");
        await (await client.PutAsJsonAsync(path, new { name = "新手机" }, Cancellation)).JsonAsync(
            204
        );
        Assert.Equal("新手机", (await PasskeysAsync(client)).GetProperty("name").GetString());
        await (await client.DeleteAsync(path, Cancellation)).JsonAsync(204);
        await OpenAsync(Browser(), key).ProblemAsync(401, "passkey-refused");
        Assert.Equal(
            ["signIn done password", "addPasskey done", "renamePasskey done", "removePasskey done"],
            await TracesAsync(id)
        );
    }

    private HttpClient Browser()
    {
        var client = _host.Client();
        client.DefaultRequestHeaders.Add("Origin", Origin);
        return client;
    }

    private async Task<HttpClient> SignedInAsync(string login)
    {
        var client = Browser();
        await (await PlatformHost.SignInAsync(client, login)).JsonAsync(200);
        return client;
    }

    private static async Task<HttpResponseMessage> AddAsync(
        HttpClient client,
        SoftPasskey key,
        string name
    )
    {
        var options = await (
            await PostAsync(client, "passkeys/options", new { password = PlatformHost.Password })
        ).JsonAsync(200);
        return await PostAsync(client, "passkeys", new { name, credential = key.Create(options) });
    }

    private static async Task<JsonElement> OptionsAsync(HttpClient client) =>
        await (await PostAsync(client, "passkey/options", new { })).JsonAsync(200);

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient client, SoftPasskey key) =>
        await AnswerAsync(client, key.Get(await OptionsAsync(client)));

    private static Task<HttpResponseMessage> AnswerAsync(HttpClient client, object credential) =>
        PostAsync(client, "passkey", new { credential });

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string path,
        object body
    ) => client.PostAsJsonAsync("/api/session/" + path, body, Cancellation);

    private static async Task<JsonElement> PasskeysAsync(HttpClient client)
    {
        var seen = await (await client.GetAsync("/api/session/security", Cancellation)).JsonAsync(
            200
        );
        return Assert.Single(seen.GetProperty("passkeys").EnumerateArray());
    }

    private async Task<IReadOnlyList<string>> TracesAsync(Guid id)
    {
        await using var connection = await _host.Database.App.OpenAsync(Cancellation);
        return (
            await connection.QueryAsync<string>(
                "select concat_ws(' ', action, outcome, detail) from platform.audit_trail where subject = @subject order by audit_id",
                new { subject = id.ToString("D") }
            )
        ).AsList();
    }
}
