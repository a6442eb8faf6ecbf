using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions;

/// <summary>Assertions on responses of the API.</summary>
internal static class Answers
{
    public static async Task<HttpResponseMessage> IsAsync(this Task<HttpResponseMessage> answering, HttpStatusCode status)
    {
        var answer = await answering;
        if (answer.StatusCode != status)
            Assert.Fail($"Expected {(int)status} but was {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> answering, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await answering.IsAsync(status);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Problem details as RFC 9457 and the contract have them, of this type.</summary>
    public static async Task<JsonElement> IsProblemAsync(this Task<HttpResponseMessage> answering, int status, string code)
    {
        using var answer = await answering.IsAsync((HttpStatusCode)status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"urn:liveshop:problem:{code}", problem.Text("type"));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(InstanceOf(answer.RequestMessage!.RequestUri!.AbsolutePath), problem.Text("instance"), ignoreCase: true);
        Assert.All(["title", "detail", "traceId"], member => Assert.NotEqual("", problem.Text(member)));
        return problem;
    }

    // All but what is a key.
    private static string InstanceOf(string path) => path.StartsWith("/api/carts/", StringComparison.Ordinal) ? "/api/carts" : path;

    /// <summary>400, for these fields and no others.</summary>
    public static async Task IsInvalidAsync(this Task<HttpResponseMessage> answering, params string[] fields)
    {
        var errors = (await answering.IsProblemAsync(400, "validation")).GetProperty("errors");
        Assert.Equal(fields.Order(), errors.EnumerateObject().Select(error => error.Name).Order());
        Assert.All(errors.EnumerateObject(), error => Assert.NotEqual(0, error.Value.GetArrayLength()));
    }

    public static string? Text(this JsonElement json, string property) => json.GetProperty(property).GetString();

    public static long Version(this JsonElement state) => state.GetProperty("version").GetInt64();

    public static IEnumerable<string?> Pins(this JsonElement state) =>
        state.GetProperty("pinnedProducts").EnumerateArray().Select(pin => pin.Text("productId"));

    public static JsonElement Pin(this JsonElement state, string productId) =>
        Assert.Single(state.GetProperty("pinnedProducts").EnumerateArray(), pin => pin.Text("productId") == productId);

    public static IEnumerable<JsonElement> Items(this JsonElement list) => list.GetProperty("items").EnumerateArray();

    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>Sends with a header, also one that a client library would not send.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string address, (string Name, string Value) header, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        Assert.True(request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return await client.SendAsync(request);
    }

    /// <summary>Replaces the whole product, whichever version is there.</summary>
    public static Task<HttpResponseMessage> PutProductAsync(this HttpClient admin, string id, HttpContent product) =>
        admin.SendAsync(HttpMethod.Put, $"/api/products/{id}", ("If-Match", "*"), product);

    /// <inheritdoc cref="PutProductAsync(HttpClient, string, HttpContent)" />
    public static Task<HttpResponseMessage> PutProductAsync(this HttpClient admin, string id, object product) =>
        admin.PutProductAsync(id, JsonContent.Create(product));

    public static string MediaType(this HttpContentHeaders headers) => headers.ContentType?.MediaType ?? "";
}
