using System.Net.Http.Json;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

/// <summary>The whole shop on a clock that is set back by hours, while it runs and between two runs.</summary>
public sealed class ClockStepTests : IDisposable
{
    private const string Stream = "/api/livestreams/demo";

    private readonly TemporaryFolder data = new();
    private readonly FrozenClock clock = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Customers_see_each_change_in_the_order_of_the_versions_whatever_the_clock_says()
    {
        long version;
        await using (var server = await StartAsync())
        {
            using var admin = await server.AdminAsync();
            await using var customer = await HubClient.JoinAsync(server.Http);
            version = await PinAsync(admin, "bowl");
            await customer.VersionAsync(version);

            clock.GoOn(TimeSpan.FromHours(-3));
            Assert.Equal(version + 1, await PinAsync(admin, "plate"));
            await customer.VersionAsync(version + 1);
            await IsConsistentAsync(server, admin, version + 1);
        }

        clock.GoOn(TimeSpan.FromHours(-3));
        await using (var server = await StartAsync())
        {
            using var admin = await server.AdminAsync();
            await using var customer = await HubClient.JoinAsync(server.Http);
            await PutAsync(admin, "bowl", price: 4711);
            var state = await customer.VersionAsync(version + 2);
            Assert.Equal(4711, state.Pin("bowl").GetProperty("product").GetProperty("price").GetProperty("amount").GetInt64());
            await IsConsistentAsync(server, admin, version + 2);
        }
    }

    private Task<LocalServer> StartAsync() => LocalServer.StartAsync(data.Path, services => services.AddSingleton<TimeProvider>(clock));

    private static async Task<long> PinAsync(HttpClient admin, string productId) =>
        (await admin.PostAsJsonAsync($"{Stream}/pin-product", new { productId }).JsonAsync()).Version();

    private static async Task PutAsync(HttpClient admin, string productId, long price)
    {
        var product = await admin.GetAsync($"/api/products/{productId}").JsonAsync();
        await admin.PutProductAsync(productId, new { name = product.Text("name"), price = new { amount = price, currency = "EUR" }, stock = 5 }).JsonAsync();
    }

    private static async Task IsConsistentAsync(LocalServer server, HttpClient admin, long version)
    {
        var journal = (await admin.GetAsync($"{Stream}/changes?limit=200").JsonAsync()).Items().ToList();
        Assert.Equal(Enumerable.Range(1, (int)version).Select(number => (long)number), journal.Select(change => change.Version()));
        Assert.Equal(version, (await admin.GetAsync(Stream).JsonAsync()).Version());
        Assert.Equal(version, (await server.Http.GetAsync($"{Stream}/pinned-products").JsonAsync()).Version());
        Assert.Equal("up", (await server.Http.GetAsync("/api/health").JsonAsync()).Text("status"));
    }
}
