using System.Net.Http.Headers;
using System.Text.Json;

namespace LiveShop.Bench.Servers;

/// <summary>Creates a server's streams and products through its API.</summary>
internal static class Shop
{
    public static async Task<string> SignInAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        using var response = await http.PostAsJsonAsync("/dev/token", new { name = "ann" });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <param name="pins">Products pinned to each stream.</param>
    /// <param name="products">Number of products.</param>
    public static async Task PrepareAsync(Contestant contestant, ServerUnderTest server, int streams, int pins, int products)
    {
        if (!contestant.HasShop)
            return;

        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{server.Port}") };
        if (server.Token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        if (contestant.SignsInAtItself)
        {
            for (var n = 0; n < products; n++)
                await PostAsync(http, "/api/products", ProductOf(n));
        }

        for (var n = 0; n < streams; n++)
        {
            var id = $"stream-{n}";
            if (contestant.SignsInAtItself)
            {
                await PostAsync(http, "/api/livestreams", new { id, title = "A show" });
                await PostAsync(http, $"/api/livestreams/{id}/start", null);
            }

            for (var pin = 0; pin < pins; pin++)
                await PostAsync(http, $"/api/livestreams/{id}/pin-product", new { productId = $"product-{pin}" });
        }
    }

    private static object ProductOf(int n) => new
    {
        id = $"product-{n}",
        name = $"Stoneware piece {n}",
        description = "Holds 320 ml and two cold hands.",
        imageUrl = "/sample/images/mug.svg",
        price = new { amount = 1990, currency = "EUR" },
        stock = 14,
    };

    private static async Task PostAsync(HttpClient http, string path, object? body)
    {
        using var response = await http.PostAsJsonAsync(path, body ?? new { });
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"POST {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
