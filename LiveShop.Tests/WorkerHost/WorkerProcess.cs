using System.Diagnostics;
using System.Text;

namespace LiveShop.Tests.WorkerHost;

/// <summary>The worker's process, which ends with the test runner, even with one that is killed.</summary>
public sealed class WorkerProcess : IDisposable
{
    // A background shell kills the process when its standard input ends; the process keeps the id of the shell it replaces.
    private const string Guarded =
        "p=$$; exec 3<&0; (cat <&3 >/dev/null; kill -9 $p) 2>/dev/null & exec \"$@\" </dev/null 3<&-";

    private readonly Process process;
    private readonly StringBuilder errors = new();

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
                errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    /// <summary>Ends with the process, once all that it wrote to its standard error has been read.</summary>
    public Task Exited { get; }

    public int ExitCode => process.ExitCode;

    public string Errors
    {
        get
        {
            lock (errors)
                return errors.ToString().Trim();
        }
    }

    public static WorkerProcess Start(string[] command, string directory, IReadOnlyDictionary<string, string> environment)
    {
        string[] guarded = OperatingSystem.IsWindows() ? command : ["/bin/sh", "-c", Guarded, "sh", .. command];
        var start = new ProcessStartInfo(guarded[0], guarded[1..])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>What happens when the test runner dies.</summary>
    public void LetGo() => process.StandardInput.Close();

    public void Kill()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    public void Dispose()
    {
        Kill();
        LetGo();
        process.Dispose();
    }
}

/// <summary>The worker ended although nobody asked it to.</summary>
public sealed class WorkerExitedException(int exitCode, string errors) : Exception($"The worker ended with {exitCode}: {errors}")
{
    public int ExitCode { get; } = exitCode;

    public string Errors { get; } = errors;

    /// <summary>The worker looks for a free port for its HTTP listener and binds it later; another process may be faster.</summary>
    public bool IsPortCollision => Errors.Contains("address already in use", StringComparison.OrdinalIgnoreCase);
}
