using System.Text;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Incorrect responses must be reported.</summary>
public sealed class VerdictTests
{
    private const string Token = "header.claims.signature";
    private const string Sent = """{"name":"Mug","price":{"amount":1,"currency":"EUR"},"stock":1}""";
    private const string Kept = """{"id":"mug","name":"Mug","description":null,"imageUrl":null,"price":{"amount":1,"currency":"EUR"},"stock":1,"sku":null,"compareAtPrice":null,"struckPrice":null,"lowestPriceBefore":null,"images":[],"options":[],"variants":[{"id":"default","optionValues":[],"sku":null,"price":{"amount":1,"currency":"EUR"},"compareAtPrice":null,"struckPrice":null,"lowestPriceBefore":null,"stock":1,"imageUrl":null}],"vatRateId":null,"imageAltTexts":[],"version":1,"stockVersion":1}""";
    private const string Problem = """{"type":"urn:x","title":"T","status":400,"detail":"D","instance":"/x","traceId":"1"}""";

    private static readonly FuzzRequest Proper = new("proper", "POST", "/api/products", [], Encoding.UTF8.GetBytes(Sent)) { IsDocumented = true, Token = Token };
    private static readonly FuzzRequest OddPath = new("odd path", "GET", "/api/x", [], []) { MayBeNoRequest = true };
    private static readonly FuzzRequest OddForm = OddPath with { Raw = [0] };
    private static readonly RawAnswer OfTheServer = new(400, [("Connection", "close")], []);

    [Fact]
    public void Correct_response_passes()
    {
        Assert.Empty(Verdict.On(Proper, Answer(201, "application/json", Kept)));
        Assert.Empty(Verdict.On(Proper, Answer(400, "application/problem+json", Problem)));
        Assert.Empty(Verdict.On(OddPath, OfTheServer));
        Assert.Empty(Verdict.On(OddForm, OfTheServer with { Status = 505 }));
        Assert.Empty(Verdict.On(OddForm, null));
        Assert.Empty(Verdict.On(OddPath with { Target = $"/{new string('a', 9000)}" }, null));
    }

    [Theory]
    [InlineData(500, "application/problem+json", Problem, "it failed")]
    [InlineData(201, "application/json", "{}", "name is missing")]
    [InlineData(200, "application/json", Kept, "does not list 200")]
    [InlineData(201, "text/html", Kept, "content type")]
    [InlineData(400, "application/json", Problem, "content type")]
    [InlineData(400, "application/problem+json", """{"title":"T"}""", "type is missing")]
    [InlineData(400, "application/problem+json", """{"type":"urn:x","title":"T","status":400,"detail":"header.claims.signature","instance":"/x","traceId":"1"}""", "the caller's token")]
    [InlineData(400, "application/problem+json", """{"type":"urn:x","title":"T","status":400,"detail":"at LiveShop.Core.Cart.Add(String id)","instance":"/x","traceId":"1"}""", "a stack trace")]
    [InlineData(201, "application/json", """{"id":"mug","name":"Mag","description":null,"imageUrl":null,"price":{"amount":1,"currency":"EUR"},"stock":1,"sku":null,"compareAtPrice":null,"struckPrice":null,"lowestPriceBefore":null,"images":[],"options":[],"variants":[{"id":"default","optionValues":[],"sku":null,"price":{"amount":1,"currency":"EUR"},"compareAtPrice":null,"struckPrice":null,"lowestPriceBefore":null,"stock":1,"imageUrl":null}],"vatRateId":null,"imageAltTexts":[],"version":1,"stockVersion":1}""", "sent as 'Mug' and kept as 'Mag'")]
    public void Incorrect_response_is_reported(int status, string type, string body, string said) =>
        Assert.Contains(Verdict.On(Proper, Answer(status, type, body)), wrong => wrong.Contains(said, StringComparison.Ordinal));

    [Theory, InlineData("X-Content-Type-Options"), InlineData("Content-Security-Policy")]
    public void Response_without_a_security_header_is_reported(string missing)
    {
        var answer = Answer(201, "application/json", Kept);

        Assert.Single(Verdict.On(Proper, answer with { Headers = [.. answer.Headers.Where(header => header.Name != missing)] }));
    }

    [Fact]
    public void Missing_response_is_reported()
    {
        Assert.Single(Verdict.On(Proper, null));
        Assert.Single(Verdict.On(OddPath, null));
    }

    [Fact]
    public void Web_server_response_to_a_valid_request_or_with_status_500_is_reported()
    {
        Assert.Single(Verdict.On(Proper, OfTheServer));
        Assert.Single(Verdict.On(OddForm, OfTheServer with { Status = 500 }));
    }

    private static RawAnswer Answer(int status, string type, string body) =>
        new(status, [("Content-Type", type), ("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'")], Encoding.UTF8.GetBytes(body));
}
