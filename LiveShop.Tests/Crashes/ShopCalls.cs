using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Crashes;

/// <summary>Calls to a shop that may die at any moment: an answer, or nothing known.</summary>
internal static class ShopCalls
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    /// <returns>Null when it is not known whether it was done: no answer, or that the shop cannot answer now.</returns>
    public static async Task<JsonElement?> TryAsync(this HttpClient http, HttpMethod method, string address, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (method == HttpMethod.Put && address.StartsWith("/api/products/", StringComparison.Ordinal))
            request.Headers.Add("If-Match", "*");
        try
        {
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null;

            Assert.True(answer.IsSuccessStatusCode || IsRefusal(answer), $"{method} {address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            return null;
        }
    }

    /// <summary>Again and again until it is answered.</summary>
    public static async Task<JsonElement> UntilAnsweredAsync(this HttpClient http, Random random, HttpMethod method, string address, object? body = null, string? key = null)
    {
        while (true)
        {
            if (await http.TryAsync(method, address, body, key) is { } answer)
                return answer;
            await Task.Delay(random.NextDouble() * LongestPause);
        }
    }

    public static bool IsBroken(Exception exception) => exception is HttpRequestException or IOException or TaskCanceledException;

    public static bool IsProblem(this JsonElement answer) =>
        answer.TryGetProperty("type", out var type) && type.GetString()!.StartsWith("urn:liveshop:problem:", StringComparison.Ordinal);

    // The list of pins has changed meanwhile; anything else would be a fault.
    private static bool IsRefusal(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.Conflict;
}
