using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Crashes;

/// <summary>The only editor of a product's price, who never writes the same value twice; the stock that is sent along changes nothing.</summary>
internal sealed class ProductEditor(HttpClient http, string productId)
{
    private const long Stock = 1_000_000;

    private readonly List<long> unanswered = [];
    private long next = 1;
    private long price;
    private long version;

    public int Acknowledged { get; private set; }

    public int WrittenUnanswered { get; private set; }

    public async Task CreateAsync()
    {
        var created = await http.TryAsync(HttpMethod.Post, "/api/products", Details(id: productId));
        (price, version) = (next++, created!.Value.Version());
    }

    public async Task WorkAsync()
    {
        var amount = next;
        var answer = await http.TryAsync(HttpMethod.Put, $"/api/products/{productId}", Details());
        next++;
        if (answer is not { } changed)
        {
            unanswered.Add(amount);
            return;
        }

        Keep(amount, changed.Version() - 1);
        Assert.Equal(amount, changed.GetProperty("price").GetProperty("amount").GetInt64());
        (price, version) = (amount, changed.Version());
        Acknowledged++;
    }

    /// <summary>It is what was last acknowledged, or what was asked for after that and not answered.</summary>
    public async Task CheckAsync()
    {
        var product = await http.GetAsync($"/api/products/{productId}").JsonAsync();
        var amount = product.GetProperty("price").GetProperty("amount").GetInt64();
        Assert.True(amount == price || unanswered.Contains(amount), $"{productId} costs {amount}; {price} was acknowledged, then {string.Join(", ", unanswered)} not answered.");
        Assert.Equal(Stock, product.GetProperty("stock").GetInt64());
        Keep(amount, product.Version());
        (price, version) = (amount, product.Version());
    }

    // Each unanswered change was written once or not at all.
    private void Keep(long amount, long reached)
    {
        var written = reached - version;
        Assert.True(written >= 0 && written <= unanswered.Count, $"{productId} went from version {version} to {reached} at {amount} with {unanswered.Count} changes not answered.");
        WrittenUnanswered += (int)written;
        unanswered.Clear();
    }

    private object Details(string? id = null) =>
        new { id, name = $"Product {productId}", price = new { amount = next, currency = "EUR" }, stock = Stock + (id is null ? next : 0) };
}
