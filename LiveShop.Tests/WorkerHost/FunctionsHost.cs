using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;

namespace LiveShop.Tests.WorkerHost;

/// <summary>
/// A functions host for tests: it starts the app's worker, loads every function and calls them as Azure's host does, without
/// its extensions. What triggers, inputs and outputs mean is up to <see cref="FunctionsHostOptions"/>.
/// </summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    private const int Starts = 3;

    private static readonly TimeSpan ListenerPollDelay = TimeSpan.FromMilliseconds(20);

    private readonly FunctionsHostOptions options;
    private readonly WorkerChannel channel;
    private readonly WebApplication server;
    private readonly WorkerProcess worker;
    private readonly Task watching;
    private HttpRoutes routes = null!;
    private bool disposed;

    private FunctionsHost(FunctionsHostOptions options, WorkerChannel channel, WebApplication server)
    {
        (this.options, this.channel, this.server) = (options, channel, server);
        worker = WorkerProcess.Start(Command(), Directory, new Dictionary<string, string>(options.Settings)
        {
            ["FUNCTIONS_APPLICATION_DIRECTORY"] = Directory,
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        });
        watching = FailWithTheWorkerAsync();
    }

    public IReadOnlyDictionary<string, HostedFunction> Functions { get; private set; } = new Dictionary<string, HostedFunction>();

    /// <summary>What the worker says it can do.</summary>
    public IReadOnlyDictionary<string, string> Capabilities { get; private set; } = new Dictionary<string, string>();

    /// <summary>Category and message of all that the worker has logged.</summary>
    public IReadOnlyList<(string Category, string Message)> Logs => [.. channel.Logs.Select(log => (log.Category, log.Message))];

    private string Directory => Path.GetDirectoryName(options.App)!;

    /// <exception cref="WorkerExitedException">The worker ended before it had loaded its functions.</exception>
    public static async Task<FunctionsHost> StartAsync(FunctionsHostOptions options)
    {
        for (var start = 1; ; start++)
        {
            var channel = new WorkerChannel();
            var host = new FunctionsHost(options, channel, await ChannelServer.StartAsync(channel));
            try
            {
                await host.LoadAsync().WaitAsync(options.Patience);
                await host.WaitForListenerAsync().WaitAsync(options.Patience);
                return host;
            }
            catch (Exception failure)
            {
                await host.DisposeAsync();
                if (failure is not WorkerExitedException { IsPortCollision: true } || start == Starts)
                    throw;
            }
        }
    }

    // The worker tells its address before it listens there.
    private async Task WaitForListenerAsync()
    {
        var address = new Uri(Capabilities["HttpUri"]);
        while (true)
        {
            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync(address.Host, address.Port);
                return;
            }
            catch (SocketException) when (!worker.Exited.IsCompleted)
            {
                await Task.Delay(ListenerPollDelay);
            }
        }
    }

    /// <summary>A client of the app's HTTP functions. Its address stands for the host's.</summary>
    public HttpClient CreateClient() => new(new FunctionsHttpHandler(this, routes, new(Capabilities["HttpUri"])))
    {
        BaseAddress = new("http://functions.test/"),
    };

    /// <summary>Calls a function once.</summary>
    /// <param name="data">The trigger's value, as JSON.</param>
    public Task<FunctionResult> InvokeAsync(string function, string data, CancellationToken cancellation = default)
    {
        var called = Functions[function];
        return InvokeAsync(called, new Invocation { Data = FunctionCall.ValueOf(called.Trigger, data) }, cancellation);
    }

    /// <summary>Calls a function until it succeeds or its retry policy gives up, as the host does for a batch.</summary>
    public async Task<FunctionResult> TriggerAsync(string function, string data, CancellationToken cancellation = default)
    {
        var (called, value) = (Functions[function], FunctionCall.ValueOf(Functions[function].Trigger, data));
        for (var retry = 0; ; retry++)
        {
            var invocation = new Invocation { Data = value, Retry = retry };
            var result = await InvokeAsync(called, invocation, cancellation) with { Attempts = retry + 1 };
            if (result.Succeeded || !called.Retry.Allows(retry + 1))
                return result;
            await options.Pause(called.Retry.PauseBefore(retry + 1), cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
            return;
        channel.Send(new() { WorkerTerminate = new() });
        await worker.Exited.WaitAsync(options.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Kill();
        await watching;
        worker.Dispose();
        await server.DisposeAsync();
    }

    internal async Task<FunctionResult> InvokeAsync(HostedFunction function, Invocation invocation, CancellationToken cancellation)
    {
        var request = FunctionCall.Request(function, invocation, options.Input);
        var result = new FunctionResult(function, await channel.InvokeAsync(request, cancellation));
        foreach (var output in result.Outputs)
        {
            try
            {
                await options.Output(output);
            }
            catch (Exception failure)
            {
                return result with { Succeeded = false, Exception = $"{failure.GetType()}: {failure.Message}" };
            }
        }

        return result;
    }

    private string[] Command() =>
    [
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", options.App,
        "--functions-uri", server.Urls.Single(),
        "--functions-worker-id", Guid.NewGuid().ToString(),
        "--functions-request-id", Guid.NewGuid().ToString(),
        "--functions-grpc-max-message-length", $"{int.MaxValue}",
    ];

    private async Task LoadAsync()
    {
        var handshake = await Handshake.WithAsync(channel, Directory);
        (Capabilities, Functions) = (handshake.Capabilities, handshake.Functions);
        routes = HttpRoutes.Of(Functions.Values, Directory);
    }

    private async Task FailWithTheWorkerAsync()
    {
        await Task.WhenAny(worker.Exited, channel.Closed);
        // A worker that ends closes the stream first, and its exit says more.
        await worker.Exited.WaitAsync(options.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        channel.Fail(worker.Exited.IsCompleted
            ? new WorkerExitedException(worker.ExitCode, worker.Errors)
            : new IOException("The worker has closed the stream, and not ended."));
    }
}
