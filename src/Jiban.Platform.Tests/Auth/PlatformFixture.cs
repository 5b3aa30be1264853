namespace Jiban.Platform.Tests.Auth;

/// <summary>One host for a class whose tests each make accounts of their own.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    internal PlatformHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await PlatformHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
