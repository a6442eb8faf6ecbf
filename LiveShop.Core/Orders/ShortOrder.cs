using LiveShop.Core.Stock;

namespace LiveShop.Core.Orders;

/// <summary>A line that could not be delivered.</summary>
/// <param name="Available">Pieces that are left; null when they are not counted.</param>
public sealed record ShortLine(string ItemId, int Quantity, int? Available);

/// <summary>An order that was refused, with what is left of each of its lines.</summary>
public sealed record ShortOrder(string OrderId, IReadOnlyList<ShortLine> Lines)
{
    internal static async Task<ShortOrder> OfAsync(Order order, IStockStore stocks, CancellationToken cancellation)
    {
        var found = await stocks.FindManyAsync([.. order.Lines.Select(line => line.ProductId).Distinct()], cancellation);
        var variants = found.ToDictionary(stock => stock.ProductId, StringComparer.Ordinal);
        return new(order.Id, [.. order.Lines.Select(line => new ShortLine(
            line.ItemId, line.Quantity,
            variants.GetValueOrDefault(line.ProductId)?.Find(line.VariantId) is { IsRemoved: false } variant ? variant.Available : 0))]);
    }
}
