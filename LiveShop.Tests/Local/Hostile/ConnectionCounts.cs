using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local.Hostile;

/// <summary>Connection counts of one server, from its own metrics.</summary>
internal sealed class ConnectionCounts : IDisposable
{
    private const string SocketsMetric = "kestrel.active_connections";
    private const string UpgradedMetric = "kestrel.upgraded_connections";
    private const string HubMetric = "signalr.server.active_connections";

    private readonly ConcurrentDictionary<string, long> counts = new(
        new[] { SocketsMetric, UpgradedMetric, HubMetric }.Select(name => KeyValuePair.Create(name, 0L)));

    private readonly MeterListener listener;

    public ConnectionCounts(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && counts.ContainsKey(instrument.Name))
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, change, _, _) => counts.AddOrUpdate(instrument.Name, change, (_, count) => count + change));
        listener.Start();
    }

    /// <summary>TCP connections.</summary>
    public long Sockets => counts[SocketsMetric];

    /// <summary>Upgraded connections: WebSockets.</summary>
    public long Upgraded => counts[UpgradedMetric];

    /// <summary>Connections of SignalR, over whatever transport.</summary>
    public long OnHub => counts[HubMetric];

    public override string ToString() => $"{Sockets} sockets, {Upgraded} of them upgraded, {OnHub} on the hub";

    public void Dispose() => listener.Dispose();
}
