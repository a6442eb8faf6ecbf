using System.Globalization;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Crashes;

/// <summary>A customer who puts products into carts, and sends each addition again under its key until it is answered.</summary>
internal sealed class SimulatedShopper(HttpClient http, string name, IReadOnlyList<string> products, Random random)
{
    /// <summary>Fewer than a cart remembers the keys of.</summary>
    private const int AdditionsToACart = 20;

    private readonly Dictionary<string, Dictionary<string, int>> carts = [];
    private string? cart;
    private int inCart;

    public int Carts => carts.Count;

    public int Additions { get; private set; }

    public int Repeated { get; private set; }

    public async Task WorkAsync()
    {
        if (cart is null || inCart == AdditionsToACart)
            await TakeACartAsync();
        else
            await AddAsync();
    }

    public async Task CheckAsync(bool all = false)
    {
        foreach (var (id, added) in carts.Where(kept => all || kept.Key == cart))
        {
            var items = (await http.GetAsync($"/api/carts/{id}").JsonAsync()).Items();
            Assert.Equal(
                added.OrderBy(item => item.Key).Select(item => $"{item.Key} {item.Value}"),
                items.Select(item => $"{item.Text("productId")} {item.GetProperty("quantity")}").Order());
        }
    }

    private async Task TakeACartAsync()
    {
        var created = await http.UntilAnsweredAsync(random, HttpMethod.Post, "/api/carts");
        (cart, inCart) = (created.Text("id"), 0);
        carts[cart!] = [];
    }

    private async Task AddAsync()
    {
        var productId = products[random.Next(products.Count)];
        var key = string.Create(CultureInfo.InvariantCulture, $"{name}-{Additions}");
        var address = $"/api/carts/{cart}/items";
        var body = new { productId, quantity = 1 };
        if (await http.TryAsync(HttpMethod.Post, address, body, key) is null)
        {
            Repeated++;
            await http.UntilAnsweredAsync(random, HttpMethod.Post, address, body, key);
        }

        var added = carts[cart!];
        added[productId] = added.GetValueOrDefault(productId) + 1;
        Additions++;
        inCart++;
    }
}
