using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>A data folder as a killed process leaves it: products written one by one, each a commit, all of them still in the log.</summary>
internal sealed class CrashedFolder : IDisposable
{
    public const int Products = 30;

    private readonly TemporaryFolder folder = new();

    private CrashedFolder() { }

    public string Path => folder.Path;

    public string DataFile => System.IO.Path.Combine(folder.Path, "liveshop.db");

    public string Log => DataFile + "-wal";

    public static async Task<CrashedFolder> MakeAsync()
    {
        using var empty = new CrashedFolder();
        return await empty.CrashAfterAsync(async products =>
        {
            for (var number = 0; number < Products; number++)
                await products.HasProductAsync(NameOf(number));
        });
    }

    /// <summary>The files that a crash after these writes would leave.</summary>
    public async Task<CrashedFolder> CrashAfterAsync(Func<SqliteProductStore, Task> write)
    {
        await using var storage = Open();
        await write(new SqliteProductStore(storage));
        return Copy();
    }

    /// <summary>The same again, to be damaged.</summary>
    public CrashedFolder Copy()
    {
        var copy = new CrashedFolder();
        foreach (var file in new[] { DataFile, Log }.Where(File.Exists))
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        return copy;
    }

    public SqliteStorage Open() => SqliteStorage.Open(Path, TimeProvider.System, NullLogger<SqliteStorage>.Instance);

    /// <summary>Starts and stops as it should, after which there is no log.</summary>
    public async Task CloseProperlyAsync()
    {
        await Open().DisposeAsync();
        Assert.False(File.Exists(Log));
    }

    /// <returns>How many of the products are there, and no later one without all before it.</returns>
    public async Task<int> CountAsync()
    {
        await using var storage = Open();
        var products = new SqliteProductStore(storage);
        var found = new List<int>();
        for (var number = 0; number < Products; number++)
        {
            if (await products.FindAsync(NameOf(number), CancellationToken.None) is not null)
                found.Add(number);
        }

        Assert.Equal(Enumerable.Range(0, found.Count), found);
        return found.Count;
    }

    /// <summary>Refused in one sentence, twice, with every file as it was.</summary>
    public void IsRefusedUntouched(string why)
    {
        var before = Contents();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refused = Assert.Throws<DataFolderException>(Open);
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
            Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
            Assert.Equal(before, Contents());
        }
    }

    public static string NameOf(int number) => $"product-{number}";

    public void Dispose() => folder.Dispose();

    private List<string?> Contents() =>
        [.. new[] { DataFile, Log }.Select(file => File.Exists(file) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))) : null)];
}
