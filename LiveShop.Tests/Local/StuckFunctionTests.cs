using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Telemetry;
using LiveShop.Functions.Realtime;
using LiveShop.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

/// <summary>A feed function that is stuck: the others go on, it is reported by name, and nothing is lost.</summary>
public sealed class StuckFunctionTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private readonly FastTimerClock clock = new();

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.Cosmos)]
    public async Task Poison_document_stops_only_its_function_until_it_succeeds(StoreKind kind)
    {
        var trouble = new FailingLiveStreamStore.Trouble("poison", hangs: false);
        using var metrics = new Measured();
        await using var store = await StoreForServers.CreateAsync(kind);
        await using var server = await StartAsync(store, trouble);
        using var admin = await server.AdminAsync();
        await PrepareAsync(admin);
        await using var customer = await HubClient.JoinAsync(server.Http, "show");

        await PriceAsync(admin, "poison", 5);
        await PriceAsync(admin, "mug", 6);
        await Eventually.HoldsAsync(() => Task.FromResult(trouble.Met > 2));
        await customer.VersionAsync((await PinAsync(admin, "bowl")).Version());
        clock.Ahead = Long;

        await IsBehindAsync(server, nameof(UpdateCardsAfterProductChange));
        await metrics.HasAsync(ShopTelemetry.FeedBehind, nameof(UpdateCardsAfterProductChange), Long);
        await metrics.HasAsync(ShopTelemetry.FeedBatchAge, nameof(UpdateCardsAfterProductChange), Long);

        trouble.IsOver = true;
        await customer.StateAsync(state => Price(state, "poison") == 5 && Price(state, "mug") == 6);
        await IsBehindAsync(server, null);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.Cosmos)]
    public async Task Hanging_function_is_reported_and_its_batch_is_processed_after_a_restart(StoreKind kind)
    {
        var trouble = new FailingLiveStreamStore.Trouble("poison", hangs: true);
        using var metrics = new Measured();
        await using var store = await StoreForServers.CreateAsync(kind);
        await using (var server = await StartAsync(store, trouble))
        {
            using var admin = await server.AdminAsync();
            await PrepareAsync(admin);
            await PriceAsync(admin, "poison", 5);
            await Eventually.HoldsAsync(() => Task.FromResult(trouble.Met > 0));
            clock.Ahead = Long;

            await IsBehindAsync(server, nameof(UpdateCardsAfterProductChange));
            await metrics.HasAsync(ShopTelemetry.FeedBehind, nameof(UpdateCardsAfterProductChange), Long);
        }

        trouble.IsOver = true;
        await using var after = await StartAsync(store, trouble);
        await Eventually.HoldsAsync(async () => Price(await after.Http.GetFromJsonAsync<JsonElement>("/api/livestreams/show"), "poison") == 5);
        await IsBehindAsync(after, null);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.Cosmos)]
    public async Task Unsendable_message_is_reported_while_cards_are_updated_and_is_sent_in_the_end(StoreKind kind)
    {
        var hub = new HubDouble { Refuses = group => group == RealtimeHub.GroupOf("show") };
        await using var store = await StoreForServers.CreateAsync(kind);
        await using var server = await store.StartAsync(services => services.AddSingleton<TimeProvider>(clock).AddSingleton(hub.Context));
        using var admin = await server.AdminAsync();
        await PrepareAsync(admin);
        var other = await admin.PostAsJsonAsync("/api/livestreams", new { id = "other", title = "Other" }).JsonAsync(HttpStatusCode.Created);
        await PriceAsync(admin, "mug", 6);

        await Eventually.HoldsAsync(async () => Price(await server.Http.GetFromJsonAsync<JsonElement>("/api/livestreams/show"), "mug") == 6);
        clock.Ahead = Long;
        await IsBehindAsync(server, nameof(PublishLiveStreamChanges));
        Assert.Equal(0, hub.LastVersionOf("show"));

        hub.Refuses = _ => false;
        var last = (await server.Services.GetRequiredService<ILiveStreamStore>().FindAsync("show", CancellationToken.None))!.Value.Version;
        await Eventually.HoldsAsync(() => Task.FromResult(hub.LastVersionOf("show") == last && hub.LastVersionOf("other") == other.Version()));
        await IsBehindAsync(server, null);
    }

    private Task<LocalServer> StartAsync(StoreForServers store, FailingLiveStreamStore.Trouble trouble) => store.StartAsync(services =>
        services.AddSingleton<TimeProvider>(clock).Wrap<ILiveStreamStore>(streams => new FailingLiveStreamStore(streams, trouble)));

    /// <summary>A live show with two products on it.</summary>
    private static async Task PrepareAsync(HttpClient admin)
    {
        foreach (var id in new[] { "poison", "mug", "bowl" })
            await admin.PostAsJsonAsync("/api/products", new { id, name = id, price = new { amount = 1, currency = "EUR" }, stock = 1 }).IsAsync(HttpStatusCode.Created);
        await admin.PostAsJsonAsync("/api/livestreams", new { id = "show", title = "Show" }).IsAsync(HttpStatusCode.Created);
        await admin.PostAsync("/api/livestreams/show/start", null).IsAsync(HttpStatusCode.OK);
        await PinAsync(admin, "poison");
        await PinAsync(admin, "mug");
    }

    private static Task<JsonElement> PinAsync(HttpClient admin, string productId) =>
        admin.PostAsJsonAsync("/api/livestreams/show/pin-product", new { productId }).JsonAsync();

    private static async Task PriceAsync(HttpClient admin, string id, int amount) =>
        await admin.PutProductAsync(id, new { name = id, price = new { amount, currency = "EUR" }, stock = 1 }).IsAsync(HttpStatusCode.OK);

    private static long? Price(JsonElement state, string productId) => state.GetProperty("pinnedProducts").EnumerateArray()
        .Where(pin => pin.Text("productId") == productId)
        .Select(pin => (long?)pin.GetProperty("product").GetProperty("price").GetProperty("amount").GetInt64())
        .FirstOrDefault();

    /// <summary>Waits until the health report says of this function, and of no other, that it is behind by the time that was put on; of none when null.</summary>
    private static Task IsBehindAsync(LocalServer server, string? function) => Eventually.HoldsAsync(async () =>
    {
        var health = await server.Http.GetFromJsonAsync<JsonElement>("/api/health");
        var feed = health.GetProperty("checks").GetProperty("feed");
        var detail = feed.Text("detail");
        return function is null
            ? health.Text("status") == "up"
            : health.Text("status") == "degraded" && detail!.StartsWith($"{function} is 1", StringComparison.Ordinal) && detail.EndsWith(" s behind", StringComparison.Ordinal) && !detail.Contains(';', StringComparison.Ordinal);
    });

    /// <summary>Records feed measurements, including those of tests that run at the same time.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly ConcurrentQueue<(Instrument Instrument, object? Function, double Seconds)> all = new();
        private readonly MeterListener listener = new();

        public Measured()
        {
            listener.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) => all.Enqueue((instrument, tags[0].Value, seconds)));
            listener.EnableMeasurementEvents(ShopTelemetry.FeedBehind);
            listener.EnableMeasurementEvents(ShopTelemetry.FeedBatchAge);
            listener.Start();
        }

        public Task HasAsync(Instrument instrument, string function, TimeSpan atLeast) => Eventually.HoldsAsync(() =>
            Task.FromResult(all.Any(measured => measured.Instrument == instrument && measured.Function is string name && name == function && measured.Seconds >= atLeast.TotalSeconds)));

        public void Dispose() => listener.Dispose();
    }
}
