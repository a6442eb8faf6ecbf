using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>What is wrong with the count of a variant.</summary>
/// <param name="Missing">Pieces that were counted in and are neither available nor held; below zero when there are too many.</param>
public sealed record StockDifference(string ProductId, string VariantId, int? Available, long Held, long CountedIn, long Missing);

/// <summary>The stock of a product with the reservations that were held at the same time.</summary>
public sealed record HeldStock(ProductStock Stock, IReadOnlyList<Reservation> Held)
{
    /// <summary>Pieces of a variant that orders hold.</summary>
    public long HeldOf(string variantId) => Held
        .SelectMany(reservation => reservation.Taken)
        .Where(pieces => pieces.VariantId == variantId)
        .Sum(pieces => (long)pieces.Quantity);
}

/// <summary>
/// Proves that no piece was lost or sold twice: of every variant, what is available plus what reservations hold is what was
/// counted in.
/// </summary>
public sealed class StockCheck(IStockStore store)
{
    private const int MaxAttempts = 20;

    /// <summary>The differences of a product, none when it has no stock.</summary>
    /// <inheritdoc cref="ReadAsync" path="/exception" />
    public async Task<IReadOnlyList<StockDifference>> CheckAsync(string productId, CancellationToken cancellation) =>
        await ReadAsync(productId, cancellation) is { } read ? Differences(read.Stock, read.Held) : [];

    /// <returns>Null when the product has no stock.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot answer now, or the product is sold too fast to be counted.</exception>
    public async Task<HeldStock?> ReadAsync(string productId, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.FindAsync(productId, cancellation) is not { } before)
                return null;
            var held = await store.HeldAsync(productId, cancellation);
            // Every change of what is held writes the stock, so reservations that were read between equal ETags belong to it.
            if ((await store.FindAsync(productId, cancellation))?.ETag == before.ETag)
                return new(before.Value, held);
        }

        throw new StoreUnavailableException($"'{productId}' is sold too fast to be counted.", TimeSpan.FromSeconds(1));
    }

    public static IReadOnlyList<StockDifference> Differences(ProductStock stock, IReadOnlyList<Reservation> held)
    {
        var heldPieces = held.SelectMany(reservation => reservation.Taken)
            .GroupBy(pieces => pieces.VariantId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(pieces => (long)pieces.Quantity), StringComparer.Ordinal);
        return [.. stock.Variants
            .Select(variant => DifferenceOf(stock.ProductId, variant, heldPieces.GetValueOrDefault(variant.VariantId)))
            .Where(difference => difference.Missing != 0 || difference.Available < 0)];
    }

    private static StockDifference DifferenceOf(string productId, VariantStock variant, long held) => new(
        productId, variant.VariantId, variant.Available, held, variant.CountedIn, variant.CountedIn - (variant.Available ?? 0) - held);
}
