using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Storage.InMemory;

namespace LiveShop.Tests.Orders.Concurrency;

/// <summary>
/// All that is stored of orders, stock and payments, and what was really taken from the shelves, counted apart from the documents.
/// </summary>
internal sealed class OrderWorld
{
    private static readonly ShopSettings Settings = OrderSample.Settings();
    private static readonly ConcurrentDictionary<string, Product> Products = new();

    private ImmutableSortedDictionary<string, int> taken = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, int> corrected = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
    private ImmutableSortedSet<string> paidByHand = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public OrderWorld(IReadOnlyDictionary<string, int> initial)
    {
        Initial = initial;
        foreach (var (productId, pieces) in initial)
        {
            Database.Products.TryCreate(productId, Products.GetOrAdd(productId, id => Sample.Product(id)));
            Database.Stocks.TryCreate(productId, ProductStock.Create(productId, [(ProductVariant.DefaultId, pieces)], Sample.Noon));
        }

        Database.Settings.TryCreate(ShopSettings.Id, Settings);
    }

    private OrderWorld(OrderWorld original)
    {
        Initial = original.Initial;
        (taken, corrected, paidByHand) = (original.taken, original.corrected, original.paidByHand);
        Payments = original.Payments.Copy();
        Database = new()
        {
            Orders = original.Database.Orders.Copy(),
            Stocks = original.Database.Stocks.Copy(),
            Reservations = original.Database.Reservations.Copy(),
        };
    }

    public IReadOnlyDictionary<string, int> Initial { get; }

    public InMemoryDatabase Database { get; } = new();

    public PaymentDatabase Payments { get; } = new();

    public OrderWorld Copy() => new(this);

    public IReadOnlyList<Order> Orders => Database.Orders.Where(_ => true);

    public int TakenBy(string orderId, string productId) => taken.GetValueOrDefault($"{orderId} {productId}");

    public int TakenOf(string productId) =>
        taken.Where(entry => entry.Key.EndsWith($" {productId}", StringComparison.Ordinal)).Sum(entry => entry.Value);

    public int CorrectionsOf(string productId) => corrected.GetValueOrDefault(productId);

    public bool IsPaidByHand(string orderId) => paidByHand.Contains(orderId);

    public void Take(string orderId, string productId, int pieces) =>
        taken = taken.SetItem($"{orderId} {productId}", TakenBy(orderId, productId) + pieces);

    public void Correct(string productId, int difference) =>
        corrected = corrected.SetItem(productId, CorrectionsOf(productId) + difference);

    public void MarkPaidByHand(string orderId) => paidByHand = paidByHand.Add(orderId);

    /// <summary>All that is stored as text, the same for the same content.</summary>
    public override string ToString() => string.Join('|',
    [
        .. Database.Orders.All().Select(Digest),
        .. Database.Stocks.All().Select(Digest),
        .. Database.Reservations.All().Select(Digest),
        .. Database.Carts.All().Select(cart => $"{cart.Value.OrderId} {cart.ETag}"),
        .. Payments.Sessions.Values.Select(session => $"{session.State} {session.IsTold} {session.Refunds}"),
        .. taken.Select(entry => $"{entry.Value}"),
        .. corrected.Select(entry => $"{entry.Value}"),
        .. paidByHand,
    ]);

    /// <summary>A call's result as text.</summary>
    public static string Digest(object? result) => result switch
    {
        Stored<Order> order => $"{order.ETag} {Digest(order.Value)}",
        Order { Payment: var payment } order => string.Create(
            CultureInfo.InvariantCulture,
            $"{order.Id[..4]} {order.Status} {payment.Status} {payment.IsByProvider} {order.IsReleaseDue} {order.DueAt?.Ticks} "
                + $"{order.FailedAttempts}"),
        Stored<ProductStock> stock => $"{stock.ETag} {stock.Value.Variants[0].Available}",
        Stored<Reservation> reservation => $"{reservation.ETag} {reservation.Value.Status} {reservation.Value.Taken.Count}",
        IReadOnlyList<string> list => string.Join(' ', list),
        _ => $"{result}",
    };
}
