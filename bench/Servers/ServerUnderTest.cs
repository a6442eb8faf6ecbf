using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LiveShop.Bench.Servers;

/// <summary>A server that was started for one measurement. Disposing it ends the process and deletes its files.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string folder;
    private readonly List<string> output = [];

    private ServerUnderTest(Process process, string folder, int port, string? token)
    {
        (this.process, this.folder, Port, Token) = (process, folder, port, token);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public int Pid => process.Id;

    /// <summary>An admin's token; null for servers without authentication.</summary>
    public string? Token { get; private set; }

    public static async Task<ServerUnderTest> StartAsync(Contestant contestant, int pins)
    {
        var folder = Directory.CreateTempSubdirectory("liveshop-bench-").FullName;
        var port = FreePort();
        var command = contestant.Command(new(port, folder, pins));
        var start = Pinning.ForServer(command);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var server = new ServerUnderTest(Process.Start(start)!, folder, port, contestant.Token);
        try
        {
            await server.WaitUntilListeningAsync();
            if (contestant.SignsInAtItself)
                server.Token = await Shop.SignInAsync(port);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private async Task WaitUntilListeningAsync()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Timeout; await Task.Delay(50))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"The server exited with code {process.ExitCode}: {Output}"));
            }

            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"The server did not listen within {Timeout.TotalSeconds:F0} s: {Output}");
    }

    private string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    private void Note(string? line)
    {
        lock (output)
        {
            if (line is not null && output.Count < 100)
                output.Add(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
