using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Demo;

/// <summary>
/// The product's host with the demo's clock, listening on a Unix socket in a folder that only this user may enter: nobody else can act
/// as the demo's staff.
/// </summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private DemoHost(WebApplication app, DirectoryInfo folder, string socket)
    {
        _app = app;
        _folder = folder;
        Client = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    var connection = new Socket(
                        AddressFamily.Unix,
                        SocketType.Stream,
                        ProtocolType.Unspecified
                    );
                    await connection.ConnectAsync(
                        new UnixDomainSocketEndPoint(socket),
                        cancellation
                    );
                    return new NetworkStream(connection, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = new Uri("http://localhost"),
        };
    }

    public HttpClient Client { get; }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<DemoHost> StartAsync(
        Func<Action<WebApplicationBuilder>, WebApplication> build,
        DemoClock clock,
        StaffBook staff,
        CancellationToken cancellation
    )
    {
        // CreateTempSubdirectory makes it 0700.
        var folder = Directory.CreateTempSubdirectory("jiban-demo-");
        var socket = Path.Combine(folder.FullName, "s");
        var app = build(builder =>
        {
            Acting.Into(builder, clock, staff);
            builder.WebHost.UseUrls();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        });
        await app.StartAsync(cancellation);
        return new DemoHost(app, folder, socket);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        try
        {
            await _app.StopAsync(CancellationToken.None);
        }
        finally
        {
            // Whoever did not stop in time is ended by this, and its connections with it.
            await _app.DisposeAsync();
            _folder.Delete(recursive: true);
        }
    }
}
