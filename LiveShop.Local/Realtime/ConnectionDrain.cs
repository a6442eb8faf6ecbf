namespace LiveShop.Local.Realtime;

/// <summary>
/// Drains the hub's connections when the server stops: clients are told to reconnect and their connections are closed. SignalR
/// alone would abort them, and a client that gets no close message waits for its own timeout.
/// </summary>
internal sealed class ConnectionDrain
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private int connections;

    /// <summary>Counts a connection as open until its request ends.</summary>
    public async Task TrackAsync(Func<Task> request)
    {
        Interlocked.Increment(ref connections);
        try
        {
            await request();
        }
        finally
        {
            Interlocked.Decrement(ref connections);
        }
    }

    /// <summary>Blocks the shutdown until all connections are closed, for at most a second; SignalR aborts the remaining ones.</summary>
    public void Begin(ConflatingHubLifetimeManager hub)
    {
        _ = hub.CloseAllAsync();
        SpinWait.SpinUntil(() => Volatile.Read(ref connections) == 0, Timeout);
    }
}
