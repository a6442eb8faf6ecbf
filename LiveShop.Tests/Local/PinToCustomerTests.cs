using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

/// <summary>Pins over HTTP, as customers of a stream receive them. Each test has a stream of its own on a shared server.</summary>
public sealed class PinToCustomerTests(SharedServer shared) : IClassFixture<SharedServer>, IAsyncLifetime
{
    private readonly LocalServer server = shared.Server;
    private readonly string streamId = $"show-{Guid.NewGuid():N}";
    private HttpClient admin = null!;

    /// <summary>A live stream with the three products that the sample stream has pinned.</summary>
    public async Task InitializeAsync()
    {
        admin = await server.AdminAsync();
        await CreateLiveAsync(streamId);
        foreach (var product in new[] { "mug", "vase", "teapot" })
            await PinAsync(streamId, product);
    }

    public Task DisposeAsync()
    {
        admin.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_pin_reaches_every_customer_of_the_stream_with_price_and_availability()
    {
        await using var one = await HubClient.JoinAsync(server.Http, streamId);
        await using var another = await HubClient.JoinAsync(server.Http, streamId);

        var version = await PinAsync(streamId, "bowl", displayOrder: 0);

        foreach (var customer in new[] { one, another })
        {
            var state = await customer.VersionAsync(version);
            var first = state.GetProperty("pinnedProducts")[0];
            Assert.Equal("bowl", first.GetProperty("productId").GetString());
            Assert.Equal(0, first.GetProperty("displayOrder").GetInt32());
            Assert.Equal("EUR", first.GetProperty("product").GetProperty("price").GetProperty("currency").GetString());
            Assert.True(first.GetProperty("product").GetProperty("price").GetProperty("amount").GetInt64() > 0);
            Assert.Equal("in-stock", first.GetProperty("product").GetProperty("availability").GetString());
        }
    }

    [Fact]
    public async Task Realtime_message_equals_the_snapshot()
    {
        await using var customer = await HubClient.JoinAsync(server.Http, streamId);
        var version = await PinAsync(streamId, "bowl");

        var message = await customer.VersionAsync(version);
        var snapshot = await server.Http.GetStringAsync($"/api/livestreams/{streamId}/pinned-products");

        Assert.Equal(snapshot, message.GetRawText());
    }

    [Fact]
    public async Task A_message_of_five_pins_is_less_than_two_kilobytes()
    {
        await using var customer = await HubClient.JoinAsync(server.Http, streamId);
        foreach (var product in new[] { "bowl", "plate" })
            await PinAsync(streamId, product);

        var state = await customer.StateAsync(state => state.GetProperty("pinnedProducts").GetArrayLength() >= 5);

        Assert.Equal(5, state.GetProperty("pinnedProducts").GetArrayLength());
        var frame = $$"""{"type":1,"target":"livestreamUpdated","arguments":[{{state.GetRawText()}}]}""";
        Assert.InRange(Encoding.UTF8.GetByteCount(frame), 1, 2047);
    }

    [Fact]
    public async Task Customers_of_another_stream_get_nothing()
    {
        await CreateLiveAsync("other");
        await using var here = await HubClient.JoinAsync(server.Http, streamId);
        await using var there = await HubClient.JoinAsync(server.Http, "other");

        await here.VersionAsync(await PinAsync(streamId, "bowl"));
        var version = await PinAsync("other", "mug");
        await there.VersionAsync(version);

        Assert.All(there.States, state => Assert.Equal("other", state.GetProperty("streamId").GetString()));
        Assert.All(here.States, state => Assert.Equal(streamId, state.GetProperty("streamId").GetString()));
    }

    [Fact]
    public async Task A_connection_that_has_not_joined_gets_nothing()
    {
        await using var joined = await HubClient.JoinAsync(server.Http, streamId);
        await using var idle = await HubClient.ConnectAsync(server.Http, streamId);

        await joined.VersionAsync(await PinAsync(streamId, "bowl"));
        // Its next message proves that nothing came before it.
        (await idle.JoinGroupAsync()).EnsureSuccessStatusCode();
        var version = await PinAsync(streamId, "plate");
        await idle.VersionAsync(version);

        Assert.Equal(version, Assert.Single(idle.States).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task New_price_and_stock_of_a_pinned_product_reach_the_customers()
    {
        await using var customer = await HubClient.JoinAsync(server.Http, streamId);
        var mug = await admin.GetFromJsonAsync<JsonElement>("/api/products/mug");

        (await admin.PatchAsJsonAsync("/api/products/mug", new
        {
            price = new { amount = 1, currency = "EUR" },
            stock = new { from = mug.GetProperty("stock").GetInt32(), to = 0 },
        })).EnsureSuccessStatusCode();

        await customer.StateAsync(state => Card(state, "mug") is { } card
            && card.GetProperty("price").GetProperty("amount").GetInt64() == 1 && card.GetProperty("availability").GetString() == "sold-out");
    }

    [Fact]
    public async Task Correcting_the_stock_sends_a_message_only_when_at_most_ten_pieces_are_left()
    {
        await CreateLiveAsync("corrected");
        await CreateProductAsync("corrected-cup", stock: 400);
        await CreateProductAsync("repriced-cup");
        await PinAsync("corrected", "corrected-cup");
        var pinned = await PinAsync("corrected", "repriced-cup");
        await using var customer = await HubClient.JoinAsync(server.Http, "corrected");

        // A message about the second product proves that there was none about the first.
        await PatchAsync("corrected-cup", new { stockChange = -1 });
        await PatchAsync("repriced-cup", new { price = new { amount = 90, currency = "EUR" } });
        var repriced = await customer.VersionAsync(pinned + 1);
        await PatchAsync("corrected-cup", new { stock = new { from = 399, to = 10 } });
        var low = await customer.VersionAsync(pinned + 2);

        Assert.Equal(90, Card(repriced, "repriced-cup")!.Value.GetProperty("price").GetProperty("amount").GetInt64());
        Assert.Equal("in-stock", Card(repriced, "corrected-cup")!.Value.Text("availability"));
        Assert.Equal(("low", 10), (Card(low, "corrected-cup")!.Value.Text("availability"), Card(low, "corrected-cup")!.Value.GetProperty("stock").GetInt32()));
    }

    [Fact]
    public async Task Stopping_makes_the_pins_disappear_and_starting_again_brings_them_back()
    {
        await using var customer = await HubClient.JoinAsync(server.Http, streamId);
        var before = (await server.Http.GetFromJsonAsync<JsonElement>($"/api/livestreams/{streamId}/pinned-products")).GetProperty("pinnedProducts").GetArrayLength();

        (await admin.PostAsync($"/api/livestreams/{streamId}/stop", null)).EnsureSuccessStatusCode();
        var ended = await customer.StateAsync(state => state.GetProperty("status").GetString() == "ended");
        (await admin.PostAsync($"/api/livestreams/{streamId}/start", null)).EnsureSuccessStatusCode();
        var live = await customer.StateAsync(state => state.GetProperty("status").GetString() == "live");

        Assert.Empty(ended.GetProperty("pinnedProducts").EnumerateArray());
        Assert.Equal(before, live.GetProperty("pinnedProducts").GetArrayLength());
    }

    [Fact]
    public async Task Hidden_pin_is_removed_for_customers_and_display_orders_have_no_gap()
    {
        await using var customer = await HubClient.JoinAsync(server.Http, streamId);

        var hidden = await admin.PatchAsJsonAsync($"/api/livestreams/{streamId}/pinned-products/mug", new { isActive = false });
        var forAdmins = await hidden.Content.ReadFromJsonAsync<JsonElement>();
        var state = await customer.VersionAsync(forAdmins.GetProperty("version").GetInt64());

        Assert.Contains(forAdmins.GetProperty("pinnedProducts").EnumerateArray(), pin => pin.GetProperty("productId").GetString() == "mug");
        Assert.Null(Card(state, "mug"));
        var orders = state.GetProperty("pinnedProducts").EnumerateArray().Select(pin => pin.GetProperty("displayOrder").GetInt32()).ToList();
        Assert.Equal(Enumerable.Range(0, orders.Count), orders);
    }

    [Fact]
    public async Task Forty_concurrent_pins_of_two_admins_are_all_kept_with_gapless_versions()
    {
        await CreateLiveAsync("rush");
        foreach (var number in Enumerable.Range(0, 40))
            await CreateProductAsync($"p{number}");
        using var bob = await server.AdminAsync("bob");
        await using var customer = await HubClient.JoinAsync(server.Http, "rush");

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
            (number % 2 == 0 ? admin : bob).PostAsJsonAsync("/api/livestreams/rush/pin-product", new { productId = $"p{number}" })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var stream = await admin.GetFromJsonAsync<JsonElement>("/api/livestreams/rush");
        var pinned = stream.GetProperty("pinnedProducts").EnumerateArray().Select(pin => pin.GetProperty("productId").GetString()).Order();
        Assert.Equal(Enumerable.Range(0, 40).Select(number => $"p{number}").Order(), pinned);
        var journal = await admin.GetFromJsonAsync<JsonElement>("/api/livestreams/rush/changes?limit=200");
        var versions = journal.GetProperty("items").EnumerateArray().Select(change => change.GetProperty("version").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, versions.Count).Select(version => (long)version), versions);
        Assert.Equal(versions[^1], stream.GetProperty("version").GetInt64());
        await customer.VersionAsync(versions[^1]);
        Assert.Equal(customer.States.Select(state => state.GetProperty("version").GetInt64()).Order(), customer.States.Select(state => state.GetProperty("version").GetInt64()));
    }

    private static JsonElement? Card(JsonElement state, string productId) =>
        state.GetProperty("pinnedProducts").EnumerateArray()
            .Where(pin => pin.GetProperty("productId").GetString() == productId)
            .Select(pin => (JsonElement?)pin.GetProperty("product"))
            .FirstOrDefault();

    private async Task<long> PinAsync(string streamId, string productId, int? displayOrder = null)
    {
        var response = await admin.PostAsJsonAsync($"/api/livestreams/{streamId}/pin-product", new { productId, displayOrder });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64();
    }

    private async Task CreateLiveAsync(string id)
    {
        (await admin.PostAsJsonAsync("/api/livestreams", new { id, title = id })).EnsureSuccessStatusCode();
        (await admin.PostAsync($"/api/livestreams/{id}/start", null)).EnsureSuccessStatusCode();
    }

    private async Task CreateProductAsync(string id, int stock = 1) =>
        (await admin.PostAsJsonAsync("/api/products", new { id, name = id, price = new { amount = 100, currency = "EUR" }, stock })).EnsureSuccessStatusCode();

    private async Task PatchAsync(string productId, object change) =>
        (await admin.PatchAsJsonAsync($"/api/products/{productId}", change)).EnsureSuccessStatusCode();
}
