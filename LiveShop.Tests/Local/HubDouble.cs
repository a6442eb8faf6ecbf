using System.Collections.Concurrent;
using LiveShop.Functions.LiveStreams;
using LiveShop.Local.Realtime;
using Microsoft.AspNetCore.SignalR;
using Moq;

namespace LiveShop.Tests.Local;

/// <summary>A hub context that records messages or refuses them.</summary>
internal sealed class HubDouble
{
    private readonly ConcurrentQueue<LiveStreamState> sent = new();

    public HubDouble()
    {
        var hub = new Mock<IHubContext<LiveShopHub>>();
        hub.Setup(context => context.Clients.Group(It.IsAny<string>())).Returns((string group) => ProxyOf(group));
        Context = hub.Object;
    }

    public IHubContext<LiveShopHub> Context { get; }

    /// <summary>Whether a message to a group cannot be sent.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    public IReadOnlyList<LiveStreamState> Sent => [.. sent];

    public long LastVersionOf(string streamId) =>
        sent.Where(state => state.StreamId == streamId).Select(state => state.Version).DefaultIfEmpty(0).Max();

    private IClientProxy ProxyOf(string group)
    {
        var proxy = new Mock<IClientProxy>();
        proxy.Setup(clients => clients.SendCoreAsync("livestreamUpdated", It.IsAny<object?[]>(), It.IsAny<CancellationToken>()))
            .Returns((string _, object?[] arguments, CancellationToken _) =>
            {
                if (Refuses(group))
                    return Task.FromException(new IOException("The line is down."));
                sent.Enqueue(Assert.IsAssignableFrom<LiveStreamState>(Assert.Single(arguments)));
                return Task.CompletedTask;
            });
        return proxy.Object;
    }
}
