using System.Net;
using System.Security.Cryptography;
using LiveShop.Tests.Functions;

namespace LiveShop.Tests.Local;

public sealed class DamagedDataTests : IDisposable
{
    private const int PageSize = 4096;

    private readonly TemporaryFolder data = new();

    private string DataFile => Path.Combine(data.Path, "liveshop.db");

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Damaged_data_file_is_reported_at_runtime_and_startup_and_never_written_again()
    {
        await using (var local = await LocalProcess.StartAsync(data.Path))
            Assert.Equal(0, await local.TerminateAsync());

        byte[] damaged;
        await using (var local = await LocalProcess.StartAsync(data.Path))
        {
            using var admin = await local.AdminAsync();
            Damage();
            damaged = await HashAsync();

            await local.Http.GetAsync("/api/products").IsProblemAsync(503, "unavailable");
            using var health = await local.Http.GetAsync("/api/health").IsAsync(HttpStatusCode.ServiceUnavailable);
            Assert.Contains("it is damaged", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await admin.PostAsync("/api/livestreams/demo/stop", null).IsProblemAsync(503, "unavailable");
            await local.Http.PostAsync("/api/carts", null).IsProblemAsync(503, "unavailable");
            Assert.Contains("is damaged and not written any more", local.Output, StringComparison.Ordinal);
            Assert.Equal(0, await local.TerminateAsync());
        }

        Assert.Equal(damaged, await HashAsync());
        var (exitCode, errors) = await LocalProcess.FailAsync(data.Path);
        Assert.NotEqual(0, exitCode);
        Assert.Equal($"{DataFile} is damaged: put a backup in its place, or name another data folder.", Assert.Single(errors));
        Assert.Equal(damaged, await HashAsync());
    }

    // Every page but that of the header, which the running process has read already.
    private void Damage()
    {
        using var file = File.OpenWrite(DataFile);
        file.Position = PageSize;
        file.Write(RandomNumberGenerator.GetBytes((int)file.Length - PageSize));
    }

    private async Task<byte[]> HashAsync() => SHA256.HashData(await File.ReadAllBytesAsync(DataFile));
}
