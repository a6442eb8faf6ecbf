using System.Diagnostics.Metrics;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Tests.Contract;
using LiveShop.Tests.Local;
using LiveShop.Tests.Local.Hostile;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LiveShop.Tests.Fuzzing;

/// <summary>
/// Every fuzzed request is answered or refused: no 500, no write by a refused request, every error a problem and every response as
/// the OpenAPI document says. <c>*</c> in the counts marks a response of the web server itself.
/// </summary>
[Collection(ProcessMeasurementCollection.Name)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int WarmUp = 2000;
    private const int MostHeapGrowth = 16 * 1024 * 1024;
    private const int MostHandleGrowth = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Idle connections that the test's own client may keep.</summary>
    private const int MostKept = 8;

    [Fact]
    public async Task Fuzzed_requests_on_SQLite_are_answered_or_refused_without_leaks()
    {
        var watch = new WriteWatch();
        await using var server = await LocalServer.StartAsync(null, watch.Watch, "--LiveShop:SampleData", "false");
        using var connections = new Connections(server.BaseAddress.Port);
        var campaign = new FuzzCampaign(server, watch, output);
        await campaign.RunAsync(0, WarmUp);
        var before = Usage(server.Log);

        await campaign.RunAsync(WarmUp, TestScale.Repeat(10_000) - WarmUp);

        campaign.HasDoneEverything();
        await JournalsAreWholeAsync(server.Services.GetRequiredService<ILiveStreamStore>());
        await Eventually.HoldsAsync(() => Task.FromResult(connections.Open <= MostKept));
        // The change feed may still process what the last requests changed.
        var after = Usage(server.Log);
        await Eventually.HoldsAsync(
            () => Task.FromResult((after = Usage(server.Log)).Heap < before.Heap + MostHeapGrowth && after.Handles < before.Handles + MostHandleGrowth), Patience,
            () => $"The heap grew from {before.Heap} to {after.Heap} bytes, the handles from {before.Handles} to {after.Handles}.");
        output.WriteLine($"Heap {before.Heap >> 10} KB, then {after.Heap >> 10} KB; handles {before.Handles}, then {after.Handles}");
    }

    // Every change of a stream is in its journal exactly once.
    private static async Task JournalsAreWholeAsync(ILiveStreamStore streams)
    {
        var some = await streams.ListAsync(null, new PageRequest(PageRequest.MaxLimit, null), CancellationToken.None);
        Assert.NotEmpty(some.Items);
        foreach (var stream in some.Items)
        {
            var journal = await streams.ChangesAsync(stream.StreamId, 0, int.MaxValue, CancellationToken.None);
            Assert.Equal(Enumerable.Range(1, journal.Count).Select(version => (long)version), journal.Select(change => change.Version));
            // A product change may have updated the stream meanwhile.
            Assert.InRange(journal.Count, stream.Version, (await streams.FindAsync(stream.StreamId, CancellationToken.None))!.Value.Version);
        }
    }

    // Without the captured log, in which the test itself keeps every line.
    private static (long Heap, int Handles) Usage(CapturedLog log)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true) - log.Bytes, OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount);
    }

    /// <summary>Counts the connections that the web server has open on a port.</summary>
    private sealed class Connections : IDisposable
    {
        private readonly MeterListener listener = new();
        private long open;

        public Connections(int port)
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: "Microsoft.AspNetCore.Server.Kestrel", Name: "kestrel.active_connections" })
                    self.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, change, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag is { Key: "server.port", Value: int at } && at == port)
                        Interlocked.Add(ref open, change);
                }
            });
            listener.Start();
        }

        public long Open => Interlocked.Read(ref open);

        public void Dispose() => listener.Dispose();
    }
}
