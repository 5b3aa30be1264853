using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Platform.Auth.SecondFactors;

namespace Jiban.Platform.Tests.Auth;

/// <summary>Somebody's authenticator app, enrolled over HTTP.</summary>
internal sealed class Authenticator(PlatformHost host, byte[] secret)
{
    /// <summary>What it shows now; each call after the first waits for the next code, as a person must.</summary>
    public string Next()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        return Now;
    }

    public string Now => Totp.Code(secret, Totp.StepAt(host.Clock.GetUtcNow()));

    /// <summary>A code that is none of those near the present.</summary>
    public string Wrong => Totp.Code(secret, Totp.StepAt(host.Clock.GetUtcNow()) + 1_000);

    /// <summary>Signed in already; turns one-time codes on and gives the recovery codes too.</summary>
    public static async Task<(Authenticator App, string[] RecoveryCodes)> EnrolAsync(
        PlatformHost host,
        HttpClient client
    )
    {
        var made = await (
            await PostAsync(client, "totp", new { password = PlatformHost.Password })
        ).JsonAsync(200);
        var app = new Authenticator(host, FromBase32(made.GetProperty("secret").GetString()!));
        var codes = await (
            await PostAsync(client, "totp/confirm", new { code = app.Now })
        ).JsonAsync(200);
        return (app, codes.GetProperty("recoveryCodes").Deserialize<string[]>()!);
    }

    public static Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string path,
        object body
    ) =>
        client.PostAsJsonAsync("/api/session/" + path, body, TestContext.Current.CancellationToken);

    private static byte[] FromBase32(string text)
    {
        var (bits, held, bytes) = (0, 0, new List<byte>());
        foreach (var letter in text)
        {
            bits =
                (bits << 5)
                | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            held += 5;
            if (held >= 8)
            {
                bytes.Add((byte)(bits >> (held - 8)));
                held -= 8;
            }

            bits &= (1 << held) - 1;
        }

        return [.. bytes];
    }
}
