using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveShop.Core.Media;
using LiveShop.Tests.Local;
using LiveShop.Tests.Media;

namespace LiveShop.Tests.Functions;

/// <summary>The API on an empty store, with an admin and without. Tests share it, so each makes what it needs under ids of its own.</summary>
public sealed class Api : IAsyncLifetime
{
    private int made;

    public LocalServer Server { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Without a token.</summary>
    public HttpClient Customer => Server.Http;

    public async Task InitializeAsync()
    {
        Server = await LocalServer.StartAsync("--LiveShop:SampleData", "false");
        Admin = await Server.AdminAsync();
    }

    public async Task DisposeAsync()
    {
        Admin.Dispose();
        await Server.DisposeAsync();
    }

    public string NewId(string kind) => $"{kind}-{Interlocked.Increment(ref made)}";

    /// <summary>A product at 19.90 EUR.</summary>
    public async Task<string> ProductAsync(int stock = 10)
    {
        var id = NewId("product");
        await Admin.PostAsJsonAsync("/api/products", new { id, name = $"Mug {id}", price = new { amount = 1990, currency = "EUR" }, stock }).IsAsync(HttpStatusCode.Created);
        return id;
    }

    /// <summary>A stream that has not started, with new products pinned to it.</summary>
    public async Task<(string Id, IReadOnlyList<string> Pinned)> StreamAsync(int pins = 0)
    {
        var id = NewId("show");
        await Admin.PostAsJsonAsync("/api/livestreams", new { id, title = $"Show {id}" }).IsAsync(HttpStatusCode.Created);
        var pinned = await Task.WhenAll(Enumerable.Range(0, pins).Select(_ => ProductAsync()));
        foreach (var productId in pinned)
            await PinAsync(id, productId);
        return (id, pinned);
    }

    public async Task<(string Id, IReadOnlyList<string> Pinned)> LiveStreamAsync(int pins = 0)
    {
        var stream = await StreamAsync(pins);
        await Admin.PostAsync($"/api/livestreams/{stream.Id}/start", null).IsAsync(HttpStatusCode.OK);
        return stream;
    }

    /// <returns>The admin's state.</returns>
    public Task<JsonElement> PinAsync(string streamId, string productId, int? displayOrder = null) =>
        Admin.PostAsJsonAsync($"/api/livestreams/{streamId}/pin-product", new { productId, displayOrder }).JsonAsync();

    public async Task<string> CartAsync() =>
        (await Customer.PostAsync("/api/carts", null).JsonAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    /// <returns>The name of an uploaded picture.</returns>
    public async Task<string> PictureAsync() =>
        MediaName.In((await Admin.PostAsync("/api/media", new ByteArrayContent(Pictures.Jpeg())).JsonAsync(HttpStatusCode.Created)).Text("url"))!;

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}

/// <summary>All tests of the functions: one after the other, on one server.</summary>
[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<Api>
{
    public const string Name = "API";
}
