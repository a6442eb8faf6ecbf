using LiveShop.Core.Media;
using LiveShop.Core.Storage;
using LiveShop.Local.Hosting;
using LiveShop.Local.Media;

namespace LiveShop.Tests.Media;

public sealed class FolderMediaStoreTests : MediaStoreContract, IDisposable
{
    private static readonly byte[] Other = [4, 5, 6];

    private readonly TemporaryFolder data = new();
    private readonly ManualClock clock = new();

    private string Folder => Path.Combine(data.Path, "media");

    public override Task DisposeAsync()
    {
        ((IDisposable)Store).Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Pictures_marks_and_deletions_outlast_a_restart()
    {
        await Store.SaveAsync(Name, Other, None);
        await Store.MarkAsync(Assert.Single(await ListAsync()), Sample.Noon, None);
        using var after = await CreateAsync() as FolderMediaStore;

        Assert.Equal(Sample.Noon, Assert.Single(await after!.ListAsync(None).ToListAsync()).UnusedSince);
        await after.TryDeleteAsync(Assert.Single(await ListAsync()), None);
        Assert.True(await Store.RestoreAsync(Name, None));
    }

    [Fact]
    public async Task What_a_crash_leaves_of_an_unfinished_save_is_no_picture_and_does_not_stop_the_next()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllBytesAsync(Path.Combine(Folder, Name + ".new"), [1]);

        Assert.Empty(await ListAsync());
        await Store.SaveAsync(Name, Other, None);

        Assert.Equal(Other, await Store.FindAsync(Name, None));
    }

    [Fact]
    public async Task Deleted_pictures_are_gone_for_good_after_a_week()
    {
        await Store.SaveAsync(Name, Other, None);
        await Store.TryDeleteAsync(Assert.Single(await ListAsync()), None);
        clock.Now += TimeSpan.FromDays(8);

        var second = MediaName.Of(Other);
        await Store.SaveAsync(second, Other, None);
        await Store.TryDeleteAsync(Assert.Single(await ListAsync()), None);

        Assert.False(await Store.RestoreAsync(Name, None));
        Assert.True(await Store.RestoreAsync(second, None));
    }

    [Fact]
    public async Task Only_this_user_can_read_the_files()
    {
        if (OperatingSystem.IsWindows())
            return;
        await Store.SaveAsync(Name, Other, None);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, Name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_makes_the_store_unavailable()
    {
        await File.WriteAllTextAsync(Folder, "a file in place of the folder");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.SaveAsync(Name, Other, None));
    }

    protected override Task<IMediaStore> CreateAsync() =>
        Task.FromResult<IMediaStore>(new FolderMediaStore(new LocalOptions { DataDirectory = data.Path }, clock));
}
