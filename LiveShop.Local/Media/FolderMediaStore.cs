using System.Globalization;
using System.Runtime.CompilerServices;
using LiveShop.Core.Media;
using LiveShop.Core.Storage;
using LiveShop.Local.Hosting;

namespace LiveShop.Local.Media;

/// <summary>
/// Keeps pictures as files in the data folder. Beside a picture that is marked as unused lies a file with the time; deleted
/// pictures are in a folder of their own.
/// </summary>
public sealed class FolderMediaStore(LocalOptions options, TimeProvider clock) : IMediaStore, IDisposable
{
    private static readonly TimeSpan KeepDeleted = TimeSpan.FromDays(7);

    private readonly string folder = Path.Combine(Path.GetFullPath(options.DataDirectory), "media");
    private readonly SemaphoreSlim writes = new(1);

    private string DeletedFolder => Path.Combine(folder, "deleted");

    public Task SaveAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => WriteAsync(() =>
    {
        PrivateFile.Create(PathOf(name), content.Span);
        // On journaling file systems this makes the renaming durable too.
        using (var saved = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(saved);
        File.Delete(MarkOf(name));
        return true;
    }, cancellation);

    public async Task<byte[]?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(name), cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    public async IAsyncEnumerable<MediaItem> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var items = await WriteAsync(() => Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Select(Path.GetFileName).Where(MediaName.IsValid).Select(name => ItemOf(name!)).ToList()
            : [], cancellation);
        foreach (var item in items)
            yield return item;
    }

    public Task MarkAsync(MediaItem item, DateTimeOffset? unusedSince, CancellationToken cancellation) => WriteAsync(() =>
    {
        if (!IsCurrent(item))
            return false;
        if (unusedSince is { } since)
            PrivateFile.Create(MarkOf(item.Name), System.Text.Encoding.ASCII.GetBytes(since.ToString("O", CultureInfo.InvariantCulture)));
        else
            File.Delete(MarkOf(item.Name));
        return true;
    }, cancellation);

    public Task<bool> TryDeleteAsync(MediaItem item, CancellationToken cancellation) => WriteAsync(() =>
    {
        if (!IsCurrent(item))
            return false;

        DataFolder.CreatePrivate(DeletedFolder);
        Purge();
        File.SetLastWriteTimeUtc(PathOf(item.Name), clock.GetUtcNow().UtcDateTime);
        File.Move(PathOf(item.Name), DeletedPathOf(item.Name), overwrite: true);
        File.Delete(MarkOf(item.Name));
        return true;
    }, cancellation);

    public Task<bool> RestoreAsync(string name, CancellationToken cancellation) => WriteAsync(() =>
    {
        if (!File.Exists(PathOf(name)))
        {
            if (!File.Exists(DeletedPathOf(name)))
                return false;
            File.Move(DeletedPathOf(name), PathOf(name));
        }

        File.Delete(MarkOf(name));
        return true;
    }, cancellation);

    public void Dispose() => writes.Dispose();

    private async Task<T> WriteAsync<T>(Func<T> write, CancellationToken cancellation)
    {
        await writes.WaitAsync(cancellation);
        try
        {
            return await Task.Run(write, CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
        finally
        {
            writes.Release();
        }
    }

    // The time of the last write is that of the deletion.
    private void Purge()
    {
        var before = (clock.GetUtcNow() - KeepDeleted).UtcDateTime;
        foreach (var deleted in Directory.EnumerateFiles(DeletedFolder).Where(path => File.GetLastWriteTimeUtc(path) < before))
            File.Delete(deleted);
    }

    private MediaItem ItemOf(string name)
    {
        var mark = File.Exists(MarkOf(name)) ? File.ReadAllText(MarkOf(name)) : "";
        DateTimeOffset? unusedSince =
            DateTimeOffset.TryParseExact(mark, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since) ? since : null;
        return new(name, unusedSince, mark);
    }

    private bool IsCurrent(MediaItem item) => File.Exists(PathOf(item.Name)) && ItemOf(item.Name) == item;

    private string PathOf(string name) => Path.Combine(folder, name);

    private string MarkOf(string name) => Path.Combine(folder, name + ".unused");

    private string DeletedPathOf(string name) => Path.Combine(DeletedFolder, name);

    private static StoreUnavailableException Unavailable(Exception failure) =>
        new("The folder of the pictures cannot be read or written.", TimeSpan.FromSeconds(10), failure);
}
