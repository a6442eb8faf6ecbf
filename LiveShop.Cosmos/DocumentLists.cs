using System.Text.Json;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

/// <summary>A condition of a list, with its one parameter.</summary>
/// <param name="Value">A text, or a list of texts.</param>
internal sealed record ListCondition(string Sql, string Parameter, object Value);

/// <summary>
/// Keyset pagination by a text property that no two documents share, so that none is repeated or skipped between pages. Documents
/// without the property are not listed.
/// </summary>
internal static class DocumentLists
{
    /// <summary>The most partition keys that one query names: with 64 characters each it stays below the 512 KB of a query.</summary>
    public const int MaxKeys = 5000;

    // Sorts after every text that a list key may go on with.
    private const string EndOfText = "\U0010FFFF";

    /// <param name="property">The name of the property.</param>
    /// <param name="prefix">What the property of all listed documents begins with.</param>
    /// <param name="words">What it contains in all of them.</param>
    /// <param name="conditions">On other properties.</param>
    /// <param name="partitionKey">Null to list all partitions.</param>
    /// <exception cref="InvalidContinuationTokenException">The token is not of this list.</exception>
    public static async Task<Page<JsonElement>> ListAsync(
        this DocumentContainer container, string property, string prefix, IReadOnlyList<string> words,
        IReadOnlyList<ListCondition> conditions, PageRequest page, CancellationToken cancellation, string? partitionKey = null)
    {
        var list = $"{container.Name}: {partitionKey} {prefix} {string.Join(' ', words)} {string.Join(' ', conditions)}";
        var query = QueryOf(property, prefix, ContinuationTokens.Unwrap(list, page.ContinuationToken), words, conditions);
        var found = await container.QueryAllAsync(query, partitionKey, page.Limit + 1, cancellation);
        return ContinuationTokens.PageOf(list, found, page.Limit, document => KeyOf(document, property));
    }

    /// <summary>The same, of the documents in some partitions, of which there may be any number.</summary>
    /// <param name="name">Of what selects the partitions, which may be others on the next page.</param>
    /// <inheritdoc cref="ListAsync" />
    public static async Task<Page<JsonElement>> ListOfPartitionsAsync(
        this DocumentContainer container, string name, IReadOnlyList<string> partitionKeys, string partitionKeyProperty, string property,
        IReadOnlyList<string> words, PageRequest page, CancellationToken cancellation)
    {
        var list = $"{container.Name}: {name} {string.Join(' ', words)}";
        var after = ContinuationTokens.Unwrap(list, page.ContinuationToken);
        var found = new List<JsonElement>();
        foreach (var keys in partitionKeys.Chunk(MaxKeys))
        {
            var condition = new ListCondition($"ARRAY_CONTAINS(@keys, c.{partitionKeyProperty})", "@keys", keys);
            var query = QueryOf(property, prefix: "", after, words, [condition]);
            found.AddRange(await container.QueryAllAsync(query, partitionKey: null, page.Limit + 1, cancellation));
        }

        found.Sort((one, other) => string.CompareOrdinal(KeyOf(one, property), KeyOf(other, property)));
        return ContinuationTokens.PageOf(list, found, page.Limit, document => KeyOf(document, property));
    }

    private static QueryDefinition QueryOf(
        string property, string prefix, string? after, IReadOnlyList<string> words, IReadOnlyList<ListCondition> conditions)
    {
        var contained = string.Concat(words.Select((_, n) => $" AND CONTAINS(c.{property}, @word{n})"))
            + string.Concat(conditions.Select(condition => $" AND {condition.Sql}"));
        var query = new QueryDefinition(
            $"SELECT * FROM c WHERE c.{property} > @after AND c.{property} < @end{contained} ORDER BY c.{property}")
            .WithParameter("@after", after ?? prefix)
            .WithParameter("@end", prefix + EndOfText);
        for (var n = 0; n < words.Count; n++)
            query.WithParameter($"@word{n}", words[n]);
        foreach (var condition in conditions)
            query.WithParameter(condition.Parameter, condition.Value);
        return query;
    }

    private static string KeyOf(JsonElement document, string property) => document.GetProperty(property).GetString()!;
}
