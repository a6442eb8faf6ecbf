using LiveShop.Tests.Local;

namespace LiveShop.Tests.Disks;

public sealed class ReadOnlyDiskTests
{
    [DiskFact]
    public async Task A_data_folder_that_can_only_be_read_is_one_clear_line()
    {
        using var disk = new SmallDisk();
        await RunOnceAsync(disk.Path, end: local => local.TerminateAsync());
        disk.MakeReadOnly();

        await IsRefusedAsync(disk.Path, disk.Path);
    }

    [DiskFact]
    public async Task A_data_file_that_can_only_be_read_is_one_clear_line()
    {
        using var disk = new SmallDisk();
        await RunOnceAsync(disk.Path, end: local => local.TerminateAsync());
        var file = Path.Combine(disk.Path, "liveshop.db");
        disk.MakeReadOnly(file);

        await IsRefusedAsync(disk.Path, file);

        disk.MakeWritable();
        await RunOnceAsync(disk.Path, end: local => local.TerminateAsync());
    }

    [DiskFact]
    public async Task A_log_that_can_only_be_read_is_one_clear_line()
    {
        using var disk = new SmallDisk();
        await RunOnceAsync(disk.Path, end: local => local.KillAsync());
        disk.MakeReadOnly(Path.Combine(disk.Path, "liveshop.db-wal"));

        await IsRefusedAsync(disk.Path, Path.Combine(disk.Path, "liveshop.db"));
    }

    private static async Task RunOnceAsync(string folder, Func<LocalProcess, Task> end)
    {
        await using var local = await LocalProcess.StartAsync(folder);
        await end(local);
    }

    private static async Task IsRefusedAsync(string folder, string named)
    {
        var file = Path.Combine(folder, "liveshop.db");
        var before = await File.ReadAllBytesAsync(file);

        var (exitCode, errors) = await LocalProcess.FailAsync(folder);

        Assert.NotEqual(0, exitCode);
        var line = Assert.Single(errors);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Contains("cannot be written", line, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }
}
