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

        using var http = ClientOf(server);
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

    /// <summary>Creates products with so many pieces each, and lets them be shipped.</summary>
    public static async Task StockAsync(Contestant contestant, ServerUnderTest server, int products, int stock)
    {
        using var http = ClientOf(server);
        if (contestant.SignsInAtItself)
            await AllowShippingAsync(http);
        for (var n = 0; n < products; n++)
            await PostAsync(http, "/api/products", ProductOf(n, stock));
    }

    private static async Task AllowShippingAsync(HttpClient http)
    {
        var shop = new
        {
            name = "A shop",
            currency = "EUR",
            vatRates = new[] { new { id = "standard", name = "VAT", basisPoints = 1900, isDefault = true } },
            shipping = new { countries = new[] { "DE" }, flatRate = new { amount = 490, currency = "EUR" } },
        };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/shop") { Content = JsonContent.Create(shop) };
        request.Headers.Add("If-Match", "*");
        using var response = await http.SendAsync(request);
        await CheckAsync(response);
    }

    private static HttpClient ClientOf(ServerUnderTest server)
    {
        var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{server.Port}") };
        if (server.Token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        return http;
    }

    private static object ProductOf(int n, int stock = 14) => new
    {
        id = $"product-{n}",
        name = $"Stoneware piece {n}",
        description = "Holds 320 ml and two cold hands.",
        imageUrl = "/sample/images/mug.svg",
        price = new { amount = 1990, currency = "EUR" },
        stock,
    };

    private static async Task PostAsync(HttpClient http, string path, object? body)
    {
        using var response = await http.PostAsJsonAsync(path, body ?? new { });
        await CheckAsync(response);
    }

    private static async Task CheckAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{response.RequestMessage} was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
