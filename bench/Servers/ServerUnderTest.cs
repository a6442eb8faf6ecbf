using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LiveShop.Bench.Servers;

/// <summary>A server that was started for one measurement. Ended by its process id, with all it left behind.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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

    /// <summary>What an admin is let in with; null when there is nobody who asks.</summary>
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
            await server.UntilItListensAsync();
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

    private async Task UntilItListensAsync()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(50))
        {
            if (process.HasExited)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"It ended with {process.ExitCode}: {Output}"));
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        throw new TimeoutException($"It did not listen within {Patience.TotalSeconds:F0} s: {Output}");
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
