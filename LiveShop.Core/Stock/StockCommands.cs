using System.Diagnostics;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>The outcome of a reservation.</summary>
public enum ReserveResult
{
    /// <summary>The order holds all of the pieces.</summary>
    Held,

    /// <summary>Not enough is left, and nothing was taken.</summary>
    OutOfStock,

    /// <summary>The order was ended meanwhile, so that nothing can be taken for it any more.</summary>
    Released,
}

/// <summary>Commands on what can be sold: reservations of orders, and corrections by admins. Concurrent ones share a write.</summary>
/// <exception cref="StoreUnavailableException">
/// From every method, when the store cannot answer now, or when too many others write the same stock.
/// </exception>
public sealed class StockCommands(IStockStore store, ConditionalWriteLoop writes, TimeProvider clock)
{
    private static readonly TimeSpan RetryAfterContention = TimeSpan.FromSeconds(1);

    private readonly StockCommandBatcher batcher = new(store, writes);

    /// <summary>Takes pieces of a product for an order. Repeated for the same order, nothing is taken again.</summary>
    public async Task<ReserveResult> ReserveAsync(
        string productId, string orderId, IReadOnlyList<Pieces> wanted, CancellationToken cancellation)
    {
        var outcome = await RunAsync(productId, new ReserveCommand(productId, orderId, wanted, clock.Now), cancellation);
        return outcome.Kind switch
        {
            StockOutcomeKind.Done => ReserveResult.Held,
            StockOutcomeKind.OutOfStock => ReserveResult.OutOfStock,
            StockOutcomeKind.ReleasedBefore => ReserveResult.Released,
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// Returns what an order took of a product, and lets none of its requests take anything afterwards. Only for an order whose
    /// final status is written.
    /// </summary>
    public Task ReleaseAsync(string productId, string orderId, CancellationToken cancellation) =>
        RunAsync(productId, new ReleaseCommand(productId, orderId, clock.Now), cancellation);

    /// <summary>Corrects what can be sold of a variant.</summary>
    /// <param name="idempotencyKey">A repeated request with the same key corrects nothing; null for none.</param>
    /// <returns>
    /// The stock after it; refused as <c>validation</c>, <c>not-found</c>, <c>stock-changed</c>, <c>not-counted</c>,
    /// <c>stock-below-zero</c>, <c>idempotency-key-reused</c> or <c>contention</c>.
    /// </returns>
    public async Task<Result<ProductStock>> CorrectAsync(
        string productId, StockChange change, string? idempotencyKey, Caller caller, CancellationToken cancellation)
    {
        if (change.Check(IdempotencyKey.Check(new(), idempotencyKey)).Failed(out var refusal))
            return refusal;

        var trace = Activity.Current?.Id;
        var command = new CorrectCommand(productId, change, idempotencyKey, () => new(caller.Actor, clock.Now(), trace));
        var corrected = await batcher.RunAsync(productId, command, cancellation);
        return corrected.Map(outcome => outcome.Stock!);
    }

    private async Task<StockOutcome> RunAsync(string productId, StockCommand command, CancellationToken cancellation)
    {
        var result = await batcher.RunAsync(productId, command, cancellation);
        return result.Value
            ?? throw new StoreUnavailableException(
                $"The stock of '{productId}' was not written: {result.Refusal!.Detail}", RetryAfterContention);
    }
}
