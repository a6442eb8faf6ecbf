using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Orders;

/// <summary>Conditional writes of orders: every one compares the ETag, and a lost one is read and decided again.</summary>
internal sealed class OrderWrites(IOrderStore orders, ConditionalWriteLoop writes)
{
    /// <summary>Reads the order, decides on it and saves it.</summary>
    /// <returns>The decision; refused as <c>not-found</c> or <c>contention</c>.</returns>
    public Task<Result<Order>> ChangeAsync(string id, Func<Order, Task<Result<Order>>> decide, CancellationToken cancellation) =>
        RunAsync(id, async () => await orders.FindAsync(id, cancellation) is { } found
            ? await SaveAsync(await decide(found.Value), found, cancellation)
            : new Refusal.NotFound("order", id), cancellation);

    /// <inheritdoc cref="ChangeAsync(string, Func{Order, Task{Result{Order}}}, CancellationToken)" />
    public Task<Result<Order>> ChangeAsync(string id, Func<Order, Result<Order>> decide, CancellationToken cancellation) =>
        ChangeAsync(id, order => Task.FromResult(decide(order)), cancellation);

    /// <param name="attempt">Reads, decides and saves once; null when the write lost against another writer.</param>
    public Task<Result<Order>> RunAsync(string id, Func<Task<Result<Order>?>> attempt, CancellationToken cancellation) =>
        writes.RunAsync($"order/{id}", attempt, cancellation);

    /// <inheritdoc cref="ConditionalWriteLoop.SaveAsync" />
    public Task<Result<Order>?> SaveAsync(Result<Order> decided, Stored<Order> read, CancellationToken cancellation) =>
        ConditionalWriteLoop.SaveAsync(decided, read, orders.TrySaveAsync, cancellation);
}
