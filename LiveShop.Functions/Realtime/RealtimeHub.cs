namespace LiveShop.Functions.Realtime;

/// <summary>Names that the functions, the SignalR Service and its clients agree on.</summary>
public static class RealtimeHub
{
    public const string Name = "liveshop";

    /// <summary>The setting with the SignalR Service's connection string, or, followed by <c>__serviceUri</c>, its address.</summary>
    public const string Connection = "AzureSignalRConnectionString";

    /// <summary>The one message: its only argument is the stream's whole public state.</summary>
    public const string LiveStreamUpdated = "livestreamUpdated";

    public static string GroupOf(string streamId) => $"stream-{streamId}";
}
