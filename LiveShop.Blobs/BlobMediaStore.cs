using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using LiveShop.Core.Media;
using LiveShop.Core.Storage;

namespace LiveShop.Blobs;

/// <summary>
/// Keeps pictures in a container of Azure Blob Storage. The mark of an unused picture is metadata of its blob; deleted pictures
/// are restored by the account's soft delete (https://learn.microsoft.com/azure/storage/blobs/soft-delete-blob-overview).
/// </summary>
public sealed class BlobMediaStore(BlobContainerClient container) : IMediaStore
{
    /// <summary>Name of the container.</summary>
    public const string Container = "media";

    private const string UnusedSince = "unusedsince";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public Task SaveAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => CallAsync(async () =>
    {
        try
        {
            await UploadAsync(name, content, cancellation);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // As with a new emulator; in Azure the deployment makes it.
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await UploadAsync(name, content, cancellation);
        }

        return true;
    });

    public Task<byte[]?> FindAsync(string name, CancellationToken cancellation) => CallAsync<byte[]?>(async () =>
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    public async IAsyncEnumerable<MediaItem> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = container.GetBlobsAsync(new() { Traits = BlobTraits.Metadata }, cancellation)
            .AsPages().GetAsyncEnumerator(cancellation);
        await using var enumerator = pages.ConfigureAwait(false);
        while (await CallAsync(async () => await MoveNextAsync(pages)))
        {
            foreach (var blob in pages.Current.Values.Where(blob => MediaName.IsValid(blob.Name)))
                yield return new(blob.Name, MarkOf(blob.Metadata), blob.Properties.ETag.ToString()!);
        }
    }

    public Task MarkAsync(MediaItem item, DateTimeOffset? unusedSince, CancellationToken cancellation) =>
        TryAsync(blob => blob.SetMetadataAsync(MarkedAs(unusedSince), Unchanged(item), cancellation), item.Name);

    public Task<bool> TryDeleteAsync(MediaItem item, CancellationToken cancellation) =>
        TryAsync(blob => blob.DeleteAsync(conditions: Unchanged(item), cancellationToken: cancellation), item.Name);

    public Task<bool> RestoreAsync(string name, CancellationToken cancellation) => TryAsync(async blob =>
    {
        await blob.UndeleteAsync(cancellation);
        await blob.SetMetadataAsync(MarkedAs(null), cancellationToken: cancellation);
    }, name);

    private Task<Azure.Response<BlobContentInfo>> UploadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        container.GetBlobClient(name).UploadAsync(
            new BinaryData(content), new BlobUploadOptions { HttpHeaders = new() { ContentType = MediaName.ContentType } }, cancellation);

    /// <returns>False when the blob is not there, or not as it was.</returns>
    private Task<bool> TryAsync(Func<BlobClient, Task> change, string name) => CallAsync(async () =>
    {
        try
        {
            await change(container.GetBlobClient(name));
            return true;
        }
        catch (RequestFailedException refused)
            when (refused.Status is (int)HttpStatusCode.NotFound or (int)HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    });

    // A container that does not exist has no pictures.
    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<Azure.Page<BlobItem>> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return false;
        }
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure)
            when (failure is RequestFailedException or AggregateException or Azure.Identity.AuthenticationFailedException)
        {
            throw new StoreUnavailableException($"The pictures' storage account cannot answer: {Describe(failure)}", RetryAfter, failure);
        }
    }

    // The message of a RequestFailedException holds the headers of the answer.
    private static string Describe(Exception failure) => failure is RequestFailedException { Status: > 0 } answered
        ? $"{answered.Status} {answered.ErrorCode}" : failure.GetType().Name;

    private static BlobRequestConditions Unchanged(MediaItem item) => new() { IfMatch = new ETag(item.Version) };

    private static Dictionary<string, string> MarkedAs(DateTimeOffset? unusedSince) =>
        unusedSince is { } since ? new() { [UnusedSince] = since.ToString("O", CultureInfo.InvariantCulture) } : [];

    private static DateTimeOffset? MarkOf(IDictionary<string, string> metadata) =>
        metadata.TryGetValue(UnusedSince, out var text)
        && DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) ? since : null;
}
