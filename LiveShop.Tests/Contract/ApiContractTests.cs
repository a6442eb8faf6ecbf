using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LiveShop.Tests.Contract;

/// <summary>Responses that differ from the document must be reported.</summary>
public sealed class ApiContractTests
{
    private const string Product = """{"id":"mug","name":"Mug","description":null,"imageUrl":null,"price":{"amount":1,"currency":"EUR"},"stock":1,"sku":null,"compareAtPrice":null,"struckPrice":null,"lowestPriceBefore":null,"images":[],"options":[],"variants":[{"id":"default","optionValues":[],"sku":null,"price":{"amount":1,"currency":"EUR"},"compareAtPrice":null,"struckPrice":null,"lowestPriceBefore":null,"stock":1,"imageUrl":null}],"vatRateId":null,"imageAltTexts":[],"version":1,"stockVersion":1}""";
    private const string Problem = """{"type":"urn:x","title":"T","status":404,"detail":"D","instance":"/x","traceId":"1"}""";

    [Theory]
    [InlineData("GET", "/api/products/mug", 200, "application/json", Product)]
    [InlineData("GET", "/api/products/mug", 304, null, "")]
    [InlineData("GET", "/api/products/mug", 404, "application/problem+json", Problem)]
    [InlineData("GET", "/api/nothing", 404, "application/problem+json", Problem)]
    [InlineData("BREW", "/api/products", 405, "application/problem+json", Problem)]
    [InlineData("GET", "/api/products/mug?negotiateVersion=1", 200, "application/json", Product)]
    public void Response_that_matches_the_OpenAPI_document_passes(string method, string address, int status, string? type, string body) =>
        Assert.Empty(Differences(method, address, status, type, body));

    [Theory]
    [InlineData("GET", "/api/products/mug", 200, "application/json", "{}", "name is missing")]
    [InlineData("GET", "/api/products/mug", 200, "text/json", Product, "content type")]
    [InlineData("GET", "/api/products/mug", 200, null, "", "content type")]
    [InlineData("GET", "/api/products/mug", 304, null, "x", "no body")]
    [InlineData("GET", "/api/products/mug", 409, "application/problem+json", Problem, "does not list 409")]
    [InlineData("GET", "/api/products/mug", 404, "application/problem+json", """{"error":"not found"}""", "type is missing")]
    [InlineData("GET", "/api/products?page=2", 200, "application/json", """{"items":[],"continuationToken":null}""", "'page'")]
    [InlineData("GET", "/api/nothing", 200, "application/json", "{}", "not in the document")]
    [InlineData("PUT", "/api/livestreams/demo/pinned-products/mug", 200, "application/json", "{}", "not in the document")]
    public void Response_that_differs_from_the_OpenAPI_document_is_reported(string method, string address, int status, string? type, string body, string said) =>
        Assert.Contains(Differences(method, address, status, type, body), difference => difference.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Accepted_request_that_violates_the_schema_is_reported() =>
        Assert.Contains(Differences("POST", "/api/products", 201, "application/json", Product, sent: """{"name":7}"""), difference => difference.Contains("$.name", StringComparison.Ordinal));

    private static List<string> Differences(string method, string address, int status, string? type, string body, string sent = "")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://localhost{address}");
        using var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) };
        answer.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return [.. ApiContract.Current.Differences(request, Encoding.UTF8.GetBytes(sent), answer, Encoding.UTF8.GetBytes(body))];
    }
}
