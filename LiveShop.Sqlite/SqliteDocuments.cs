using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Reads and conditional writes of aggregates that are one document each, with the id as partition key.</summary>
internal sealed class SqliteDocuments<T>(SqliteStorage storage, string container, Func<T, DocumentRow> toRow) where T : class
{
    public Task<Stored<T>?> FindAsync(string id, CancellationToken cancellation) => storage.FindAsync<T>(container, id, cancellation);

    public Task<bool> TryCreateAsync(T aggregate, CancellationToken cancellation)
    {
        var row = toRow(aggregate);
        return storage.WriteAsync(writes => writes.Insert(row), cancellation);
    }

    public Task<bool> TrySaveAsync(T aggregate, string ifMatch, CancellationToken cancellation)
    {
        var row = toRow(aggregate);
        return storage.WriteAsync(writes => writes.Replace(row, ifMatch), cancellation);
    }
}
