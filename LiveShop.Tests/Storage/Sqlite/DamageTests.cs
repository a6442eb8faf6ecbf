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
    public async Task A_log_that_a_crash_left_is_taken_whole() => Assert.Equal(CrashedFolder.Products, await folder.CountAsync());

    [Fact]
    public async Task A_log_torn_in_its_last_commit_is_taken_up_to_there()
    {
        Cut(folder.Log, new FileInfo(folder.Log).Length - 1000);

        Assert.Equal(CrashedFolder.Products - 1, await folder.CountAsync());
    }

    [Fact]
    public async Task Rubbish_behind_the_end_of_a_log_does_no_harm()
    {
        Overwrite(folder.Log, new FileInfo(folder.Log).Length, new byte[3 * PageSize]);

        Assert.Equal(CrashedFolder.Products, await folder.CountAsync());
    }

    [Fact]
    public void A_log_damaged_in_its_middle_is_refused_and_left_as_it_is()
    {
        Overwrite(folder.Log, new FileInfo(folder.Log).Length / 2, new byte[100]);

        folder.IsRefusedUntouched("is damaged");
    }

    [Theory, InlineData(0), InlineData(9), InlineData(17), InlineData(30)]
    public void A_log_whose_header_is_damaged_is_refused_and_left_as_it_is(int at)
    {
        Overwrite(folder.Log, at, [0xA5, 0x5A]);

        folder.IsRefusedUntouched("is damaged");
    }

    [Fact]
    public void A_data_file_that_was_emptied_beside_its_log_is_refused_and_both_left_as_they_are()
    {
        Cut(folder.DataFile, 0);

        folder.IsRefusedUntouched("missing or empty");
    }

    [Fact]
    public void A_data_file_that_is_gone_beside_its_log_is_refused_and_not_made_anew()
    {
        File.Delete(folder.DataFile);

        folder.IsRefusedUntouched("missing or empty");
    }

    [Fact]
    public async Task A_damaged_data_file_beside_a_log_is_refused_and_both_left_as_they_are()
    {
        await folder.CloseProperlyAsync();
        using var crashed = await folder.CrashAfterAsync(products => products.HasProductAsync("last"));
        Overwrite(crashed.DataFile, PageSize, Rubbish(new Random(seed), (int)new FileInfo(crashed.DataFile).Length - PageSize));

        crashed.IsRefusedUntouched("is damaged");
    }

    [Fact]
    public async Task However_a_page_of_the_log_is_damaged_no_more_than_its_last_two_commits_are_dropped_unsaid()
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
    public async Task However_the_data_file_is_damaged_it_is_refused_and_left_as_it_is_or_what_is_damaged_is_not_answered()
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
    public async Task Damage_found_while_running_ends_all_writing_and_the_file_is_left_as_it_is()
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
    public async Task What_was_waiting_when_damage_was_found_elsewhere_in_the_file_is_not_written()
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
            // What is damaged is not passed off as something else.
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
