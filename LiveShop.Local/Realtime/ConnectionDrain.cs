namespace LiveShop.Local.Realtime;

/// <summary>
/// When the server stops, its customers are told to come again and their connections are closed. Left to itself SignalR
/// breaks them off, and a client that is not told waits for its own timeout.
/// </summary>
public sealed class ConnectionDrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private int connections;

    /// <param name="connection">The request that a connection of the hub lives in.</param>
    public async Task CountAsync(Func<Task> connection)
    {
        Interlocked.Increment(ref connections);
        try
        {
            await connection();
        }
        finally
        {
            Interlocked.Decrement(ref connections);
        }
    }

    /// <summary>Holds up the stop until all have gone, or a second; whoever has not gone by then is broken off.</summary>
    public void Say(ConflatingHubLifetimeManager everyone)
    {
        _ = everyone.SendAwayAsync();
        SpinWait.SpinUntil(() => Volatile.Read(ref connections) == 0, Patience);
    }
}
