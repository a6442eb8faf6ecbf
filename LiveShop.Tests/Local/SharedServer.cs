namespace LiveShop.Tests.Local;

/// <summary>The sample shop, for the tests of a class that change nothing in it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public LocalServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await LocalServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
