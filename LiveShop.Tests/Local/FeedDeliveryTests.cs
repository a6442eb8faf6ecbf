using System.Collections.Concurrent;
using System.Net.Http.Json;
using LiveShop.Functions.LiveStreams;
using LiveShop.Local.Functions;
using LiveShop.Local.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;

namespace LiveShop.Tests.Local;

public sealed class FeedDeliveryTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly ConcurrentQueue<LiveStreamState> sent = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task What_was_committed_but_not_sent_is_sent_after_a_restart()
    {
        await using (var before = await LocalServer.StartAsync(data.Path, WithoutPump))
        {
            using var admin = await before.AdminAsync();
            (await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl" })).EnsureSuccessStatusCode();
        }

        Assert.Empty(sent);
        await using var after = await LocalServer.StartAsync(data.Path, services => services.AddSingleton(HubThatFails(times: 0)));

        await Eventually.HoldsAsync(() => Task.FromResult(sent.Any(state => state.PinnedProducts.Any(pin => pin.ProductId == "bowl"))));
    }

    [Fact]
    public async Task A_message_that_could_not_be_sent_is_sent_again()
    {
        await using var server = await LocalServer.StartAsync(data.Path, services => services.AddSingleton(HubThatFails(times: 2)));
        using var admin = await server.AdminAsync();

        (await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl" })).EnsureSuccessStatusCode();

        await Eventually.HoldsAsync(() => Task.FromResult(sent.Any(state => state.PinnedProducts.Any(pin => pin.ProductId == "bowl"))));
    }

    private static void WithoutPump(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(ChangeFeedPump)));

    private IHubContext<LiveShopHub> HubThatFails(int times)
    {
        var failures = 0;
        var group = new Mock<IClientProxy>();
        group.Setup(proxy => proxy.SendCoreAsync("livestreamUpdated", It.IsAny<object?[]>(), It.IsAny<CancellationToken>()))
            .Returns((string _, object?[] arguments, CancellationToken _) =>
            {
                if (Interlocked.Increment(ref failures) <= times)
                    return Task.FromException(new IOException("The line is down."));
                sent.Enqueue(Assert.IsAssignableFrom<LiveStreamState>(Assert.Single(arguments)));
                return Task.CompletedTask;
            });
        var hub = new Mock<IHubContext<LiveShopHub>>();
        hub.Setup(context => context.Clients.Group("stream-demo")).Returns(group.Object);
        return hub.Object;
    }
}
