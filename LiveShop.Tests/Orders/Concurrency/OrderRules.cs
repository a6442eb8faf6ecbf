using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Stock;
using LiveShop.Tests.Storage.InMemory;

namespace LiveShop.Tests.Orders.Concurrency;

/// <summary>
/// How the processes of a scenario keep the rules: by default all of them; a test takes one out by a store or a provider that does
/// not do its part.
/// </summary>
internal sealed record OrderRules
{
    public bool PaysOnline { get; init; }

    /// <summary>Whether reservations of placed orders must be there at the end.</summary>
    public bool KeepsReservations { get; init; } = true;

    public bool SchedulesCarts { get; init; }

    public PaymentFaults PaymentFaults { get; init; }

    public Func<IStockStore, OrderWorld, ICallOrder, IStockStore> Stock { get; init; } = (store, _, _) => store;

    public Func<IOrderStore, StockCommands, OrderWorld, ICallOrder, IOrderStore> Orders { get; init; } = (store, _, _, _) => store;

    public Func<ICartStore, ICartStore> Carts { get; init; } = store => store;
}
