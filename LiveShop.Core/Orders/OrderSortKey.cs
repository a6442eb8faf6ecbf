using System.Globalization;

namespace LiveShop.Core.Orders;

/// <summary>
/// The order of lists of orders as a text to sort by, ascending and ordinal: the newest first. It ends with the order's id, so that
/// no two orders have the same.
/// </summary>
public static class OrderSortKey
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Of(Order order) =>
        string.Create(CultureInfo.InvariantCulture, $"{Latest - order.CreatedAt.ToUnixTimeMilliseconds():D15}-{order.Id}");
}
