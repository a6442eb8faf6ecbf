using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Contract;

namespace LiveShop.Tests.Local;

/// <summary>LiveShop.Local as a separate process. Its output must not contain tokens or cart ids that its clients used.</summary>
public sealed class LocalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>A process in the background of a shell inherits that SIGINT is ignored, which Ctrl-C in a terminal would end.</summary>
    private static readonly string[] Command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];

    private readonly Secrets secrets;
    private readonly Process process;
    private readonly List<string> output = [];
    private readonly List<string> errors = [];
    private readonly TaskCompletionSource<Uri?> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalProcess(Process process, Secrets secrets)
    {
        (this.process, this.secrets) = (process, secrets);
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(errors, line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => started.TrySetResult(null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; private set; } = null!;

    public bool IsRunning => !process.HasExited;

    /// <summary>Exit code of the ended process.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Logged errors, and everything on standard error.</summary>
    public IEnumerable<string> Failures =>
        Lines.Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)).Concat(Errors);

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (errors)
                return [.. errors];
        }
    }

    public string Output => string.Join('\n', Lines);

    private IReadOnlyList<string> Lines
    {
        get
        {
            lock (output)
                return [.. output];
        }
    }

    /// <summary>Starts the process and waits until it serves.</summary>
    public static async Task<LocalProcess> StartAsync(string dataDirectory, string url = "http://127.0.0.1:0", params string[] settings)
    {
        var local = Launch(dataDirectory, url, settings);
        try
        {
            await local.ServesAsync();
            return local;
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process without waiting.</summary>
    public static LocalProcess Launch(string dataDirectory, string url, params string[] settings) =>
        Launch(dataDirectory, url, new Secrets(), settings);

    /// <param name="secrets">Secrets that must not be printed, also of clients other than its own.</param>
    internal static LocalProcess Launch(string dataDirectory, string url, Secrets secrets, params string[] settings)
    {
        secrets.AddKeysIn(settings);
        return new(new Process
        {
            StartInfo = new ProcessStartInfo(Command[0],
            [
                .. Command[1..], Path.Combine(AppContext.BaseDirectory, "LiveShop.Local.dll"),
                "--urls", url, "--LiveShop:DataDirectory", dataDirectory, "--LiveShop:BuildPages", "false", .. settings,
            ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        }, secrets);
    }

    public async Task ServesAsync()
    {
        var address = await started.Task.WaitAsync(Patience);
        Assert.True(address is not null, $"It did not start: {string.Join('\n', Errors)}");
        Http = new HttpClient(new ContractHandler(secrets)) { BaseAddress = address };
    }

    /// <summary>Starts the process and waits until it ends by itself.</summary>
    /// <returns>The exit code, and the lines on standard error.</returns>
    public static async Task<(int ExitCode, IReadOnlyList<string> Errors)> FailAsync(string dataDirectory, string url = "http://127.0.0.1:0", params string[] settings)
    {
        await using var local = Launch(dataDirectory, url, settings);
        var exitCode = await local.EndedAsync();
        return (exitCode, local.Errors);
    }

    public async Task<HttpClient> AdminAsync(string name = "ann")
    {
        var response = await Http.PostAsJsonAsync("/dev/token", new { name });
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        return new HttpClient(new ContractHandler(secrets)) { BaseAddress = Http.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <summary>SIGKILL, without flush or shutdown.</summary>
    /// <returns>False when the process had ended already.</returns>
    public async Task<bool> KillAsync()
    {
        var isRunning = IsRunning;
        process.Kill();
        await process.WaitForExitAsync();
        return isRunning;
    }

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public async Task<int> InterruptAsync()
    {
        await SignalAsync("INT");
        return await EndedAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public async Task<int> TerminateAsync()
    {
        await TellToEndAsync();
        return await EndedAsync();
    }

    /// <summary>Sends SIGTERM and does not wait for the end.</summary>
    public Task TellToEndAsync() => SignalAsync("TERM");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await KillAsync();
        process.Dispose();
        secrets.AreNotIn([.. Lines, .. Errors], mayBeQuiet: Http is null);
    }

    private async Task<int> EndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private void Take(List<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
        if (line.TrimStart() is ['A', 'd', 'm', 'i', 'n', .. var rest])
            started.TrySetResult(new Uri(rest.Trim()[..^"/admin".Length]));
    }
}
