using System.Text.Json;

namespace LiveShop.Bench.Load;

/// <summary>The load generator's process: gets one scenario as JSON and prints one result as JSON.</summary>
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
        "changes" => new DeliveryScenarios(loop, spec).ChangesAsync(),
        "burst" => new DeliveryScenarios(loop, spec).BurstAsync(),
        "steps" => new DeliveryScenarios(loop, spec).StepsAsync(),
        "crowd" => new DeliveryScenarios(loop, spec).CrowdAsync(),
        "pins" => new Requests(loop, spec).PinsAsync(),
        "checkouts" => new Checkouts(loop, spec).RunAsync(),
        "reads" => new Requests(loop, spec).ReadsAsync(),
        _ => throw new ArgumentException($"There is no scenario '{spec.Scenario}'."),
    };
}
