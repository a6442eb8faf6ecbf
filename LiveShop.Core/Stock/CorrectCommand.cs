using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>Changes what can be sold of a variant, once: the transaction creates the correction's document.</summary>
internal sealed class CorrectCommand(
    string productId, StockChange change, string? idempotencyKey, Func<ChangeOrigin> origin) : StockCommand
{
    private readonly string? mark = IdempotencyKey.Mark(idempotencyKey, change);
    private StockCorrection? existing;

    public override string Id { get; } = Identifier.New(idempotencyKey);

    public override async Task ReadAsync(IStockStore store, Task<Stored<ProductStock>?> stock, CancellationToken cancellation) =>
        existing = idempotencyKey is null ? null : await store.FindCorrectionAsync(productId, Id, cancellation);

    public override StockDecision? Decide(ProductStock? stock)
    {
        if (existing is not null)
        {
            return existing.IdempotencyKey == mark
                ? new(new StockOutcome(StockOutcomeKind.Done, stock), stock)
                : new(new Refusal.IdempotencyKeyReused("This Idempotency-Key was used for another correction of this product."), stock);
        }

        if (stock is null)
            return new(new Refusal.NotFound("stock", productId), stock);

        var by = origin();
        var corrected = stock.Correct(change, by.At, by.By);
        if (!corrected.IsAccepted)
            return new(corrected.Refusal, stock);

        var next = corrected.Value;
        if (ReferenceEquals(next, stock))
            return new(new StockOutcome(StockOutcomeKind.Done, stock), stock);
        var correction = new StockCorrection(
            Id, productId, by.At, by.By.Name, by.By.Id, change,
            stock.Find(change.VariantId)!.Available, next.Find(change.VariantId)!.Available) { IdempotencyKey = mark };
        return new(new StockOutcome(StockOutcomeKind.Done, next), next, Correction: correction);
    }
}
