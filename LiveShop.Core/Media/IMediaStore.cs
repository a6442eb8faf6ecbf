using LiveShop.Core.Storage;

namespace LiveShop.Core.Media;

/// <summary>Keeps uploaded pictures by their <see cref="MediaName"/>.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface IMediaStore
{
    /// <summary>Saves the picture, durably and as a whole; one that is there already is no longer marked as unused.</summary>
    Task SaveAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <returns>Null when there is no picture of this name, or it was deleted.</returns>
    Task<byte[]?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>All pictures that are not deleted, in any order.</summary>
    IAsyncEnumerable<MediaItem> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Marks the picture as unused since a time, or with null as used; nothing happens when it was saved since it was listed.
    /// </summary>
    Task MarkAsync(MediaItem item, DateTimeOffset? unusedSince, CancellationToken cancellation);

    /// <summary>Deletes the picture, which <see cref="RestoreAsync"/> can take back for a week.</summary>
    /// <returns>False, and nothing deleted, when it was saved or marked since it was listed.</returns>
    Task<bool> TryDeleteAsync(MediaItem item, CancellationToken cancellation);

    /// <summary>Takes the deletion of a picture back; it is then not marked as unused.</summary>
    /// <returns>False when there is no such picture any more.</returns>
    Task<bool> RestoreAsync(string name, CancellationToken cancellation);
}

/// <summary>A picture as it was listed.</summary>
/// <param name="UnusedSince">When it was first found that nothing refers to it; null when something does, or it is new.</param>
/// <param name="Version">Changes when it is saved or marked; only the store understands it.</param>
public sealed record MediaItem(string Name, DateTimeOffset? UnusedSince, string Version);
