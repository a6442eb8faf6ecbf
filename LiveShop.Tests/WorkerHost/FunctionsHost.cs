using System.Net;
using System.Text.Json;
using LiveShop.Tests.WorkerHost.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.WorkerHost;

/// <summary>
/// A functions host for tests: it starts the app's worker, loads every function and calls them as Azure's host does, without
/// its extensions. What triggers, inputs and outputs mean is up to <see cref="FunctionsHostOptions"/>.
/// </summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    private const int Starts = 3;

    private readonly FunctionsHostOptions options;
    private readonly WorkerChannel channel;
    private readonly WebApplication server;
    private readonly WorkerProcess worker;
    private readonly Task watching;
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

    internal HttpRoutes Routes => new(Functions.Values, RoutePrefix());

    private string Directory => Path.GetDirectoryName(options.App)!;

    /// <exception cref="WorkerExitedException">The worker ended before it had loaded its functions.</exception>
    public static async Task<FunctionsHost> StartAsync(FunctionsHostOptions options)
    {
        for (var start = 1; ; start++)
        {
            var channel = new WorkerChannel();
            var host = new FunctionsHost(options, channel, await ListenAsync(channel));
            try
            {
                await host.LoadAsync().WaitAsync(options.Patience);
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

    /// <summary>A client of the app's HTTP functions. The address stands for the host's: requests go to the worker's own listener.</summary>
    public HttpClient CreateClient() => new(new FunctionsHttpHandler(this, new(Capabilities["HttpUri"])))
    {
        BaseAddress = new("http://functions.test/"),
    };

    /// <summary>Calls a function once.</summary>
    /// <param name="data">The trigger's value, as JSON.</param>
    public Task<FunctionResult> InvokeAsync(string function, string data, CancellationToken cancellation = default) =>
        InvokeAsync(Functions[function], new Invocation { Data = FunctionCall.ValueOf(Functions[function].Trigger, data) }, cancellation);

    /// <summary>Calls a function until it succeeds or its retry policy gives up, as the host does for a batch.</summary>
    public async Task<FunctionResult> TriggerAsync(string function, string data, CancellationToken cancellation = default)
    {
        var (called, value) = (Functions[function], FunctionCall.ValueOf(Functions[function].Trigger, data));
        for (var retry = 0; ; retry++)
        {
            var result = await InvokeAsync(called, new Invocation { Data = value, Retry = retry }, cancellation) with { Attempts = retry + 1 };
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

    private static async Task<WebApplication> ListenAsync(WorkerChannel channel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(channel);
        // A batch may be as large as it likes.
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        var server = builder.Build();
        server.MapGrpcService<WorkerChannel>();
        await server.StartAsync();
        return server;
    }

    private string[] Command() =>
    [
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", options.App,
        "--functions-uri", server.Urls.Single(),
        "--functions-worker-id", Guid.NewGuid().ToString(),
        "--functions-request-id", Guid.NewGuid().ToString(),
        "--functions-grpc-max-message-length", int.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
    ];

    private async Task LoadAsync()
    {
        await channel.Started;
        var init = await channel.AskAsync(new() { WorkerInitRequest = new() { HostVersion = "4.0.0", FunctionAppDirectory = Directory, WorkerDirectory = Directory } });
        Capabilities = init.WorkerInitResponse.Capabilities;
        var described = await channel.AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = Directory } });
        var metadata = described.FunctionMetadataResponse.FunctionMetadataResults;
        var loads = metadata.Select(function => new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function });
        foreach (var loaded in await Task.WhenAll(loads.Select(load => channel.AskAsync(new() { FunctionLoadRequest = load }))))
        {
            var response = loaded.FunctionLoadResponse;
            if (response.Result.Status != StatusResult.Types.Status.Success)
                throw new InvalidOperationException($"Function {response.FunctionId} is not loaded: {response.Result.Exception?.Message}");
        }

        Functions = metadata.ToDictionary(function => function.Name, function => new HostedFunction(function));
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

    private string RoutePrefix()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(Directory, "host.json")));
        return settings.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var prefix) ? prefix.GetString()! : "api";
    }
}
