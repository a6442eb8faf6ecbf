namespace LiveShop.Tests.Worker;

/// <summary>All tests of the worker: one after the other, on one process.</summary>
[CollectionDefinition(Name)]
public sealed class WorkerCollection : ICollectionFixture<WorkerFixture>
{
    public const string Name = "Worker";
}
