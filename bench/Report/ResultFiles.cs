using System.Text.Json;

namespace LiveShop.Bench.Report;

/// <summary>The results of one run.</summary>
/// <param name="Name">Name of its files.</param>
internal sealed record Run(Machine Machine, string Name, bool IsQuick, IReadOnlyList<Measurement> Measurements);

/// <summary>Writes the results as tables, JSON and plots.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task WriteAsync(Run run)
    {
        var folder = Build.Results;
        Directory.CreateDirectory(folder);
        var name = run.Name;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(run, Json));
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.md"), TextOf(run));
        foreach (var (plot, svg) in Plots.Of(run))
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-{plot}.svg"), svg);
        Console.WriteLine(Goal.Table(run.Measurements));
        Console.WriteLine($"Written to {folder}");
    }

    private static string TextOf(Run run) =>
        $"""
        # {(run.IsQuick ? "Quick results" : "Results")}

        {run.Machine}.

        Every line was measured with a server started for it alone and the same load generator. "Skipped" counts the versions that a
        customer never got by themselves: with LiveShop a newer one had overtaken them, elsewhere they were lost. "Machine's load" is
        the load average when the measurement began: much above zero, others were using the machine.

        ## Goals

        {Goal.Table(run.Measurements)}
        {Tables.All(run.Measurements)}
        """;
}
