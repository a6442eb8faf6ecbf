namespace LiveShop.Core.Orders;

/// <summary>The actors in an order's history that have no account.</summary>
internal static class OrderActors
{
    /// <summary>The person is named in the order alone, where erasing finds it.</summary>
    public static readonly Actor Customer = new("customer", "customer");
}
