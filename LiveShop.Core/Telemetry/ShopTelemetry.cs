using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LiveShop.Core.Telemetry;

/// <summary>What the shop tells of itself (OpenTelemetry): traces and metrics under the name <see cref="Name"/>.</summary>
public static class ShopTelemetry
{
    public const string Name = "LiveShop";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Writes that lost against another writer and were decided again.</summary>
    public static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("liveshop.writes.conflicts", "{conflict}");

    /// <summary>Commands that were given up because all their writes lost.</summary>
    public static readonly Counter<long> ExhaustedRetries = Meter.CreateCounter<long>("liveshop.writes.contentions", "{command}");

    /// <summary>Messages handed to SignalR, one for a stream and not one for a customer.</summary>
    public static readonly Counter<long> Messages = Meter.CreateCounter<long>("liveshop.messages", "{message}");

    /// <summary>Size of a message's state; SignalR Service bills each customer's copy per 2 KB.</summary>
    public static readonly Histogram<int> MessageSize = Meter.CreateHistogram<int>("liveshop.messages.size", "By");

    /// <summary>From a change being decided to its message being handed over.</summary>
    public static readonly Histogram<double> FeedLag = Meter.CreateHistogram<double>("liveshop.feed.lag", "s");

    /// <summary>
    /// How old the oldest change of a batch is when a function takes it up, at each try anew: where one comes again and again
    /// it grows, and tells of a function that never gets through.
    /// </summary>
    public static readonly Histogram<double> FeedBatchAge = Meter.CreateHistogram<double>("liveshop.feed.batch.age", "s");

    /// <summary>How long the oldest change has been waiting that a function has not finished, also of one that hangs and tells nothing itself.</summary>
    public static readonly Gauge<double> FeedBehind = Meter.CreateGauge<double>("liveshop.feed.behind", "s");

    /// <summary>Batches of the change feed that a function failed on and that were tried again.</summary>
    public static readonly Counter<long> FeedRetries = Meter.CreateCounter<long>("liveshop.feed.retries", "{batch}");

    /// <summary>Documents of a list or of the change feed that could not be read and were left out.</summary>
    public static readonly Counter<long> UnreadableDocuments = Meter.CreateCounter<long>("liveshop.documents.unreadable", "{document}");

    /// <summary>Which function it is that a measurement is of.</summary>
    public static KeyValuePair<string, object?> Of(string function) => new("function", function);
}
