using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LiveShop.Core.Telemetry;

/// <summary>Traces and metrics of the shop (OpenTelemetry), under the name <see cref="Name"/>. Units are UCUM codes.</summary>
public static class ShopTelemetry
{
    public const string Name = "LiveShop";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Conditional writes that lost against another writer and were retried.</summary>
    public static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("liveshop.writes.conflicts", "{conflict}");

    /// <summary>Commands that failed because every attempt to write lost.</summary>
    public static readonly Counter<long> ExhaustedRetries = Meter.CreateCounter<long>("liveshop.writes.contentions", "{command}");

    /// <summary>Messages sent to SignalR: one per stream's state, however many customers get it.</summary>
    public static readonly Counter<long> Messages = Meter.CreateCounter<long>("liveshop.messages", "{message}");

    /// <summary>Size in bytes of the state in a message; SignalR Service bills each customer's copy per 2 KB.</summary>
    public static readonly Histogram<int> MessageSize = Meter.CreateHistogram<int>("liveshop.messages.size", "By");

    /// <summary>Seconds from the decision of a change to sending its message.</summary>
    public static readonly Histogram<double> FeedLag = Meter.CreateHistogram<double>("liveshop.feed.lag", "s");

    /// <summary>Age in seconds of the oldest change in a batch, recorded at every attempt; grows while a batch keeps failing.</summary>
    public static readonly Histogram<double> FeedBatchAge = Meter.CreateHistogram<double>("liveshop.feed.batch.age", "s");

    /// <summary>
    /// Age in seconds of the oldest change that a function has not finished, measured from outside, so that a hanging function shows.
    /// </summary>
    public static readonly Gauge<double> FeedBehind = Meter.CreateGauge<double>("liveshop.feed.behind", "s");

    /// <summary>About how many changes a function has not finished (<see cref="Storage.FeedBacklog"/>).</summary>
    public static readonly Gauge<long> FeedPending = Meter.CreateGauge<long>("liveshop.feed.pending", "{change}");

    /// <summary>Batches of the change feed that a function failed on and that were retried.</summary>
    public static readonly Counter<long> FeedRetries = Meter.CreateCounter<long>("liveshop.feed.retries", "{batch}");

    /// <summary>Documents in lists or in the change feed that could not be read and were skipped.</summary>
    public static readonly Counter<long> UnreadableDocuments = Meter.CreateCounter<long>("liveshop.documents.unreadable", "{document}");

    /// <summary>The tag that names the function which is measured.</summary>
    public static KeyValuePair<string, object?> Of(string function) => new("function", function);
}
