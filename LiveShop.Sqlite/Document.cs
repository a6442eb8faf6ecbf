namespace LiveShop.Sqlite;

/// <summary>A document to write.</summary>
/// <param name="Version">The aggregate's own version; for a journal entry the one it made.</param>
/// <param name="Body">JSON in UTF-8.</param>
internal sealed record Document(string Container, string PartitionKey, string Id, string Type, long Version, byte[] Body)
{
    /// <summary>What lists find it by; null keeps it out of them.</summary>
    public string? ListKey { get; init; }

    public TimeSpan? Lifetime { get; init; }
}
