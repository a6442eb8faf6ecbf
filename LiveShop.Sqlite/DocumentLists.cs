using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Keyset pagination by <c>listed_as</c>, which no two documents share, so that none is repeated or skipped between pages.</summary>
internal static class DocumentLists
{
    // Sorts after every text that a list key may go on with.
    private const string End = "\U0010FFFF";

    /// <param name="prefix">What the list keys of all listed documents begin with.</param>
    /// <param name="words">What their list keys all contain.</param>
    /// <param name="condition">Of SQL, for the documents that are listed; null for all.</param>
    /// <exception cref="InvalidContinuationTokenException">The token is not one of this list's.</exception>
    public static async Task<Page<T>> ListAsync<T>(
        this SqliteStorage storage, string container, string prefix, IReadOnlyList<string> words, PageRequest page, CancellationToken cancellation,
        string? condition = null) where T : class
    {
        var list = $"{container} {prefix} {string.Join(' ', words)}{condition}";
        var after = ContinuationTokens.Unwrap(list, page.ContinuationToken);
        var contained = string.Concat(words.Select((_, n) => $" AND instr(listed_as, $word{n}) > 0"));
        (string, object?)[] parameters =
        [
            ("$container", container), ("$after", after ?? prefix), ("$end", prefix + End), ("$limit", page.Limit + 1),
            .. words.Select((word, n) => ($"$word{n}", (object?)word)),
        ];
        var rows = await storage.ReadAsync(session => session.Query(
            $"""
            SELECT partition_key, body, listed_as FROM documents
            WHERE container = $container AND listed_as IS NOT NULL AND listed_as > $after AND listed_as < $end{contained}{(condition is null ? "" : $" AND ({condition})")}
            ORDER BY listed_as LIMIT $limit
            """,
            row => (Document: DocumentReads.WithId(row), ListKey: row.GetString(2)), parameters), cancellation);

        var found = ContinuationTokens.PageOf(list, rows, page.Limit, row => row.ListKey);
        return new(found.Items.Select(row => row.Document).ReadValid<T>(storage.Logger), found.ContinuationToken);
    }
}
