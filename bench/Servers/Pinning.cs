using System.Diagnostics;

namespace LiveShop.Bench.Servers;

/// <summary>
/// Processor affinity: with two or more processors the load generator gets the last one, and the server all others.
/// </summary>
internal static class Pinning
{
    private static readonly int Processors = Environment.ProcessorCount;

    public static bool IsPossible { get; } = Processors > 1 && File.Exists("/usr/bin/taskset");

    public static string ServerProcessors => Processors == 2 ? "0" : $"0-{Processors - 2}";

    public static string LoadProcessor => $"{Processors - 1}";

    public static ProcessStartInfo ForServer(IReadOnlyList<string> command)
    {
        var start = Start(command, ServerProcessors);
        // Fully optimized code from the start, which a .NET server otherwise reaches after half a minute of load.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_ReadyToRun"] = "0";
        return start;
    }

    public static ProcessStartInfo ForLoad(IReadOnlyList<string> command) => Start(command, LoadProcessor);

    private static ProcessStartInfo Start(IReadOnlyList<string> command, string processors) => IsPossible
        ? new ProcessStartInfo("taskset", ["-c", processors, .. command])
        : new ProcessStartInfo(command[0], command.Skip(1));
}
