using System.Collections.Concurrent;
using LiveShop.Core;
using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Orders.Histories;

/// <summary>
/// Many buyers of few products, some of whom leave in the middle, admins who correct and cancel, and timers that are early, all at
/// once on a real store. In the end every piece must be where it belongs, and every buyer's order what they were told.
/// </summary>
/// <param name="processes">The services of each process.</param>
internal sealed class OrderHistory(IReadOnlyList<IServiceProvider> processes, int seed)
{
    private const int Products = 4;
    private const int MaxAttempts = 40;

    private static readonly Caller Admin = new(Sample.Ann);

    private readonly ConcurrentDictionary<string, byte> placed = new();
    private readonly ConcurrentDictionary<string, byte> cancelled = new();

    private IServiceProvider First => processes[0];

    public int Placed => placed.Count;

    public async Task RunAsync(int buyers)
    {
        await PrepareAsync();
        using var stop = new CancellationTokenSource();
        var timers = processes.Take(2).Select(process => RunTimerAsync(process, stop.Token)).ToList();
        await Task.WhenAll(Enumerable.Range(0, buyers).Select(n => BuyAsync(processes[n % processes.Count], n))
            .Concat(processes.Select((process, n) => AdministerAsync(process, n))));
        await stop.CancelAsync();
        await Task.WhenAll(timers);
    }

    /// <summary>Lets the timer finish what was left, then holds everything against the promises.</summary>
    public async Task VerifyAsync()
    {
        var clock = new FastTimerClock { Ahead = TimeSpan.FromDays(1) };
        while (await TimerOf(First, clock).RunAsync(default) > 0)
            clock.Ahead += TimeSpan.FromHours(2);

        var orders = await AllOrdersAsync();
        Assert.All(orders, order => Assert.True(order is { IsOpen: false, DueAt: null, IsReleaseDue: false },
            $"{order.Id} stays {order.Status}"));
        foreach (var id in placed.Keys)
        {
            var order = orders.Single(order => order.Id == id);
            Assert.True(order.IsPlaced || (order.Status == OrderStatus.Cancelled && cancelled.ContainsKey(id)),
                $"{id} was placed and is {order.Status}");
        }

        for (var n = 0; n < Products; n++)
            await VerifyProductAsync(ProductId(n), orders);
    }

    private async Task VerifyProductAsync(string productId, List<Order> orders)
    {
        Assert.Empty(await First.GetRequiredService<StockCheck>().CheckAsync(productId, default));

        var stock = (await First.GetRequiredService<IStockStore>().FindAsync(productId, default))!.Value.Variants[0];
        var held = await First.GetRequiredService<IStockStore>().HeldAsync(productId, default);
        var sold = orders.Where(order => order.IsPlaced && order.ByProduct.Any(product => product.ProductId == productId)).ToList();
        Assert.Equal(sold.Select(order => order.Id).Order(StringComparer.Ordinal),
            held.Select(reservation => reservation.OrderId).Order(StringComparer.Ordinal));
        Assert.True(stock.Available >= 0, $"{productId} is oversold");
        Assert.Equal(stock.CountedIn, stock.Available!.Value + (long)sold.Sum(order =>
            order.Lines.Single(line => line.ProductId == productId).Quantity));
    }

    private async Task PrepareAsync()
    {
        Assert.True(await First.GetRequiredService<IShopSettingsStore>().TryCreateAsync(OrderSample.Settings(), default));
        for (var n = 0; n < Products; n++)
        {
            var created = Product.Create(ProductId(n), Sample.ProductDetails(stock: 3 + (4 * n)), Sample.By(Sample.Ann)).Accepted();
            Assert.True(await First.GetRequiredService<IProductStore>().TryCreateAsync(created.Product, created.Change!, default));
        }
    }

    private async Task BuyAsync(IServiceProvider process, int buyer)
    {
        var random = new Random(HashCode.Combine(seed, buyer));
        var lines = Enumerable.Range(0, Products).Where(_ => random.Next(2) == 0).DefaultIfEmpty(0)
            .Select(n => (Id: ProductId(n), Quantity: random.Next(1, 3))).ToList();
        var cart = lines.Aggregate(
            Cart.Create(Sample.Noon), (filled, line) => filled.Add(Sample.Product(line.Id), new(line.Id, line.Quantity, "demo", null),
                Sample.Noon).Accepted());
        await RetryAsync(() => process.GetRequiredService<ICartStore>().TryCreateAsync(cart, default));
        var goods = 1990 * lines.Sum(line => line.Quantity);
        var request = OrderSample.Request(goods >= 5000 ? goods : goods + 490);
        var leaves = random.Next(4) == 0;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            using var patience = new CancellationTokenSource(leaves && attempt == 0 ? random.Next(20) : 60_000);
            try
            {
                var result = await process.GetRequiredService<CheckoutCommands>().CheckoutAsync(cart.Id, "key", request, patience.Token);
                if (result.Value?.Order is { IsPlaced: true } order)
                    placed[order.Id] = 0;
                return;
            }
            catch (StoreUnavailableException)
            {
                // The request comes again with the same key.
            }
            catch (OperationCanceledException) when (random.Next(2) == 0)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                // The buyer comes back.
            }
        }
    }

    private async Task AdministerAsync(IServiceProvider process, int n)
    {
        var random = new Random(HashCode.Combine(seed, "admin", n));
        for (var command = 0; command < 12; command++)
        {
            var id = placed.Keys.OrderBy(_ => random.Next()).FirstOrDefault();
            var difference = random.Next(-2, 4);
            await RetryAsync(() => process.GetRequiredService<StockCommands>().CorrectAsync(
                ProductId(random.Next(Products)), StockChange.Add(ProductVariant.DefaultId, difference), $"{n}-{command}", Admin, default));
            if (id is null)
                continue;

            var orders = process.GetRequiredService<OrderCommands>();
            switch (random.Next(3))
            {
                case 0:
                    cancelled[id] = 0;
                    await RetryAsync(() => orders.CancelAsync(id, Admin, default));
                    break;
                case 1:
                    await RetryAsync(() => orders.PayAsync(id, Admin, default));
                    break;
                default:
                    await RetryAsync(() => orders.FulfilAsync(id, Admin, default));
                    break;
            }
        }
    }

    // Early, so that it ends orders whose requests still run.
    private static async Task RunTimerAsync(IServiceProvider process, CancellationToken stop)
    {
        var timer = TimerOf(process, new FastTimerClock { Ahead = TimeSpan.FromMinutes(3) });
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await timer.RunAsync(default);
            }
            catch (StoreUnavailableException)
            {
                // The next run does it.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        }
    }

    private static DueOrders TimerOf(IServiceProvider process, TimeProvider clock) => new(
        process.GetRequiredService<IOrderStore>(), process.GetRequiredService<StockCommands>(),
            process.GetRequiredService<PaymentProviders>(),
        process.GetRequiredService<ConditionalWriteLoop>(), clock, NullLogger<DueOrders>.Instance);

    private static async Task RetryAsync<T>(Func<Task<T>> command)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                await command();
                return;
            }
            catch (StoreUnavailableException)
            {
                // Every command can be repeated.
            }
        }
    }

    private async Task<List<Order>> AllOrdersAsync()
    {
        var (orders, token) = (new List<Order>(), (string?)null);
        do
        {
            var page = await First.GetRequiredService<IOrderStore>().ListAsync(new(), new(PageRequest.MaxLimit, token), default);
            orders.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);
        return orders;
    }

    private static string ProductId(int n) => $"product-{n}";
}
