using System.Diagnostics;
using System.Globalization;

namespace LiveShop.Bench.Load;

/// <summary>Processor time of this process, the server and the machine since its creation, from /proc.</summary>
internal sealed class Usage(int serverPid)
{
    private const double TicksPerSecond = 100;

    private readonly (long At, double Own, double Server, double Machine) begin = Now(serverPid);

    public LoadResult Note(LoadResult result)
    {
        var end = Now(serverPid);
        var seconds = (end.At - begin.At) / (double)Stopwatch.Frequency;
        return result with
        {
            LoadCpu = (end.Own - begin.Own) / seconds,
            ServerCpu = (end.Server - begin.Server) / seconds,
            ServerCpuSeconds = end.Server - begin.Server,
            MachineCpu = (end.Machine - begin.Machine) / seconds,
        };
    }

    public static double MegabytesOf(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static (long At, double Own, double Server, double Machine) Now(int pid) =>
        (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, SecondsOf(pid), MachineSeconds());

    private static double SecondsOf(int pid)
    {
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    private static double MachineSeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var idle = Number(fields[4]) + Number(fields[5]);
        return (fields.Skip(1).Take(8).Sum(Number) - idle) / TicksPerSecond;
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
