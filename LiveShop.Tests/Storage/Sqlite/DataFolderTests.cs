using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
namespace LiveShop.Tests.Storage.Sqlite;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string DataFile => Path.Combine(folder.Path, "liveshop.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Missing_folder_is_created_for_this_user_only()
    {
        var path = Path.Combine(folder.Path, "shop", "data");

        await Open(path).DisposeAsync();

        Assert.True(File.Exists(Path.Combine(path, "liveshop.db")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Data_files_in_a_shared_folder_are_accessible_by_this_user_only()
    {
        if (OperatingSystem.IsWindows())
            return;

        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);

        await using (var storage = Open(folder.Path))
        {
            await new SqliteProductStore(storage).HasProductAsync("mug");
            foreach (var file in Directory.GetFiles(folder.Path, "liveshop.db*"))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_until_it_is_free()
    {
        await using (Open(folder.Path))
            AssertRefused("in use by another LiveShop");

        await Open(folder.Path).DisposeAsync();
    }

    [Fact]
    public async Task An_empty_data_file_is_taken_as_a_new_one()
    {
        await File.WriteAllBytesAsync(DataFile, []);

        await Open(folder.Path).DisposeAsync();

        Assert.NotEqual(0, new FileInfo(DataFile).Length);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await Open(folder.Path).DisposeAsync();
        InFile("PRAGMA user_version = 99");

        AssertRefusedUntouched("made by a newer LiveShop");
    }

    [Fact]
    public void Database_of_another_program_is_refused_and_left_unchanged()
    {
        InFile("CREATE TABLE theirs (name TEXT); INSERT INTO theirs VALUES ('precious')");

        AssertRefusedUntouched("another program's database");
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_refused_and_left_as_it_is()
    {
        await File.WriteAllTextAsync(DataFile, string.Concat(Enumerable.Repeat("Dear diary, today nobody pinned anything. ", 200)));

        AssertRefusedUntouched("not a LiveShop data file");
    }

    [Fact]
    public async Task A_file_with_pages_overwritten_is_refused_and_left_as_it_is()
    {
        await WriteSomeAsync();
        await using (var file = File.OpenWrite(DataFile))
        {
            file.Position = file.Length / 2;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 8192).ToArray());
        }

        AssertRefusedUntouched("is damaged");
    }

    [Fact]
    public async Task A_file_cut_off_is_refused_and_left_as_it_is()
    {
        await WriteSomeAsync();
        await using (var file = File.OpenWrite(DataFile))
            file.SetLength(file.Length / 2);

        AssertRefusedUntouched("is damaged");
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        var path = Path.Combine(folder.Path, "file");
        File.WriteAllText(path, "A file.");

        AssertRefused("cannot be written", path);
        AssertRefused("cannot be written", Path.Combine(path, "below"));
    }

    [Fact]
    public void Folder_that_cannot_be_created_is_refused()
    {
        if (OperatingSystem.IsLinux())
            AssertRefused("cannot be written", "/proc/liveshop");
    }

    [Fact]
    public void A_data_file_that_is_a_folder_is_refused()
    {
        Directory.CreateDirectory(DataFile);

        AssertRefused("cannot be opened");
    }

    private static SqliteStorage Open(string path) => SqliteStorage.Open(path, TimeProvider.System, NullLogger<SqliteStorage>.Instance);

    private static async Task WriteSomeAsync(SqliteStorage storage)
    {
        var products = new SqliteProductStore(storage);
        for (var n = 0; n < 200; n++)
            await products.HasProductAsync($"product-{n}");
    }

    private async Task WriteSomeAsync()
    {
        await using var storage = Open(folder.Path);
        await WriteSomeAsync(storage);
    }

    private void AssertRefused(string why, string? path = null)
    {
        var refused = Assert.Throws<DataFolderException>(() => Open(path ?? folder.Path));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path ?? folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private void AssertRefusedUntouched(string why)
    {
        var before = File.ReadAllBytes(DataFile);
        AssertRefused(why);
        AssertRefused(why);
        Assert.Equal(before, File.ReadAllBytes(DataFile));
    }

    private void InFile(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DataFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
