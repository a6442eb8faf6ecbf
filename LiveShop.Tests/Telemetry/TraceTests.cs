using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using LiveShop.Core.Telemetry;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Telemetry;

public sealed class TraceTests
{
    [Fact]
    public async Task A_pin_from_the_request_to_its_message_is_one_trace()
    {
        var published = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ShopTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = published.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await LocalServer.StartAsync();
        using var admin = await server.AdminAsync();
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/livestreams/demo/pin-product") { Content = JsonContent.Create(new { productId = "bowl" }) };
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        (await admin.SendAsync(request)).EnsureSuccessStatusCode();

        await Eventually.HoldsAsync(() => Task.FromResult(published.Any(activity => activity.OperationName == "publish" && activity.TraceId == trace)));
    }

    [Fact]
    public async Task Message_count_message_size_and_feed_lag_are_measured()
    {
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ShopTelemetry.Name)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.Start();
        await using var server = await LocalServer.StartAsync();
        using var admin = await server.AdminAsync();

        (await admin.PostAsJsonAsync("/api/livestreams/demo/pin-product", new { productId = "bowl" })).EnsureSuccessStatusCode();

        await Eventually.HoldsAsync(() => Task.FromResult(measured.ContainsKey("liveshop.feed.lag")));
        Assert.Equal(1, measured["liveshop.messages"]);
        Assert.InRange(measured["liveshop.messages.size"], 100, 4096);
        Assert.InRange(measured["liveshop.feed.lag"], 0, 60);
    }
}
