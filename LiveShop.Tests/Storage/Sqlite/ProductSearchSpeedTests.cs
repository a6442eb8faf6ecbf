using System.Diagnostics;
using Xunit.Abstractions;

namespace LiveShop.Tests.Storage.Sqlite;

public sealed class ProductSearchSpeedTests(ITestOutputHelper output) : SqliteTests
{
    [Fact]
    public async Task A_search_of_two_words_among_5000_products_takes_less_than_50_ms()
    {
        await Task.WhenAll(Enumerable.Range(0, 5000).Select(n => Store.Products.HasProductAsync($"product-{n}", $"Größe {n} Café Mug, hand made of stoneware")));

        var times = new List<double>();
        for (var n = 0; n < 21; n++)
        {
            var time = Stopwatch.StartNew();
            var found = await Store.Products.ListAsync($"mug {4900 + n} cafe", new(50, null), CancellationToken.None);
            times.Add(time.Elapsed.TotalMilliseconds);
            Assert.Contains(found.Items, product => product.Id == $"product-{4900 + n}");
        }

        output.WriteLine($"Median {times.Order().ElementAt(10):F1} ms, longest {times.Max():F1} ms");
        Assert.InRange(times.Order().ElementAt(10), 0, 50);
    }
}
