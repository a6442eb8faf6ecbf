namespace LiveShop.Functions.Realtime;

/// <summary>Names that the functions, SignalR Service and its clients have to agree on.</summary>
public static class RealtimeHub
{
    /// <summary>The hub's name.</summary>
    public const string Name = "liveshop";

    /// <summary>The setting with SignalR Service's connection string, or, followed by <c>__serviceUri</c>, its address.</summary>
    public const string Connection = "AzureSignalRConnectionString";

    /// <summary>The target of the only message: its one argument is the stream's whole public state.</summary>
    public const string LiveStreamUpdated = "livestreamUpdated";

    /// <summary>The group of a stream's customers.</summary>
    public static string GroupOf(string streamId) => $"stream-{streamId}";
}
