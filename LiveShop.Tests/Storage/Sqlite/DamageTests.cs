using System.Text;
using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Sqlite;

namespace LiveShop.Tests.Storage.Sqlite;

public sealed class DamageTests : IAsyncLifetime
{
    private const int PageSize = 4096;

    private readonly int seed = TestSeed.Next();
    private CrashedFolder folder = null!;

    public async Task InitializeAsync() => folder = await CrashedFolder.MakeAsync();

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Intact_WAL_after_a_crash_is_recovered_completely() => Assert.Equal(CrashedFolder.Products, await folder.CountAsync());

    [Fact]
    public async Task WAL_torn_in_its_last_commit_is_recovered_up_to_that_commit()
    {
        Cut(folder.Log, new FileInfo(folder.Log).Length - 1000);

        Assert.Equal(CrashedFolder.Products - 1, await folder.CountAsync());
    }

    [Fact]
    public async Task Garbage_behind_the_end_of_the_WAL_is_ignored()
    {
        Overwrite(folder.Log, new FileInfo(folder.Log).Length, new byte[3 * PageSize]);

        Assert.Equal(CrashedFolder.Products, await folder.CountAsync());
    }

    [Fact]
    public void WAL_damaged_in_its_middle_is_refused_and_left_unchanged()
    {
        Overwrite(folder.Log, new FileInfo(folder.Log).Length / 2, [.. Enumerable.Repeat((byte)0xA5, 100)]);

        folder.IsRefusedUntouched("is damaged");
    }

    [Theory, InlineData(0), InlineData(9), InlineData(17), InlineData(30)]
    public void WAL_with_a_damaged_header_is_refused_and_left_unchanged(int at)
    {
        Overwrite(folder.Log, at, [0xA5, 0x5A]);

        folder.IsRefusedUntouched("is damaged");
    }

    [Fact]
    public void Emptied_data_file_beside_its_WAL_is_refused_and_both_are_left_unchanged()
    {
        Cut(folder.DataFile, 0);

        folder.IsRefusedUntouched("missing or empty");
    }

    [Fact]
    public void Missing_data_file_beside_its_WAL_is_refused_and_not_recreated()
    {
        File.Delete(folder.DataFile);

        folder.IsRefusedUntouched("missing or empty");
    }

    [Fact]
    public async Task Damaged_data_file_beside_its_WAL_is_refused_and_both_are_left_unchanged()
    {
        await folder.CloseProperlyAsync();
        using var crashed = await folder.CrashAfterAsync(products => products.HasProductAsync("last"));
        Overwrite(crashed.DataFile, PageSize, Rubbish(new Random(seed), (int)new FileInfo(crashed.DataFile).Length - PageSize));

        crashed.IsRefusedUntouched("is damaged");
    }

    [Fact]
    public async Task Damaged_WAL_page_silently_drops_at_most_the_last_two_commits()
    {
        var random = new Random(seed);
        var length = (int)new FileInfo(folder.Log).Length;
        for (var round = 0; round < TestScale.Repeat(40); round++)
        {
            using var copy = folder.Copy();
            var (at, rubbish) = (random.Next(length), Rubbish(random, random.Next(1, PageSize)));
            Overwrite(copy.Log, at, rubbish[..Math.Min(rubbish.Length, length - at)]);
            await HoldsAsync($"{rubbish.Length} bytes at {at} of the log", () => IsRefusedOrNearlyWholeAsync(copy));
        }
    }

    [Fact]
    public async Task Damaged_data_file_is_refused_or_its_damaged_parts_are_never_served()
    {
        await folder.CloseProperlyAsync();
        var random = new Random(seed);
        var length = (int)new FileInfo(folder.DataFile).Length;
        for (var round = 0; round < TestScale.Repeat(40); round++)
        {
            using var copy = folder.Copy();
            var (at, rubbish) = (random.Next(random.Next(2) == 0 ? 100 : length), Rubbish(random, random.Next(1, 200)));
            Overwrite(copy.DataFile, at, rubbish[..Math.Min(rubbish.Length, length - at)]);
            await HoldsAsync($"{rubbish.Length} bytes at {at} of the data file", () => IsRefusedOrReadAsync(copy));
        }
    }

    [Fact]
    public async Task Damage_found_at_runtime_stops_all_writes_and_leaves_the_file_unchanged()
    {
        await folder.CloseProperlyAsync();
        var storage = folder.Open();
        var products = new SqliteProductStore(storage);
        // All but the header's page: the readers have not seen them yet.
        Overwrite(folder.DataFile, PageSize, Rubbish(new Random(seed), (int)new FileInfo(folder.DataFile).Length - PageSize));
        var damaged = await File.ReadAllBytesAsync(folder.DataFile);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => products.FindAsync(CrashedFolder.NameOf(0), CancellationToken.None));
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => products.TryCreateAsync(Samples.NewProduct("new"), CancellationToken.None));
        Assert.Contains("it is damaged", refused.Message, StringComparison.Ordinal);

        await storage.DisposeAsync();
        Assert.Equal(damaged, await File.ReadAllBytesAsync(folder.DataFile));
        folder.IsRefusedUntouched("is damaged");
    }

    [Fact]
    public async Task Queued_writes_are_refused_once_damage_is_found()
    {
        await folder.CloseProperlyAsync();
        await using var storage = folder.Open();
        var products = new SqliteProductStore(storage);

        Task<bool> waiting;
        using (new FileLock(folder.DataFile))
        {
            waiting = products.TryCreateAsync(Samples.NewProduct("waiting"), CancellationToken.None);
            Overwrite(folder.DataFile, PageOf("\"id\":\"product-0\""), Rubbish(new Random(seed), PageSize));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => products.FindAsync(CrashedFolder.NameOf(0), CancellationToken.None));
        }

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting);
        Assert.Contains("it is damaged", refused.Message, StringComparison.Ordinal);
    }

    private long PageOf(string text)
    {
        var at = File.ReadAllBytes(folder.DataFile).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Assert.NotEqual(-1, at);
        return at / PageSize * PageSize;
    }

    private static async Task IsRefusedOrNearlyWholeAsync(CrashedFolder copy)
    {
        using var untouched = copy.Copy();
        try
        {
            Assert.InRange(await copy.CountAsync(), CrashedFolder.Products - 2, CrashedFolder.Products);
        }
        catch (DataFolderException)
        {
            untouched.IsRefusedUntouched("is damaged");
        }
    }

    private static async Task IsRefusedOrReadAsync(CrashedFolder copy)
    {
        var before = await File.ReadAllBytesAsync(copy.DataFile);
        try
        {
            await copy.CountAsync();
        }
        catch (DataFolderException refused)
        {
            Assert.DoesNotContain('\n', refused.Message);
            Assert.Equal(before, await File.ReadAllBytesAsync(copy.DataFile));
        }
        catch (Exception notAnswered) when (notAnswered is StoreUnavailableException or JsonException)
        {
            // A damaged document must not be served with other content.
        }
    }

    private async Task HoldsAsync(string damage, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}, {damage}: {exception.Message}", exception);
        }
    }

    private static byte[] Rubbish(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Overwrite(string path, long at, byte[] bytes)
    {
        using var file = File.OpenWrite(path);
        file.Position = at;
        file.Write(bytes);
    }

    private static void Cut(string path, long length)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(length);
    }
}
