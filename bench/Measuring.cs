using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LiveShop.Bench.Load;
using LiveShop.Bench.Servers;

namespace LiveShop.Bench;

/// <summary>Takes one measurement: starts a server, creates its streams, and runs the load generator in a separate process.</summary>
internal static class Measuring
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    public static async Task<Measurement> TakeAsync(char part, string name, Contestant contestant, LoadSpec spec)
    {
        await using var server = await ServerUnderTest.StartAsync(contestant, spec.Pins);
        if (spec.Products > 0)
        {
            await Shop.StockAsync(contestant, server, spec.Products, spec.Stock);
        }
        else
        {
            var streams = spec.OwnStreams ? spec.Admins : spec.Streams;
            await Shop.PrepareAsync(contestant, server, streams, spec.Pins, spec.Pins + spec.Admins);
        }

        var load = LoadAverage();
        var complete = spec with { Protocol = contestant.Protocol, Port = server.Port, ServerPid = server.Pid, Token = server.Token };
        var result = await GenerateAsync(complete);
        return new(part, name, contestant.Name, load, complete with { Token = null }, result);
    }

    private static async Task<LoadResult> GenerateAsync(LoadSpec spec)
    {
        var start = Pinning.ForLoad(["dotnet", Build.Bench, "load", JsonSerializer.Serialize(spec)]);
        start.RedirectStandardOutput = true;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return JsonSerializer.Deserialize<LoadResult>(output)!;
        }
        catch
        {
            if (!process.HasExited)
                process.Kill();
            throw;
        }
    }

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
