using System.Text.Json.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A message to one connection, else to one user, else to one group, else to all.</summary>
public sealed class SignalRMessageAction(string target)
{
    /// <param name="target">The client's method.</param>
    /// <param name="arguments">What it is called with.</param>
    public SignalRMessageAction(string target, object[]? arguments) : this(target) => Arguments = arguments;

    /// <summary>The connection.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The user.</summary>
    public string? UserId { get; set; }

    /// <summary>The group.</summary>
    public string? GroupName { get; set; }

    /// <summary>The client's method.</summary>
    public string Target { get; } = target;

    /// <summary>What it is called with; the service refuses null.</summary>
    public object[]? Arguments { get; set; }
}

/// <summary>Puts a connection or a user in a group, or takes it out.</summary>
public sealed class SignalRGroupAction(SignalRGroupActionType actionType)
{
    /// <summary>The connection.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The user.</summary>
    public string? UserId { get; set; }

    /// <summary>The group.</summary>
    public string? GroupName { get; set; }

    /// <summary>What to do.</summary>
    public SignalRGroupActionType Action { get; set; } = actionType;
}

/// <summary>What a <see cref="SignalRGroupAction"/> does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignalRGroupActionType>))]
public enum SignalRGroupActionType
{
    /// <summary>Into the group.</summary>
    Add,

    /// <summary>Out of the group.</summary>
    Remove,

    /// <summary>Out of every group.</summary>
    RemoveAll,
}
