using System.Text.Json;

namespace LiveShop.Bench.Load;

/// <summary>The load generator's process: one scenario in, as JSON, one result out.</summary>
internal static class LoadGenerator
{
    public static int Run(string json)
    {
        var spec = JsonSerializer.Deserialize<LoadSpec>(json)!;
        var loop = new EventLoop();
        var result = loop.Run(() => RunAsync(loop, spec));
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }

    private static Task<LoadResult> RunAsync(EventLoop loop, LoadSpec spec) => spec.Scenario switch
    {
        "changes" => new FanOut(loop, spec).ChangesAsync(),
        "burst" => new FanOut(loop, spec).BurstAsync(),
        "steps" => new FanOut(loop, spec).StepsAsync(),
        "crowd" => new FanOut(loop, spec).CrowdAsync(),
        "pins" => new Requests(loop, spec).PinsAsync(),
        "reads" => new Requests(loop, spec).ReadsAsync(),
        _ => throw new ArgumentException($"There is no scenario '{spec.Scenario}'."),
    };
}
