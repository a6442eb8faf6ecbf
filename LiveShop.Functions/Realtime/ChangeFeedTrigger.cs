using LiveShop.Core.Storage;
using LiveShop.Cosmos;
namespace LiveShop.Functions.Realtime;

/// <summary>What the change-feed triggers are bound to, in the form that attributes need.</summary>
public static class ChangeFeedTrigger
{
    /// <summary>The setting <c>CosmosDBDatabase</c>; the host resolves the percent signs.</summary>
    public const string Database = $"%{CosmosSettings.DatabaseSetting}%";

    /// <summary>The setting with the connection string, or, followed by <c>__accountEndpoint</c>, the account's address.</summary>
    public const string Connection = CosmosSettings.Connection;

    public const string LiveStreams = ContainerNames.LiveStreams;
    public const string Products = ContainerNames.Products;
    public const string Leases = ContainerNames.Leases;

    /// <summary>Milliseconds between two looks at a feed that had nothing new: what a customer waits at the most, on top of the way.</summary>
    public const int PollDelay = 100;

    public const int MaxItems = 100;

    /// <summary>
    /// Until a range has finished its first batch the host keeps no position, and each start would begin at "now": what came
    /// before, or was being retried, would be lost. Reading it again is harmless.
    /// </summary>
    public const bool FromBeginning = true;

    // The first failure is mostly a blink of the network; later ones are not hammered.
    public const string FirstRetry = "00:00:01";
    public const string LastRetry = "00:00:30";

    /// <summary>For ever: a batch that is given up is lost.</summary>
    public const int Retries = -1;
}
