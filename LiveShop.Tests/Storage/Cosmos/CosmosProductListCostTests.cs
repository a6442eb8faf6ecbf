using System.Diagnostics;
using LiveShop.Core.Catalog;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Xunit.Abstractions;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>
/// The requests and bytes of the catalogue's lists, which are the same for any number of products. The double has no index, so its
/// times say nothing about Cosmos DB's; what is printed is of docs/scale.md.
/// </summary>
public sealed class CosmosProductListCostTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Products = 300;
    private const int PageLength = 100;

    /// <summary>A plan, and one query for each of the double's three ranges, which the client asks at the same time.</summary>
    private static readonly RequestKind[] OneQuery = [RequestKind.QueryPlan, RequestKind.Query, RequestKind.Query, RequestKind.Query];

    private CosmosShop shop = null!;

    public async Task InitializeAsync()
    {
        shop = await CosmosShop.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, Products)
            .Select(n => shop.Products.HasProductAsync($"product-{n}", $"Größe {n} Café Mug, hand made of stoneware")));
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Theory]
    [InlineData(null, null, PageLength), InlineData("mug cafe", null, PageLength), InlineData("mug 123 cafe", null, 1)]
    [InlineData(null, StockFilter.SoldOut, 0), InlineData("mug", StockFilter.SoldOut, 0)]
    public async Task A_page_of_products_costs_a_query_and_the_reads_of_its_stocks_whatever_is_searched(string? search, StockFilter? stock, int found)
    {
        var page = await ListAsync(search, stock);

        Assert.Equal(found, page.Items.Count);
        AssertQueryAndStocks(found);
        // A range answers with at most a page and one more.
        Assert.InRange(shop.Gateway.Requests.AnsweredBytes, 1, 10_000 + (3 * (PageLength + 1) * 1_500) + (PageLength * 500));
        output.WriteLine($"{shop.Gateway.Requests.AnsweredBytes / 1024.0:F0} KB in three ranges");
    }

    [Fact]
    public async Task The_next_page_costs_the_same_again()
    {
        var first = await shop.Products.ListAsync(null, null, new(PageLength, null), default);
        shop.Gateway.Requests.Clear();

        var second = await shop.Products.ListAsync(null, null, new(PageLength, first.ContinuationToken), default);

        Assert.Empty(first.Items.Select(product => product.Id).Intersect(second.Items.Select(product => product.Id)));
        AssertQueryAndStocks(PageLength);
    }

    [Fact]
    public async Task Products_by_hidden_pins_cost_a_query_of_the_streams_and_one_of_the_products_and_of_their_stocks()
    {
        var list = new PinnedProductList(shop.Streams, shop.Products);
        await shop.Streams.HasStreamAsync("show", [.. Enumerable.Range(0, 50).Select(n => $"product-{n}")]);
        await list.ListAsync(PinFilter.Shown, null, null, new(PageLength, null), default);
        shop.Gateway.Requests.Clear();

        Assert.Equal(50, (await list.ListAsync(PinFilter.Shown, null, null, new(PageLength, null), default)).Items.Count);

        // The products and their stocks are read from the ranges that hold them, each with a plan of its own.
        Assert.Equal([.. OneQuery, .. Enumerable.Repeat(RequestKind.Query, 6), .. Enumerable.Repeat(RequestKind.QueryPlan, 6)],
            [.. shop.Gateway.Requests.All.Take(OneQuery.Length), .. shop.Gateway.Requests.All.Skip(OneQuery.Length).Order()]);
    }

    // The stocks are read from the ranges that hold them, each with a plan of its own, or by a point read where it is one.
    private void AssertQueryAndStocks(int found)
    {
        var requests = shop.Gateway.Requests.All;
        Assert.Equal(OneQuery, requests.Take(OneQuery.Length));
        Assert.Equal(
            found switch
            {
                0 => [],
                1 => [RequestKind.ReadDocument],
                _ => [.. Enumerable.Repeat(RequestKind.Query, 3), .. Enumerable.Repeat(RequestKind.QueryPlan, 3)],
            },
            requests.Skip(OneQuery.Length).Order());
    }

    /// <summary>The last of several times, since the first query of a client also asks for the container and its ranges.</summary>
    private async Task<Page<Product>> ListAsync(string? search, StockFilter? stock)
    {
        var times = new List<double>();
        for (var n = 0; ; n++)
        {
            shop.Gateway.Requests.Clear();
            var time = Stopwatch.StartNew();
            var page = await shop.Products.ListAsync(search, stock, new(PageLength, null), default);
            times.Add(time.Elapsed.TotalMilliseconds);
            if (n < 20)
                continue;

            output.WriteLine($"Median {times.Order().ElementAt(10):F1} ms with what the double takes");
            return page;
        }
    }
}
