using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace LiveShop.Bench.Load;

/// <summary>Buyers who each send one checkout after the other, of carts that were filled before anything was measured.</summary>
internal sealed class Checkouts(EventLoop loop, LoadSpec spec)
{
    private const int WarmUpShare = 8;

    private const string Person =
        "\"contact\":{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\"},"
        + "\"address\":{\"line1\":\"Unter den Linden 1\",\"postalCode\":\"10117\",\"city\":\"Berlin\",\"country\":\"DE\"}";

    private readonly List<long> latencies = [];
    private int placed;
    private int refused;
    private int failed;

    public async Task<LoadResult> RunAsync()
    {
        var buyers = Enumerable.Range(0, spec.Customers).Select(n => (Number: n, Http: new HttpConnection(loop, spec.Port))).ToList();
        var checkouts = await Task.WhenAll(buyers.Select(buyer => PrepareAsync(buyer.Http, $"product-{buyer.Number % spec.Products}", buyer.Number)));
        var warmUp = spec.Checkouts / WarmUpShare;
        await Task.WhenAll(buyers.Select(buyer => BuyAsync(buyer.Http, checkouts[buyer.Number][..warmUp])));

        latencies.Clear();
        var usage = new Usage(spec.ServerPid);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(buyers.Select(buyer => BuyAsync(buyer.Http, checkouts[buyer.Number][warmUp..])));
        var result = usage.Note(new()
        {
            PerSecond = latencies.Count / watch.Elapsed.TotalSeconds,
            Requests = Latency.Of(latencies),
            FailedRequests = failed,
            Placed = placed,
            Refused = refused,
        });
        buyers.ForEach(buyer => buyer.Http.Dispose());
        return result;
    }

    private async Task BuyAsync(HttpConnection http, byte[][] checkouts)
    {
        foreach (var checkout in checkouts)
        {
            var since = Stopwatch.GetTimestamp();
            var reply = await http.SendAsync(checkout);
            latencies.Add(Stopwatch.GetTimestamp() - since);
            placed += reply.Status == 201 ? 1 : 0;
            refused += reply.Status == 409 ? 1 : 0;
            failed += reply.Status is 201 or 409 ? 0 : 1;
        }
    }

    /// <returns>The buyer's checkouts, ready to be sent.</returns>
    private async Task<byte[][]> PrepareAsync(HttpConnection http, string productId, int buyer)
    {
        var checkouts = new byte[spec.Checkouts][];
        for (var n = 0; n < checkouts.Length; n++)
        {
            var key = $"Idempotency-Key: buyer-{buyer}-{n}\r\n";
            checkouts[n] = spec.Protocol == "liveshop"
                ? HttpConnection.Request(
                    "POST", $"/api/carts/{await FillCartAsync(http, productId)}/checkout",
                    $$"""{"expectedTotal":{"amount":2480,"currency":"EUR"},{{Person}}}""", key)
                : HttpConnection.Request("POST", "/api/checkout", $$"""{"productId":"{{productId}}","quantity":1,{{Person}}}""", key);
        }

        return checkouts;
    }

    private static async Task<string> FillCartAsync(HttpConnection http, string productId)
    {
        var created = await http.SendAsync("POST", "/api/carts");
        var id = JsonElement.Parse(created.Body).GetProperty("id").GetString()!;
        var added = await http.SendAsync("POST", $"/api/carts/{id}/items", $$"""{"productId":"{{productId}}","quantity":1,"streamId":"stream-0"}""");
        return added.IsSuccess ? id : throw new InvalidOperationException($"{added.Status} {Encoding.UTF8.GetString(added.Body)}");
    }
}
