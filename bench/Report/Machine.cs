using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LiveShop.Bench.Servers;

namespace LiveShop.Bench.Report;

/// <summary>The machine and the time of a run.</summary>
/// <param name="SyncMilliseconds">Median of writing and syncing 4 KB on the disk of the data folders: the cost of a durable commit.</param>
internal sealed record Machine(
    DateTimeOffset At, string Processor, int Processors, double MemoryGigabytes, string System, string DotNet, string Node,
    string Placement, double SyncMilliseconds)
{
    private const int Syncs = 100;

    public static async Task<Machine> LookAsync() => new(
        DateTimeOffset.UtcNow,
        File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown",
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        await VersionAsync("node"),
        Pinning.IsPossible
            ? $"servers on processor {Pinning.ServerProcessors}, load generator on {Pinning.LoadProcessor}"
            : "not pinned",
        Math.Round(MeasureSync(), 2));

    private static async Task<string> VersionAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
        return $"{program} {(await process.StandardOutput.ReadToEndAsync()).Trim()}";
    }

    private static double MeasureSync()
    {
        var folder = Directory.CreateTempSubdirectory("liveshop-bench-");
        try
        {
            using var file = File.Create(Path.Combine(folder.FullName, "sync"));
            var times = Enumerable.Range(0, Syncs).Select(_ =>
            {
                var watch = Stopwatch.StartNew();
                file.Write(new byte[4096]);
                file.Flush(flushToDisk: true);
                return watch.Elapsed.TotalMilliseconds;
            }).Order().ToList();
            return times[Syncs / 2];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{At:yyyy-MM-dd HH:mm} UTC, {Processor}, {Processors} processors, {MemoryGigabytes} GB, ")
        + string.Create(CultureInfo.InvariantCulture, $"{System}, {DotNet}, {Node}; {Placement}; "
            + $"a write synced to the disk takes {SyncMilliseconds} ms");
}
