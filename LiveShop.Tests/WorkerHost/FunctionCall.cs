using System.Diagnostics;
using System.Text.Json.Nodes;
using LiveShop.Tests.WorkerHost.Protocol;

namespace LiveShop.Tests.WorkerHost;

/// <summary>What a call is made with.</summary>
internal sealed record Invocation
{
    public string Id { get; init; } = Guid.NewGuid().ToString();

    /// <summary>The trigger's value.</summary>
    public required TypedData Data { get; init; }

    public IReadOnlyDictionary<string, string> RouteValues { get; init; } = new Dictionary<string, string>();

    /// <summary>A W3C <c>traceparent</c>; a new trace when null.</summary>
    public string? TraceParent { get; init; }

    /// <summary>0 for the first attempt.</summary>
    public int Retry { get; init; }
}

internal static class FunctionCall
{
    public static InvocationRequest Request(HostedFunction function, Invocation invocation, Func<FunctionBinding, JsonNode?> input)
    {
        var request = new InvocationRequest
        {
            InvocationId = invocation.Id,
            FunctionId = function.Metadata.FunctionId,
            InputData = { new ParameterBinding { Name = function.Trigger.Name, Data = invocation.Data } },
            // Without one the worker fails the call.
            TraceContext = new() { TraceParent = invocation.TraceParent ?? NewTrace() },
        };
        foreach (var binding in function.Inputs)
        {
            if (input(binding) is { } value)
                request.InputData.Add(new ParameterBinding { Name = binding.Name, Data = ValueOf(binding, value.ToJsonString()) });
        }

        // Parameters that are named like a part of the route are read from here alone.
        foreach (var (name, value) in invocation.RouteValues)
            request.TriggerMetadata[name] = new() { String = value };
        if (invocation.Retry > 0)
            request.RetryContext = new() { RetryCount = invocation.Retry, MaxRetryCount = function.Retry.MaxRetries };
        return request;
    }

    /// <summary>JSON for a parameter: as text where the parameter is a string.</summary>
    public static TypedData ValueOf(FunctionBinding binding, string json) =>
        binding["dataType"] == "String" ? new() { String = json } : new() { Json = json };

    private static string NewTrace() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";
}
