using LiveShop.Core.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Orders in the data file, with an index of those on which work is due.</summary>
public sealed class SqliteOrderStore(SqliteStorage storage) : IOrderStore
{
    public Task<Stored<Order>?> FindAsync(string id, CancellationToken cancellation) =>
        storage.FindAsync<Order>(ContainerNames.Orders, id, cancellation);

    public async Task<Stored<Order>?> TryCreateAsync(Order order, CancellationToken cancellation)
    {
        var etag = "";
        return await WriteAsync(order, (writes, row) =>
        {
            var inserted = writes.Insert(row);
            etag = writes.LastETag;
            return inserted;
        }, cancellation) ? new(order, etag) : null;
    }

    public Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation) =>
        WriteAsync(order, (writes, row) => writes.Replace(row, ifMatch), cancellation);

    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before, int limit, CancellationToken cancellation) =>
        await storage.ReadAsync(session => session.Query(
            "SELECT order_id FROM due_orders WHERE due_at < $before ORDER BY due_at, order_id LIMIT $limit",
            row => row.GetString(0), ("$before", before.ToUnixTimeMilliseconds()), ("$limit", limit)), cancellation);

    public Task<Page<Order>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken cancellation) =>
        storage.ListAsync<Order>(ContainerNames.Orders, prefix: "", [.. WordsOf(filter)], page, cancellation);

    // Each word stands between signs that are in no other part of the key.
    private static IEnumerable<string> WordsOf(OrderFilter filter)
    {
        if (filter.Status is { } status)
            yield return $"|{LiveShopJson.NameOf(status)}|";
        if (filter.Number is { } number)
            yield return $"#{number}";
        if (filter.StreamId is { } streamId)
            yield return $"@{streamId}@";
    }

    private static string ListKeyOf(Order order)
    {
        var streams = string.Concat(order.StreamIds.Select(id => $"@{id}@"));
        return $"{NewestFirst.KeyOf(order.CreatedAt, order.Id)} |{LiveShopJson.NameOf(order.Status)}| #{order.Number} {streams}";
    }

    private Task<bool> WriteAsync(Order order, Func<DocumentWrites, DocumentRow, bool> write, CancellationToken cancellation)
    {
        var row = new DocumentRow(ContainerNames.Orders, order.Id, order.Id, Documents.OrderType, order.Version, Documents.Write(order))
        {
            ListKey = ListKeyOf(order),
        };
        return storage.WriteAsync(writes =>
        {
            if (!write(writes, row))
                return false;
            writes.SetDueOrder(order.Id, order.DueAt);
            return true;
        }, cancellation);
    }
}
