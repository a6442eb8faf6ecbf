using System.Text.Json;
using LiveShop.Tests.WorkerHost.Protocol;

namespace LiveShop.Tests.WorkerHost;

/// <summary>A function as the worker describes it to the host.</summary>
public sealed class HostedFunction
{
    internal HostedFunction(RpcFunctionMetadata metadata)
    {
        Metadata = metadata;
        Bindings = [.. metadata.RawBindings.Select(FunctionBinding.Parse)];
        // The outputs of the method come before the trigger.
        Trigger = Bindings.Single(binding => binding.Type.EndsWith("Trigger", StringComparison.Ordinal));
    }

    public string Name => Metadata.Name;

    public IReadOnlyList<FunctionBinding> Bindings { get; }

    public FunctionBinding Trigger { get; }

    public IEnumerable<FunctionBinding> Inputs => Bindings.Where(binding => !binding.IsOutput && binding != Trigger);

    /// <summary>Without the HTTP response, which the worker sends itself.</summary>
    public IEnumerable<FunctionBinding> Outputs => Bindings.Where(binding => binding.IsOutput && binding.Type != "http");

    internal RpcFunctionMetadata Metadata { get; }

    internal RetryPolicy Retry => new(Metadata.RetryOptions);
}

/// <param name="Name">The parameter, the property of the output class, or <c>$return</c>.</param>
/// <param name="Settings">All of the binding's properties.</param>
public sealed record FunctionBinding(string Name, string Type, bool IsOutput, JsonElement Settings)
{
    public string? this[string setting] => Settings.TryGetProperty(setting, out var value) ? value.ToString() : null;

    internal static FunctionBinding Parse(string json)
    {
        var binding = JsonElement.Parse(json);
        return new(
            binding.GetProperty("name").GetString()!,
            binding.GetProperty("type").GetString()!,
            binding.GetProperty("direction").GetString() == "Out",
            binding);
    }
}
