using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Crashes;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Disks;

public sealed class FullDiskTests
{
    private const string Stream = "/api/livestreams/demo";
    private const int Admins = 4;

    private readonly StreamLedger ledger = new("demo");
    private readonly WorkGate gate = new();
    private int refused;

    [DiskFact]
    public async Task Full_disk_allows_reads_and_loses_nothing_once_space_is_free()
    {
        using var disk = new SmallDisk();
        using var stopping = new CancellationTokenSource();
        await using (var local = await LocalProcess.StartAsync(disk.Path))
        {
            await using var customer = await HubClient.JoinAsync(local.Http);
            using var admin = await local.AdminAsync();
            var load = Task.WhenAll(Enumerable.Range(0, Admins).Select(number => EditAsync(admin, number, stopping.Token)));
            gate.Open();
            await Eventually.HoldsAsync(() => Task.FromResult(ledger.Acknowledged > 20));

            disk.Fill();
            await Eventually.HoldsAsync(() => Task.FromResult(refused > 200));
            await IsReadOnlyForNowAsync(local, admin);
            await customer.VersionAsync((await local.Http.GetAsync(Stream).JsonAsync()).Version());

            disk.Free();
            var before = ledger.Acknowledged;
            await Eventually.HoldsAsync(() => Task.FromResult(ledger.Acknowledged > before + 20));
            await gate.CloseAsync();
            await customer.VersionAsync((await local.Http.GetAsync(Stream).JsonAsync()).Version());
            await IsUpAsync(local.Http);
            await ledger.CheckAsync(admin);
            SaysItOnce(local.Output);

            gate.Open();
            disk.Fill();
            await Eventually.HoldsAsync(() => Task.FromResult(refused > 400));
            await local.KillAsync();
            await stopping.CancelAsync();
            await load;
        }

        disk.Free();
        await using var survivor = await LocalProcess.StartAsync(disk.Path);
        using var reader = await survivor.AdminAsync();
        await ledger.CheckAsync(reader, anew: true);
    }

    [DiskFact]
    public async Task Health_check_detects_free_space_again_without_other_writes()
    {
        using var disk = new SmallDisk();
        await using var local = await LocalProcess.StartAsync(disk.Path);
        using var admin = await local.AdminAsync();
        disk.Fill();
        await Eventually.HoldsAsync(async () => await EditAsync(admin, "too much") == HttpStatusCode.ServiceUnavailable);
        await IsReadOnlyForNowAsync(local, admin);

        disk.Free();

        await IsUpAsync(local.Http);
    }

    [DiskFact]
    public async Task Killed_on_a_full_disk_it_starts_again_to_be_read_and_writes_as_soon_as_it_can()
    {
        using var disk = new SmallDisk();
        await using (var local = await LocalProcess.StartAsync(disk.Path))
        {
            using var admin = await local.AdminAsync();
            Assert.Equal(HttpStatusCode.OK, await EditAsync(admin, "Kept"));
            disk.Fill();
            await local.KillAsync();
        }

        await using var again = await LocalProcess.StartAsync(disk.Path);
        using var after = await again.AdminAsync();
        Assert.Equal("Kept", (await again.Http.GetAsync(Stream).JsonAsync()).Text("title"));
        await Eventually.HoldsAsync(async () => await EditAsync(after, "too much") == HttpStatusCode.ServiceUnavailable);
        disk.Free();

        Assert.Equal(HttpStatusCode.OK, await EditAsync(after, "Room again"));
        Assert.Equal(0, await again.TerminateAsync());
    }

    [DiskFact]
    public async Task A_start_with_no_room_for_the_log_is_one_clear_line_and_changes_nothing()
    {
        using var disk = new SmallDisk();
        await using (var local = await LocalProcess.StartAsync(disk.Path))
            Assert.Equal(0, await local.TerminateAsync());
        var file = Path.Combine(disk.Path, "liveshop.db");
        var before = await File.ReadAllBytesAsync(file);
        disk.Fill();

        var (exitCode, errors) = await LocalProcess.FailAsync(disk.Path);

        Assert.NotEqual(0, exitCode);
        Assert.Equal($"{file} cannot be used: the disk is full.", Assert.Single(errors));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        disk.Free();
        await using var again = await LocalProcess.StartAsync(disk.Path);
    }

    private static async Task IsReadOnlyForNowAsync(LocalProcess local, HttpClient admin)
    {
        using (var answer = await admin.PatchAsJsonAsync(Stream, new { title = new string('x', 200) }))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            await Task.FromResult(answer).IsProblemAsync(503, "unavailable");
        }

        await Eventually.HoldsAsync(async () => (await HealthAsync(local.Http)).Text("status") == "degraded");
        Assert.Contains("the disk is full", (await HealthAsync(local.Http)).Text("detail"), StringComparison.Ordinal);
        foreach (var read in new[] { Stream, $"{Stream}/pinned-products", "/api/products", "/api/products/mug" })
            await local.Http.GetAsync(read).JsonAsync();
        await using var another = await HubClient.JoinAsync(local.Http);
    }

    private static Task IsUpAsync(HttpClient http) => Eventually.HoldsAsync(async () => (await HealthAsync(http)).Text("status") == "up");

    private static async Task<JsonElement> HealthAsync(HttpClient http) =>
        (await http.GetAsync("/api/health").JsonAsync()).GetProperty("checks").GetProperty("store");

    // The store logs the start and the end of the outage and the API a summary, not hundreds of refusals.
    private static void SaysItOnce(string log)
    {
        var lines = log.Split('\n');
        Assert.InRange(lines.Count(line => line.Contains("cannot be written; what is there can still be read", StringComparison.Ordinal)), 1, 5);
        Assert.InRange(lines.Count(line => line.Contains("requests were refused", StringComparison.Ordinal)), 1, 5);
        Assert.Contains(lines, line => line.Contains("can be written again", StringComparison.Ordinal));
        Assert.InRange(lines.Length, 1, 40);
    }

    private async Task EditAsync(HttpClient admin, int number, CancellationToken stopping)
    {
        try
        {
            for (var edit = 0; ; edit++)
                await gate.WorkAsync(() => EditAsync(admin, $"admin {number}, edit {edit}", ledger), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Enough.
        }
    }

    private async Task EditAsync(HttpClient admin, string title, StreamLedger kept)
    {
        var change = new AskedChange("ann", "edited", Title: title);
        if (await admin.TryAsync(HttpMethod.Patch, Stream, new { title }) is { } answer)
        {
            kept.Acknowledge(answer.Version(), change);
            return;
        }

        kept.LeaveUnanswered(change);
        Interlocked.Increment(ref refused);
    }

    private static async Task<HttpStatusCode> EditAsync(HttpClient admin, string title)
    {
        using var answer = await admin.PatchAsJsonAsync(Stream, new { title });
        return answer.StatusCode;
    }
}
