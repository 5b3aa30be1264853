using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Jiban.Host.Tests.House;

/// <summary>The whole host on an empty store: what holds whatever city is in it.</summary>
public sealed class BareHost : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("jiban-bare-").FullName;

    /// <summary>The store.</summary>
    public TestDatabase Store { get; private set; } = null!;

    /// <summary>The host.</summary>
    public WebApplication App { get; private set; } = null!;

    /// <summary>A client that follows no redirects.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>A folder whose <c>wwwroot</c> the host serves.</summary>
    public string ContentRoot => Path.Combine(_directory, "content");

    public async ValueTask InitializeAsync()
    {
        Store = await TestDatabase.CreateAsync([.. JibanHost.Migrations]);
        WritePages();
        App = JibanHost.Build(
            new JibanHostOptions
            {
                Store = Store.Connections,
                DataDirectory = _directory,
                ContentRoot = ContentRoot,
            },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddActingAs();
            }
        );
        await App.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(App.Urls.First()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private void WritePages()
    {
        foreach (var app in new[] { "", "desk", "field" })
        {
            var folder = Directory.CreateDirectory(Path.Combine(ContentRoot, "wwwroot", app));
            File.WriteAllText(
                Path.Combine(folder.FullName, "index.html"),
                $"""<html data-app="{app}"><script nonce="__CSP_NONCE__"></script></html>"""
            );
        }
    }
}
