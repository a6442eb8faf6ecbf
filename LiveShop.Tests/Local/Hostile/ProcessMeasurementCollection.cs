namespace LiveShop.Tests.Local.Hostile;

/// <summary>Tests that measure the heap or the handles of the test process, so nothing may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessMeasurementCollection
{
    public const string Name = "Process measurements";
}
