namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a client connects, and with which token.</summary>
public sealed class SignalRConnectionInfo
{
    /// <summary>The hub's address.</summary>
    public string Url { get; set; } = "";

    /// <summary>The token that opens it.</summary>
    public string AccessToken { get; set; } = "";
}
