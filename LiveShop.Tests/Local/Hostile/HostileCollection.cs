namespace LiveShop.Tests.Local.Hostile;

/// <summary>Nothing else runs beside these: they look at what this process holds, and fill its sockets.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostileCollection
{
    public const string Name = "Hostile";
}
