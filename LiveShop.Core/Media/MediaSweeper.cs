using LiveShop.Core.Storage;

namespace LiveShop.Core.Media;

/// <summary>
/// Deletes pictures that nothing has referred to in any sweep of a week. The references are read again after the deletion, and a
/// picture that is referred to by then is restored, so a reference that is made during a sweep wins.
/// </summary>
public sealed class MediaSweeper(IMediaStore media, MediaReferences references, TimeProvider clock)
{
    /// <summary>How long a picture stays that nothing refers to.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    /// <returns>How many pictures were deleted.</returns>
    /// <exception cref="StoreUnavailableException">A store cannot answer; nothing is lost, and the next sweep goes on.</exception>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var used = await references.ReadAsync(cancellation);
        var missing = used.ToHashSet(StringComparer.Ordinal);
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in media.ListAsync(cancellation))
        {
            missing.Remove(item.Name);
            if (await SweepAsync(item, used.Contains(item.Name), cancellation))
                deleted.Add(item.Name);
        }

        await RestoreAsync(missing, cancellation);
        if (deleted.Count == 0)
            return 0;

        var usedAgain = deleted.Intersect(await references.ReadAsync(cancellation)).ToList();
        await RestoreAsync(usedAgain, cancellation);
        return deleted.Count - usedAgain.Count;
    }

    /// <returns>True when it was deleted.</returns>
    private async Task<bool> SweepAsync(MediaItem item, bool isUsed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        switch (isUsed, item.UnusedSince)
        {
            case (true, not null):
                await media.MarkAsync(item, null, cancellation);
                return false;
            case (false, null):
                await media.MarkAsync(item, now, cancellation);
                return false;
            case (false, { } since) when since <= now - Grace:
                return await media.TryDeleteAsync(item, cancellation);
            default:
                return false;
        }
    }

    private async Task RestoreAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        foreach (var name in names)
            await media.RestoreAsync(name, cancellation);
    }
}
