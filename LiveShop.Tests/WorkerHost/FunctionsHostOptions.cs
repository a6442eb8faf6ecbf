using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveShop.Tests.WorkerHost;

/// <summary>Which app to run, and what stands in for the host's extensions.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The app's DLL, in its build's output folder with host.json beside it.</summary>
    public required string App { get; init; }

    /// <summary>App settings, which the worker gets as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of an input binding; null leaves it out, and the function's parameter is null.</summary>
    public Func<FunctionBinding, JsonNode?> Input { get; init; } = _ => null;

    /// <summary>Carries out an output binding. An exception fails the call, as one of the host's extensions does.</summary>
    public Func<FunctionOutput, Task> Output { get; init; } = _ => Task.CompletedTask;

    /// <summary>The pause before a failed call is tried again.</summary>
    public Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>How long the worker may take to start, and to end.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}

/// <param name="Function">The name of the function that set the value.</param>
public sealed record FunctionOutput(string Function, FunctionBinding Binding, JsonElement Value);
