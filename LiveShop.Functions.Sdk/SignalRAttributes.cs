using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Sends the value it marks, or the method's result, to SignalR Service.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class SignalROutputAttribute : OutputBindingAttribute
{
    /// <summary>The hub.</summary>
    public string? HubName { get; set; }

    /// <summary>The setting that holds the service's connection.</summary>
    public string? ConnectionStringSetting { get; set; }
}

/// <summary>Fills the parameter it marks with what a client needs to connect.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SignalRConnectionInfoInputAttribute : InputBindingAttribute
{
    /// <summary>The setting that holds the service's connection.</summary>
    public string? ConnectionStringSetting { get; set; }

    /// <summary>The hub.</summary>
    public string? HubName { get; set; }

    /// <summary>The user the connection is for; may be a binding expression.</summary>
    public string? UserId { get; set; }

    /// <summary>A token whose claims the connection gets; may be a binding expression.</summary>
    public string? IdToken { get; set; }

    /// <summary>Which claims to take from <see cref="IdToken"/>.</summary>
    public string[]? ClaimTypeList { get; set; }
}
