using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>One shop for the tests of a class: what one of them left behind would be seen by the next.</summary>
public class SharedMonitoredShop : IAsyncLifetime
{
    internal MonitoredShop Shop { get; private set; } = null!;

    public async Task InitializeAsync() => Shop = await MonitoredShop.OpenAsync(Configure);

    public async Task DisposeAsync() => await Shop.DisposeAsync();

    protected virtual void Configure(IServiceCollection services) { }
}
