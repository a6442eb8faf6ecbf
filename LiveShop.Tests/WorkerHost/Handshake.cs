using LiveShop.Tests.WorkerHost.Protocol;

namespace LiveShop.Tests.WorkerHost;

/// <summary>What host and worker say to each other before the first call.</summary>
/// <param name="Capabilities">What the worker says it can do.</param>
/// <param name="Functions">By name, each of them loaded.</param>
internal sealed record Handshake(IReadOnlyDictionary<string, string> Capabilities, IReadOnlyDictionary<string, HostedFunction> Functions)
{
    public static async Task<Handshake> WithAsync(WorkerChannel channel, string directory)
    {
        await channel.Started;
        var init = await channel.AskAsync(new()
        {
            WorkerInitRequest = new() { HostVersion = "4.0.0", FunctionAppDirectory = directory, WorkerDirectory = directory },
        });
        var described = await channel.AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = directory } });
        var functions = described.FunctionMetadataResponse.FunctionMetadataResults;
        await Task.WhenAll(functions.Select(function => LoadAsync(channel, function)));
        return new(
            init.WorkerInitResponse.Capabilities,
            functions.ToDictionary(function => function.Name, function => new HostedFunction(function)));
    }

    private static async Task LoadAsync(WorkerChannel channel, RpcFunctionMetadata function)
    {
        var request = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
        var loaded = await channel.AskAsync(new() { FunctionLoadRequest = request });
        if (loaded.FunctionLoadResponse.Result is { Status: not StatusResult.Types.Status.Success } result)
            throw new InvalidOperationException($"Function {function.Name} is not loaded: {result.Exception?.Message}");
    }
}
