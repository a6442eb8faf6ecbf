using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for every batch of a container's change feed; on the parameter that takes the batch.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[BindingCapabilities(KnownBindingCapabilities.FunctionLevelRetry)]
public sealed class CosmosDBTriggerAttribute(string databaseName, string containerName) : TriggerBindingAttribute
{
    /// <summary>The watched database.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <summary>The watched container.</summary>
    public string ContainerName { get; } = containerName;

    /// <summary>The setting that holds the connection, or the prefix of the settings of an identity-based one.</summary>
    public string? Connection { get; set; }

    /// <summary>The container that holds the feed's positions.</summary>
    public string? LeaseContainerName { get; set; }

    /// <summary>The lease container's database; the watched one when null.</summary>
    public string? LeaseDatabaseName { get; set; }

    /// <summary>The lease container's connection; the watched one's when null.</summary>
    public string? LeaseConnection { get; set; }

    /// <summary>Keeps apart the leases of functions that share a lease container.</summary>
    public string? LeaseContainerPrefix { get; set; }

    /// <summary>Where to start a feed without leases, in ISO 8601.</summary>
    public string? StartFromTime { get; set; }

    /// <summary>Regions to read from, the best first, parted by commas.</summary>
    public string? PreferredLocations { get; set; }

    /// <summary>Whether the host makes a missing lease container.</summary>
    public bool CreateLeaseContainerIfNotExists { get; set; }

    /// <summary>Whether a feed without leases starts at the first change.</summary>
    public bool StartFromBeginning { get; set; }

    /// <summary>The pause after an empty poll, in milliseconds.</summary>
    public int FeedPollDelay { get; set; }

    /// <summary>The most documents in a batch.</summary>
    public int MaxItemsPerInvocation { get; set; }

    /// <summary>How often leases are shared out anew, in milliseconds.</summary>
    public int LeaseAcquireInterval { get; set; }

    /// <summary>How often a held lease is renewed, in milliseconds.</summary>
    public int LeaseRenewInterval { get; set; }

    /// <summary>After how many milliseconds without renewal a lease is free.</summary>
    public int LeaseExpirationInterval { get; set; }

    /// <summary>The throughput of a lease container made by the host, in request units a second.</summary>
    public int LeasesContainerThroughput { get; set; }
}
