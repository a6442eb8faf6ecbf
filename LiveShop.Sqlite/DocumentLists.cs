using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Keyset pagination by id, so that no document is repeated or skipped between pages.</summary>
internal static class DocumentLists
{
    /// <param name="filter">A condition on <c>listed_as</c> and <c>$filter</c>.</param>
    /// <exception cref="InvalidContinuationTokenException">The token is not one of this list's.</exception>
    public static async Task<Page<T>> ListAsync<T>(
        this SqliteStorage storage, string container, string filter, string? value, PageRequest page, CancellationToken cancellation) where T : class
    {
        var list = $"{container} {filter} {value}";
        var after = ContinuationTokens.Unwrap(list, page.ContinuationToken);
        var rows = await storage.ReadAsync(session => session.Query(
            $"""
            SELECT partition_key, body FROM documents
            WHERE container = $container AND listed_as IS NOT NULL AND partition_key > $after AND {filter}
            ORDER BY partition_key LIMIT $limit
            """,
            DocumentReads.WithId,
            ("$container", container), ("$after", after ?? ""), ("$filter", value), ("$limit", page.Limit + 1)), cancellation);

        var next = rows.Count > page.Limit ? ContinuationTokens.Wrap(list, rows[page.Limit - 1].Id) : null;
        return new(rows.Take(page.Limit).ReadValid<T>(storage.Logger), next);
    }
}
