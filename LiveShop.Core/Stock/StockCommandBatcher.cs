using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>
/// Group commit per product: commands that come together share one transaction. A command whose document exists already is left
/// out, and the rest goes on.
/// </summary>
internal sealed class StockCommandBatcher(IStockStore store, ConditionalWriteLoop writes)
{
    /// <summary>Within the 100 operations of a transaction in Cosmos DB, of which one writes the stock.</summary>
    public const int MaxBatchSize = 50;

    private readonly CommandQueues<StockCommand, StockOutcome> queues = new(MaxBatchSize);

    /// <returns>Refused as <c>contention</c> when all attempts lost.</returns>
    public Task<Result<StockOutcome>> RunAsync(string productId, StockCommand command, CancellationToken cancellation) =>
        queues.RunAsync(
            productId, command,
            () => writes.RetryAsync<StockOutcome>($"stock/{productId}", () => AttemptAsync(productId, cancellation), cancellation),
            cancellation);

    /// <returns>The result of the command at the head; null when it has none yet.</returns>
    private async Task<Result<StockOutcome>?> AttemptAsync(string productId, CancellationToken cancellation)
    {
        // Taken before the reads begin: a command must not be decided on a state that was read before the command came.
        var batch = queues.NextBatch(productId);
        var finding = store.FindAsync(productId, cancellation);
        var reading = batch.Select(command => (Command: command, Done: command.ReadAsync(store, finding, cancellation))).ToList();
        await Task.WhenAll([finding, .. reading.Select(read => read.Done)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var stored = await finding;
        await reading[0].Done;
        var (decided, stock) = Decide(reading.Where(read => read.Done.IsCompletedSuccessfully).Select(read => read.Command), stored?.Value);
        var result = await WriteAsync(productId, decided, stored, stock, cancellation);
        foreach (var command in batch.Where(command => command.Id == result.Existing))
            command.OnExisting();
        if (!result.IsWritten)
            return null;

        foreach (var (command, decision) in decided)
            command.Complete(decision.Result);
        return decided.Count > 0 && decided[0].Command == batch[0] ? decided[0].Decision.Result : (Result<StockOutcome>?)null;
    }

    private static (List<(StockCommand Command, StockDecision Decision)> Decided, ProductStock? Stock) Decide(
        IEnumerable<StockCommand> commands, ProductStock? stock)
    {
        var decided = new List<(StockCommand, StockDecision)>();
        // Two commands about one document would contradict each other in one transaction.
        foreach (var command in commands.DistinctBy(command => command.Id))
        {
            if (command.Decide(stock) is not { } decision)
                continue;
            decided.Add((command, decision));
            stock = decision.Stock;
        }

        return (decided, stock);
    }

    private async Task<StockWriteResult> WriteAsync(
        string productId, List<(StockCommand Command, StockDecision Decision)> decided,
        Stored<ProductStock>? stored, ProductStock? stock, CancellationToken cancellation)
    {
        var decisions = decided.ConvertAll(pair => pair.Decision);
        if (!decisions.Exists(decision => decision.Writes))
            return StockWriteResult.Written;

        var changed = stock is null || ReferenceEquals(stock, stored!.Value) ? null : new Stored<ProductStock>(stock, stored.ETag);
        return await store.TryWriteAsync(new(productId, changed)
        {
            Created = [.. decisions.Select(decision => decision.Created).OfType<Reservation>()],
            Replaced = [.. decisions.Select(decision => decision.Replaced).OfType<Stored<Reservation>>()],
            Corrections = [.. decisions.Select(decision => decision.Correction).OfType<StockCorrection>()],
        }, cancellation);
    }
}
