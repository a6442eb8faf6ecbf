using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>A shop shared by all tests of a class, so that a leak of one test fails the next.</summary>
public class SharedMonitoredShop : IAsyncLifetime
{
    internal MonitoredShop Shop { get; private set; } = null!;

    public async Task InitializeAsync() => Shop = await MonitoredShop.OpenAsync(Configure);

    public async Task DisposeAsync() => await Shop.DisposeAsync();

    protected virtual void Configure(IServiceCollection services) { }
}
