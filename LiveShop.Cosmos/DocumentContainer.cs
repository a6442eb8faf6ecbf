using System.Net;
using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

/// <summary>A document as it is stored: JSON in UTF-8.</summary>
internal sealed record StoredDocument(byte[] Json, string ETag);

/// <summary>
/// Reads documents from one container, each request within <see cref="RequestTimeout"/>; every outage becomes a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class DocumentContainer(CosmosClient client, CosmosSettings settings, string name)
{
    private const string MissingId = "nobody";

    public Container Container { get; } = client.GetContainer(settings.Database, name);

    public string Name => name;

    public TimeSpan RequestTimeout => settings.RequestTimeout;

    public async Task<StoredDocument?> FindAsync(string id, string partitionKey, CancellationToken cancellation)
    {
        if (!IsSafe(id) || !Identifier.IsValid(partitionKey))
            return null;

        using var response = await SendAsync(
            timeout => Container.ReadItemStreamAsync(id, new PartitionKey(partitionKey), cancellationToken: timeout), cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound && CosmosFaults.SubStatusOf(response.Headers) == 0)
            return null;
        return new(await ContentOfAsync(response, cancellation), response.Headers.ETag);
    }

    /// <exception cref="JsonException">The document cannot be read.</exception>
    public async Task<Stored<T>?> FindAsync<T>(string id, string partitionKey, CancellationToken cancellation) where T : class =>
        await FindAsync(id, partitionKey, cancellation) is { } found ? new(Documents.Read<T>(found.Json), found.ETag) : null;

    /// <summary>Whether the container is there and may be read.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        using var response = await SendAsync(
            timeout => Container.ReadItemStreamAsync(MissingId, new PartitionKey(MissingId), cancellationToken: timeout), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.NotFound => CosmosFaults.SubStatusOf(response.Headers) != CosmosFaults.OwnerNotFound,
            _ => throw CosmosFaults.Unavailable(Name, response),
        };
    }

    /// <summary>One document of each of these partitions, where it exists.</summary>
    /// <param name="idOf">The document's id in a partition.</param>
    public async Task<IReadOnlyList<JsonElement>> FindManyAsync(
        IReadOnlyCollection<string> partitionKeys, Func<string, string> idOf, CancellationToken cancellation)
    {
        if (partitionKeys.Count == 0)
            return [];

        var items = partitionKeys.Distinct(StringComparer.Ordinal).Select(key => (idOf(key), new PartitionKey(key))).ToList();
        using var response = await SendAsync(
            timeout => Container.ReadManyItemsStreamAsync(items, cancellationToken: timeout), cancellation);
        return await DocumentsInAsync(response, cancellation);
    }

    /// <summary>The journal entries of a logical partition after a version, oldest first.</summary>
    public Task<IReadOnlyList<JsonElement>> ChangesAsync(string partitionKey, long after, int limit, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.version > @after ORDER BY c.version")
            .WithParameter("@type", Documents.ChangeType)
            .WithParameter("@after", after);
        return QueryAllAsync(query, partitionKey, limit, cancellation);
    }

    /// <summary>The first <paramref name="limit"/> documents that a query finds.</summary>
    /// <param name="partitionKey">Null to query all partitions in parallel.</param>
    public async Task<IReadOnlyList<JsonElement>> QueryAllAsync(
        QueryDefinition query, string? partitionKey, int limit, CancellationToken cancellation)
    {
        // Cosmos DB refuses a partition key that is too long as a bad request.
        if (partitionKey is not null && !Identifier.IsValid(partitionKey))
            return [];

        var documents = new List<JsonElement>();
        var options = new QueryRequestOptions { MaxItemCount = Math.Min(limit, PageRequest.MaxLimit), MaxConcurrency = -1 };
        if (partitionKey is not null)
            options.PartitionKey = new PartitionKey(partitionKey);
        using var iterator = Container.GetItemQueryStreamIterator(query, requestOptions: options);
        while (iterator.HasMoreResults && documents.Count < limit)
        {
            using var response = await SendAsync(iterator.ReadNextAsync, cancellation);
            documents.AddRange(await DocumentsInAsync(response, cancellation));
        }

        return documents.Count > limit ? documents[..limit] : documents;
    }

    // The SDK puts an id into a URL unescaped: '?', '#', '\' and '..' would make it the URL of another resource.
    private static bool IsSafe(string id) => Identifier.IsValid(id) || (id.StartsWith('_') && Identifier.IsValid(id[1..]));

    private async Task<ResponseMessage> SendAsync(Func<CancellationToken, Task<ResponseMessage>> send, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(RequestTimeout);
        try
        {
            // The SDK ignores the token in places, such as while it opens the account.
            return await send(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (CosmosFaults.IsOutage(fault))
        {
            throw CosmosFaults.Unavailable(Name, fault);
        }
    }

    private async Task<byte[]> ContentOfAsync(ResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
            throw CosmosFaults.Unavailable(Name, response);

        var content = new MemoryStream();
        await response.Content.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    private async Task<IReadOnlyList<JsonElement>> DocumentsInAsync(ResponseMessage response, CancellationToken cancellation)
    {
        using var content = JsonDocument.Parse(await ContentOfAsync(response, cancellation));
        return content.RootElement.GetProperty("Documents").EnumerateArray().Select(document => document.Clone()).ToList();
    }
}
