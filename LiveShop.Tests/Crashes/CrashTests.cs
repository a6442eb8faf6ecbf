using System.Diagnostics;
using LiveShop.Tests.Contract;
using LiveShop.Tests.Local;
using Xunit.Abstractions;

namespace LiveShop.Tests.Crashes;

public sealed class CrashTests : IAsyncLifetime, IDisposable
{
    private const int MostChanges = 150;
    private const int LongestPause = 50;
    private const int LongestShutdown = 300;

    // Two kills in quick succession wherever a start-up follows.
    private static readonly KillMoment[] Moments =
    [
        KillMoment.UnderLoad, KillMoment.UnderLoad, KillMoment.DuringStart, KillMoment.DuringShutdown, KillMoment.DuringStart, KillMoment.UnderLoad,
    ];

    private readonly TemporaryFolder data = new();
    private readonly Secrets secrets = new();
    private readonly ITestOutputHelper output;
    private readonly int seed = TestSeed.Next();
    private readonly Random random;
    private readonly Uri address;
    private LocalProcess? local;
    private TimeSpan startTakes;
    private int tooLate;

    public CrashTests(ITestOutputHelper output)
    {
        this.output = output;
        random = new Random(seed);
        address = new Uri($"http://127.0.0.1:{FreePort.Find(random)}");
    }

    private enum KillMoment
    {
        UnderLoad,
        DuringStart,
        DuringShutdown,
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (local is not null)
            await local.DisposeAsync();
    }

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Random_kills_under_load_lose_or_duplicate_nothing()
    {
        var running = Stopwatch.StartNew();
        await using var shop = new ShopWorkload(address, secrets, random);
        var kills = 0;
        try
        {
            await StartAsync();
            startTakes = running.Elapsed;
            await shop.OpenAsync(local!);
            for (; kills < TestScale.Repeat(Moments.Length); kills++)
                await KillAsync(Moments[kills % Moments.Length], shop);

            await StartAsync();
            await shop.CheckAsync(whole: true);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}, after {kills} kills: {exception.Message}", exception);
        }

        output.WriteLine($"Seed {seed}: {kills} kills in {running.Elapsed.TotalSeconds:F0} s, {tooLate} of them after the process had ended by itself. {shop}.");
    }

    private async Task KillAsync(KillMoment moment, ShopWorkload shop)
    {
        if (moment == KillMoment.DuringStart)
        {
            local = LocalProcess.Launch(data.Path, address.ToString(), secrets);
            await Task.Delay(random.NextDouble() * startTakes);
        }
        else
        {
            await ServeAsync(shop);
            await WorkForAWhileAsync(shop);
        }

        if (moment == KillMoment.DuringShutdown)
        {
            await local!.TellToEndAsync();
            await Task.Delay(random.Next(LongestShutdown));
        }

        if (!await local!.KillAsync())
            HasEndedAsItWasTold(moment);
        Assert.Empty(local!.Failures);
        await local.DisposeAsync();
        local = null;
    }

    // Only a process that got SIGTERM may have ended before the kill.
    private void HasEndedAsItWasTold(KillMoment moment)
    {
        Assert.Equal((KillMoment.DuringShutdown, 0), (moment, local!.ExitCode));
        tooLate++;
    }

    private async Task ServeAsync(ShopWorkload shop)
    {
        if (local is null)
        {
            await StartAsync();
            // All have been hammering at it since it was killed; half of the time they go on for a while.
            if (random.Next(2) == 0)
                await WorkForAWhileAsync(shop);
            await shop.CheckAsync();
        }

        shop.GoOn();
    }

    // A while is a number of changes, which means the same on a slow machine as on a fast one, and then some milliseconds.
    private async Task WorkForAWhileAsync(ShopWorkload shop)
    {
        var enough = shop.Acknowledged + random.Next(MostChanges);
        await Eventually.HoldsAsync(() => Task.FromResult(shop.Acknowledged >= enough));
        await Task.Delay(random.Next(LongestPause));
    }

    private async Task StartAsync()
    {
        local = LocalProcess.Launch(data.Path, address.ToString(), secrets);
        await local.ServesAsync();
    }
}
