namespace LiveShop.Sqlite;

/// <summary>A row to write to the table <c>documents</c>.</summary>
/// <param name="Version">The aggregate's version; of a journal entry the version that it made.</param>
/// <param name="Body">JSON in UTF-8.</param>
internal sealed record DocumentRow(string Container, string PartitionKey, string Id, string Type, long Version, byte[] Body)
{
    /// <summary>The unique text that lists sort and filter by; null keeps the document out of them.</summary>
    public string? ListKey { get; init; }

    /// <summary>Time from the write to its expiry; null when it never expires.</summary>
    public TimeSpan? Lifetime { get; init; }
}
