namespace LiveShop.Tests.Local;

/// <summary>A server with the sample data, shared by the tests of a class, which must not depend on each other's changes.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public LocalServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await LocalServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
