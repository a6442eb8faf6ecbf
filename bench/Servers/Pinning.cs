using System.Diagnostics;

namespace LiveShop.Bench.Servers;

/// <summary>
/// Who runs where: with two processors or more the load generator has the last one for itself, and the server all others.
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
        // The state that a .NET server comes to after half a minute of load, from the start: or its compiler would be measured.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_ReadyToRun"] = "0";
        return start;
    }

    public static ProcessStartInfo ForLoad(IReadOnlyList<string> command) => Start(command, LoadProcessor);

    private static ProcessStartInfo Start(IReadOnlyList<string> command, string processors) => IsPossible
        ? new ProcessStartInfo("taskset", ["-c", processors, .. command])
        : new ProcessStartInfo(command[0], command.Skip(1));
}
