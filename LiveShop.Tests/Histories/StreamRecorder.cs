using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Histories;

/// <summary>Asks over HTTP, and keeps what was asked and answered about one stream and its products, in the order in which it was seen from here.</summary>
internal sealed class StreamRecorder(string streamId)
{
    private readonly ConcurrentQueue<StreamCall> calls = new();
    private readonly ConcurrentQueue<ProductVersion> products = new();
    private readonly ConcurrentQueue<ProductDeletion> deletions = new();
    private long now;

    public IReadOnlyList<StreamCall> Calls => [.. calls];

    public IReadOnlyList<ProductVersion> Products => [.. products];

    public IReadOnlyList<ProductDeletion> Deletions => [.. deletions];

    /// <returns>The state of the answer, when it holds one.</returns>
    public async Task<JsonElement?> AskAsync(HttpClient admin, string by, StreamRequest request, long? ifMatch = null)
    {
        var id = ActivityTraceId.CreateRandom().ToString();
        using var message = request.ToHttp(streamId);
        message.Headers.Add("traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01");
        if (ifMatch is { } version)
            message.Headers.Add("If-Match", $"\"{version}\"");

        var sent = Tick();
        using var response = await admin.SendAsync(message);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        var answered = Tick();

        var state = StateIn(body, response.IsSuccessStatusCode);
        calls.Enqueue(new(id, by, request, ifMatch, sent, answered, new((int)response.StatusCode, CodeOf(body), state is { } shown ? StreamView.ForAdmins(shown) : null)) { Server = admin.BaseAddress });
        return state;
    }

    /// <summary>Creates a product, or changes it, to this price and all that follows from it.</summary>
    public async Task PriceAsync(HttpClient admin, string productId, long amount, bool isNew)
    {
        // A stock that differs with each change shows that no change of a product writes it.
        var stock = isNew ? StreamView.Stock : StreamView.Stock + (int)(amount % 1000);
        var product = new { id = isNew ? productId : null, name = StreamView.NameOf(productId, amount), price = new { amount, currency = "EUR" }, stock };
        var sent = Tick();
        using var response = isNew ? await admin.PostAsJsonAsync("/api/products", product) : await admin.PutProductAsync(productId, product);
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        products.Enqueue(new(productId, body.Version(), amount, IsDeleted: false, sent, Tick()));
    }

    /// <returns>False when it was refused.</returns>
    public async Task<bool> DeleteAsync(HttpClient admin, string productId)
    {
        var sent = Tick();
        using var response = await admin.DeleteAsync($"/api/products/{productId}");
        var deletion = new ProductDeletion(productId, IsRefused: !response.IsSuccessStatusCode, sent, Tick());
        deletions.Enqueue(deletion);
        if (deletion.IsRefused)
            Assert.Equal("product-pinned", CodeOf(await response.Content.ReadFromJsonAsync<JsonElement>()));
        else
            products.Enqueue(LastOf(productId) with { Version = LastOf(productId).Version + 1, IsDeleted = true, Sent = sent, Answered = deletion.Answered });
        return !deletion.IsRefused;
    }

    /// <summary>Products that were there before anything was asked.</summary>
    public void Knows(IEnumerable<ProductVersion> made)
    {
        foreach (var product in made)
            products.Enqueue(product with { Sent = 0, Answered = 0 });
    }

    /// <summary>Whether the cards of a state are those of the products as they were last written.</summary>
    public bool ShowsProductsAsTheyAre(JsonElement state) => state.GetProperty("pinnedProducts").EnumerateArray().All(pin =>
        LastOf(pin.Text("productId")!) is { IsDeleted: false } product && pin.GetProperty("product").GetProperty("price").GetProperty("amount").GetInt64() == product.Amount);

    private ProductVersion LastOf(string productId) => products.Last(product => product.ProductId == productId);

    private long Tick() => Interlocked.Increment(ref now);

    private static JsonElement? StateIn(JsonElement body, bool isSuccess) =>
        isSuccess ? body : body.TryGetProperty("current", out var current) ? current : null;

    private static string? CodeOf(JsonElement body) =>
        body.TryGetProperty("type", out var type) ? type.GetString()!.Split(':')[^1] : null;
}
