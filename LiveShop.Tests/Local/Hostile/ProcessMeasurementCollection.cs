namespace LiveShop.Tests.Local.Hostile;

/// <summary>Tests that measure the test process (heap, handles, recorded traces), so nothing may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessMeasurementCollection
{
    public const string Name = "Process measurements";
}
