using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>The result of a command on a product's stock.</summary>
internal enum StockOutcomeKind
{
    Done,
    OutOfStock,
    ReleasedBefore,
}

/// <param name="Stock">What the command decided on, or made.</param>
internal sealed record StockOutcome(StockOutcomeKind Kind, ProductStock? Stock);

/// <summary>What a command writes beside the stock, and its result once that is written.</summary>
/// <param name="Stock">The next stock; the same instance when it does not change, null when there is none.</param>
internal sealed record StockDecision(
    Result<StockOutcome> Result, ProductStock? Stock,
    Reservation? Created = null, Stored<Reservation>? Replaced = null, StockCorrection? Correction = null)
{
    public bool Writes => Created is not null || Replaced is not null || Correction is not null;
}

/// <summary>A command on a product's stock, in its queue.</summary>
internal abstract class StockCommand : QueuedCommand<StockOutcome>
{
    /// <summary>The id of the document that the command creates, as <see cref="StockWriteResult.Existing"/> names it.</summary>
    public abstract string Id { get; }

    /// <summary>Reads what the command needs beside the stock.</summary>
    /// <param name="stock">The stock that is being read.</param>
    public abstract Task ReadAsync(IStockStore store, Task<Stored<ProductStock>?> stock, CancellationToken cancellation);

    /// <summary>The document that the command wanted to create exists.</summary>
    public virtual void OnExisting() { }

    /// <returns>Null to read and decide again, because what was read contradicts itself.</returns>
    public abstract StockDecision? Decide(ProductStock? stock);
}
