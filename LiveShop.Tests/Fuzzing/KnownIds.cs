using System.Text.Json;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Ids of existing resources of one caller, which no other caller changes.</summary>
internal sealed class KnownIds
{
    /// <summary>New ids replace old ones, so that requests keep hitting the same resources.</summary>
    private const int Most = 6;

    /// <summary>Made of carts, and not by a request of their own.</summary>
    private const string Orders = "orders";

    /// <summary>Not all that is on a stream.</summary>
    private const string SeenByCustomers = "GetPinnedProducts";

    private readonly Dictionary<string, List<string>> ids = new(StringComparer.Ordinal) { ["livestreams"] = [], ["products"] = [], ["carts"] = [], ["media"] = [], [Orders] = [] };
    private readonly Dictionary<string, IReadOnlyList<string>> products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> totals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly List<string> tokens = [];

    /// <summary>A connection to the hub.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>A kind of which there is nothing yet.</summary>
    public string? Missing => ids.Keys.FirstOrDefault(kind => kind != Orders && ids[kind].Count == 0);

    /// <summary>Prefers a resource with products, on which more operations succeed.</summary>
    public string One(string kind, Random random)
    {
        var some = random.Next(4) > 0 && ids[kind].FindAll(id => ProductsOf(id).Count > 0) is { Count: > 0 } full ? full : ids[kind];
        return some.Count == 0 ? "nothing" : some[random.Next(some.Count)];
    }

    public IReadOnlyList<string> All(string kind) => ids[kind];

    /// <summary>The products on a stream or in a cart, as they were last answered.</summary>
    public IReadOnlyList<string> ProductsOf(string id) => products.GetValueOrDefault(id, []);

    /// <summary>
    /// An operation that leads a purchase on, with the id that it is for: a cart is filled and ordered, and an order goes from state
    /// to state.
    /// </summary>
    public (string OperationId, string Id)? NextOfAPurchase(Random random)
    {
        List<(string, string)> possible = random.Next(3) switch
        {
            0 when actions.Count > 0 => [.. actions.Select(action => (action.Value, action.Key)), .. ids[Orders].Select(order => ("GetOrder", order))],
            < 2 when totals.Count > 0 => [.. totals.Keys.Select(cart => ("Checkout", cart))],
            _ => [.. ids["carts"].Select(cart => ("AddCartItem", cart))],
        };
        return possible.Count == 0 ? null : possible[random.Next(possible.Count)];
    }

    /// <summary>The whole sum of a cart, as it was last answered; null when it had none.</summary>
    public string? TotalOf(string cart) => totals.GetValueOrDefault(cart);

    /// <summary>The version of a stream, as it was last answered.</summary>
    public long? VersionOf(string id) => versions.TryGetValue(id, out var version) ? version : null;

    public string? ContinuationToken(Random random) => tokens.Count == 0 ? null : tokens[random.Next(tokens.Count)];

    /// <summary>Takes what an answer tells of.</summary>
    public void Learn(FuzzRequest request, RawAnswer answer)
    {
        if (answer.Made is { } made && ids.TryGetValue(made.Kind, out var some))
            Add(some, made.Id);
        if (answer is { Status: 200 or 201, MediaType: "application/json" } && request.OperationId is not (null or SeenByCustomers) && JsonElement.Parse(answer.Content) is { ValueKind: JsonValueKind.Object } json)
            Learn(request, json);
    }

    private void Learn(FuzzRequest request, JsonElement json)
    {
        if (json.TryGetProperty("continuationToken", out var token) && token.GetString() is { } next)
            Add(tokens, next);
        if (json.TryGetProperty("streamId", out var stream) && json.TryGetProperty("pinnedProducts", out var pins))
        {
            products[stream.GetString()!] = ProductsIn(pins);
            versions[stream.GetString()!] = json.GetProperty("version").GetInt64();
        }

        if (json.TryGetProperty("order", out var placed))
            LearnPlaced(request, placed);
        if (json.TryGetProperty("payment", out _) && json.TryGetProperty("history", out _))
            LearnOrder(json);
        if (json.TryGetProperty("id", out var cart) && json.TryGetProperty("items", out var items))
            LearnCart(cart.GetString()!, json, items);
    }

    private void LearnCart(string id, JsonElement cart, JsonElement items)
    {
        products[id] = ProductsIn(items);
        if (cart.GetProperty("total") is { ValueKind: JsonValueKind.Object } total)
            totals[id] = total.GetRawText();
        else
            totals.Remove(id);
    }

    // Ordered lines leave the cart.
    private void LearnPlaced(FuzzRequest request, JsonElement order)
    {
        totals.Remove(request.Path.Split('/')[3]);
        LearnOrder(order);
    }

    private void LearnOrder(JsonElement order)
    {
        var states = (order.GetProperty("status").GetString(), order.GetProperty("payment").GetProperty("status").GetString());
        var id = order.GetProperty("id").GetString()!;
        actions[id] = states switch
        {
            ("placed", "due") => "PayOrder",
            ("placed", _) => id[0] < '8' ? "FulfilOrder" : "CancelOrder",
            ("fulfilled", "paid") or (_, "refund-due") => "RefundOrder",
            _ => "EraseOrder",
        };
    }

    private static List<string> ProductsIn(JsonElement list) =>
        [.. list.EnumerateArray().Select(one => one.GetProperty("productId").GetString()!)];

    private static void Add(List<string> some, string one)
    {
        some.Add(one);
        if (some.Count > Most)
            some.RemoveAt(0);
    }
}
