using System.Net;
using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

/// <summary>A document as it stands in its container.</summary>
internal sealed record StoredDocument(byte[] Json, string ETag);

/// <summary>
/// Reads from one container: documents as they stand there, each request within its time, and every failure told as a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class DocumentContainer(CosmosClient client, CosmosSettings settings, string name)
{
    private const string NobodysId = "nobody";

    public Container Container { get; } = client.GetContainer(settings.Database, name);

    public string Name => name;

    public TimeSpan RequestTimeout => settings.RequestTimeout;

    public async Task<StoredDocument?> FindAsync(string id, string partitionKey, CancellationToken cancellation)
    {
        // The SDK writes an id into an address as it is: '?', '#', '\' and '..' would make it another resource's address.
        if (!Identifier.IsValid(id) || !Identifier.IsValid(partitionKey))
            return null;

        using var response = await AskAsync(
            limit => Container.ReadItemStreamAsync(id, new PartitionKey(partitionKey), cancellationToken: limit), cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound && CosmosFaults.SubStatusOf(response.Headers) == 0)
            return null;
        return new(await ContentOfAsync(response, cancellation), response.Headers.ETag);
    }

    /// <summary>Whether the container is there and may be read.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        using var response = await AskAsync(
            limit => Container.ReadItemStreamAsync(NobodysId, new PartitionKey(NobodysId), cancellationToken: limit), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.NotFound => CosmosFaults.SubStatusOf(response.Headers) != CosmosFaults.OwnerNotFound,
            _ => throw CosmosFaults.Unavailable(Name, response),
        };
    }

    /// <summary>Those of the ids that exist, of a container whose partition key is the id.</summary>
    public async Task<IReadOnlyList<JsonElement>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];

        var items = ids.Distinct(StringComparer.Ordinal).Select(id => (id, new PartitionKey(id))).ToList();
        using var response = await AskAsync(limit => Container.ReadManyItemsStreamAsync(items, cancellationToken: limit), cancellation);
        return await DocumentsInAsync(response, cancellation);
    }

    /// <summary>A page filled up to its limit, for a partition may answer with fewer while the next one has more.</summary>
    /// <exception cref="InvalidContinuationTokenException">The token is not of this query.</exception>
    public async Task<Page<JsonElement>> QueryAsync(QueryDefinition query, PageRequest page, CancellationToken cancellation)
    {
        var list = $"{Name}: {query.QueryText} {string.Join(' ', query.GetQueryParameters().Select(parameter => parameter.Value))}";
        var documents = new List<JsonElement>();
        var token = ContinuationTokens.Unwrap(list, page.ContinuationToken);
        do
        {
            var options = new QueryRequestOptions { MaxItemCount = page.Limit - documents.Count };
            using var iterator = Container.GetItemQueryStreamIterator(query, token, options);
            using var response = await AskAsync(iterator.ReadNextAsync, cancellation);
            if (response.StatusCode == HttpStatusCode.BadRequest && token is not null)
                throw new InvalidContinuationTokenException();

            documents.AddRange(await DocumentsInAsync(response, cancellation));
            token = response.ContinuationToken;
        }
        while (token is not null && documents.Count < page.Limit);
        return new(documents, ContinuationTokens.Wrap(list, token));
    }

    /// <summary>All that a query finds, or its first ones.</summary>
    /// <param name="partitionKey">Null to ask every partition, all at once.</param>
    public async Task<IReadOnlyList<JsonElement>> QueryAllAsync(
        QueryDefinition query, string? partitionKey, int limit, CancellationToken cancellation)
    {
        // A partition key that is too long is refused as a faulty request.
        if (partitionKey is not null && !Identifier.IsValid(partitionKey))
            return [];

        var documents = new List<JsonElement>();
        var options = new QueryRequestOptions { MaxItemCount = Math.Min(limit, PageRequest.MaxLimit), MaxConcurrency = -1 };
        if (partitionKey is not null)
            options.PartitionKey = new PartitionKey(partitionKey);
        using var iterator = Container.GetItemQueryStreamIterator(query, requestOptions: options);
        while (iterator.HasMoreResults && documents.Count < limit)
        {
            using var response = await AskAsync(iterator.ReadNextAsync, cancellation);
            documents.AddRange(await DocumentsInAsync(response, cancellation));
        }

        return documents.Count > limit ? documents[..limit] : documents;
    }

    private async Task<ResponseMessage> AskAsync(Func<CancellationToken, Task<ResponseMessage>> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(RequestTimeout);
        try
        {
            // The SDK does not always heed the token, such as while it opens the account.
            return await ask(limit.Token).WaitAsync(limit.Token);
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
