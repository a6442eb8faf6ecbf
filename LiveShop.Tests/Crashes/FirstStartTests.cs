using System.Diagnostics;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Local.SampleData;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Crashes;

public sealed class FirstStartTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly SampleCatalog sample = SampleCatalog.Load();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Sample_data_is_complete_after_a_restart_when_the_first_start_was_killed()
    {
        var seed = TestSeed.Next();
        var random = new Random(seed);
        var whole = await LogOfAWholeFirstStartAsync(Path.Combine(data.Path, "whole"));
        for (var kill = 0; kill < TestScale.Repeat(3); kill++)
        {
            var folder = Path.Combine(data.Path, $"shop-{kill}");
            // By how far it has come, for nearly all of a start is over before the data file is there.
            var share = random.NextDouble();
            await KillAsync(folder, (long)(share * whole));

            await using var local = await LocalProcess.StartAsync(folder);
            using var admin = await local.AdminAsync();
            try
            {
                await HasTheSampleShopAsync(admin);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, killed after {share:P1} of its first writes: {exception.Message}", exception);
            }
        }
    }

    [Fact]
    public async Task Incomplete_sample_data_is_completed_at_the_next_start()
    {
        await using (var before = await LocalServer.StartAsync(data.Path, _ => { }, "--LiveShop:SampleData", "false"))
        {
            var streams = before.Services.GetRequiredService<LiveStreamCommands>();
            await streams.CreateAsync("demo", sample.Stream.Details, Caller.System, CancellationToken.None);
        }

        await using var after = await LocalServer.StartAsync(data.Path, _ => { });
        using var admin = await after.AdminAsync();
        await HasTheSampleShopAsync(admin);
    }

    [Fact]
    public async Task Stream_changed_by_an_admin_is_not_treated_as_incomplete_sample_data()
    {
        await using (var before = await LocalServer.StartAsync(data.Path, _ => { }, "--LiveShop:SampleData", "false"))
        {
            using var admin = await before.AdminAsync();
            Assert.NotNull(await admin.TryAsync(HttpMethod.Post, "/api/livestreams", new { id = "demo", title = "My own" }));
        }

        await using var after = await LocalServer.StartAsync(data.Path, _ => { });

        var stream = await after.Http.GetAsync("/api/livestreams/demo").JsonAsync();
        Assert.Equal("My own", stream.Text("title"));
        Assert.Equal(1, stream.Version());
        Assert.Empty((await after.Http.GetAsync("/api/products").JsonAsync()).Items());
    }

    private async Task HasTheSampleShopAsync(HttpClient admin)
    {
        var stream = await admin.GetAsync("/api/livestreams/demo").JsonAsync();
        Assert.Equal("live", stream.Text("status"));
        Assert.Equal(sample.Pinned, stream.Pins());
        // Created, each pin, started: nothing is there twice.
        Assert.Equal(sample.Pinned.Count + 2, stream.Version());
        Assert.Equal(sample.Pinned.Count + 2, (await admin.GetAsync("/api/livestreams/demo/changes").JsonAsync()).Items().Count());
        Assert.Equal(
            sample.Products.Select(product => product.Id).Order(),
            (await admin.GetAsync("/api/products").JsonAsync()).Items().Select(product => product.Text("id")).Order());
    }

    // Bytes, before anything but the sample shop is written.
    private static async Task<long> LogOfAWholeFirstStartAsync(string folder)
    {
        await using var local = await LocalProcess.StartAsync(folder);
        return LogIn(folder).Length;
    }

    private static FileInfo LogIn(string folder) => new(Path.Combine(folder, "liveshop.db-wal"));

    private static async Task KillAsync(string folder, long atLength)
    {
        var log = LogIn(folder);
        await using var local = LocalProcess.Launch(folder, "http://127.0.0.1:0");
        var patience = Stopwatch.StartNew();
        while (local.IsRunning && !(log.Exists && log.Length >= atLength) && patience.Elapsed < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(1);
            log.Refresh();
        }

        await local.KillAsync();
    }
}
