using System.Text.Json;
using LiveShop.Tests.WorkerHost.Protocol;

namespace LiveShop.Tests.WorkerHost;

/// <summary>How a call of a function ended.</summary>
public sealed record FunctionResult
{
    internal FunctionResult(HostedFunction function, InvocationResponse response)
    {
        Succeeded = response.Result.Status == StatusResult.Types.Status.Success;
        Exception = response.Result.Exception is { } exception ? $"{exception.Type}: {exception.Message}" : null;
        var values = response.OutputData.ToDictionary(output => output.Name, output => output.Data);
        if (response.ReturnValue is { DataCase: not TypedData.DataOneofCase.None } returned)
            values["$return"] = returned;
        Outputs = [.. function.Outputs.Where(binding => values.ContainsKey(binding.Name))
            .Select(binding => new FunctionOutput(function.Name, binding, Read(values[binding.Name])))];
    }

    public bool Succeeded { get; init; }

    /// <summary>Type and message of the exception that the function threw.</summary>
    public string? Exception { get; init; }

    /// <summary>The outputs that were set; one that is null is not among them.</summary>
    public IReadOnlyList<FunctionOutput> Outputs { get; }

    /// <summary>How often the function was called, 1 without retries.</summary>
    public int Attempts { get; init; } = 1;

    private static JsonElement Read(TypedData data) =>
        data.DataCase == TypedData.DataOneofCase.Json ? JsonElement.Parse(data.Json) : JsonSerializer.SerializeToElement(data.String);
}
