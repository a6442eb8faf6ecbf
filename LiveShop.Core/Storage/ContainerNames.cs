namespace LiveShop.Core.Storage;

/// <summary>The names of the containers, the same in every store.</summary>
public static class ContainerNames
{
    /// <summary>Streams and their journals, partitioned by stream.</summary>
    public const string LiveStreams = "livestreams";

    /// <summary>Products and their journals, partitioned by product.</summary>
    public const string Catalog = "catalog";

    public const string Carts = "carts";

    public const string Orders = "orders";

    /// <summary>The one document of the shop's settings.</summary>
    public const string Settings = "settings";

    /// <summary>Positions of the change feed's consumers.</summary>
    public const string Leases = "leases";
}
