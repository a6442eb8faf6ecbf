using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

public sealed class FeedDeliveryTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly HubDouble hub = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Change_committed_but_not_sent_is_sent_after_a_restart()
    {
        await using (var before = await LocalServer.StartAsync(data.Path, services => services.AddSingleton(hub.Context).WithoutPump()))
            await PinAsync(before);

        Assert.Empty(hub.Sent);
        await using var after = await LocalServer.StartAsync(data.Path, services => services.AddSingleton(hub.Context));

        await PinIsSentAsync();
    }

    [Fact]
    public async Task A_message_that_could_not_be_sent_is_sent_again()
    {
        var failures = 0;
        hub.Refuses = _ => Interlocked.Increment(ref failures) <= 2;
        await using var server = await LocalServer.StartAsync(data.Path, services => services.AddSingleton(hub.Context));

        await PinAsync(server);

        await PinIsSentAsync();
    }

    private static async Task PinAsync(LocalServer server)
    {
        using var admin = await server.AdminAsync();
        (await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl" })).EnsureSuccessStatusCode();
    }

    private Task PinIsSentAsync() =>
        Eventually.HoldsAsync(() => Task.FromResult(hub.Sent.Any(state => state.PinnedProducts.Any(pin => pin.ProductId == "bowl"))));
}
