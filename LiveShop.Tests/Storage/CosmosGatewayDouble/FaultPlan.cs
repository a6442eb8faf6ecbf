namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>Faults of a request, before or after it is executed.</summary>
public enum Fault
{
    ThrottledBefore,
    UnavailableBefore,
    DroppedBefore,
    NoAnswerBefore,
    ForbiddenBefore,
    DroppedAfter,
    NoAnswerAfter,
    UnavailableAfter,
    InternalErrorAfter,
    TimedOutAfter,
}

/// <summary>Faults that are waiting for their requests, and those that come by chance.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<FaultQueue> planned = [];
    private Func<RequestKind, Fault?>? byChance;
    private int met;

    /// <summary>How many requests met one.</summary>
    public int Met => met;

    /// <summary>The next requests of this kind meet these faults, one each, until they are used up or called off.</summary>
    /// <param name="partitionKey">Null for any.</param>
    /// <returns>Calls off what is left.</returns>
    public IDisposable Plan(RequestKind kind, string? partitionKey, params IEnumerable<Fault> faults)
    {
        var plan = new FaultQueue(this, kind, partitionKey, new(faults));
        lock (gate)
            planned.Add(plan);
        return plan;
    }

    /// <param name="fault">What befalls a request, if anything.</param>
    public void Roll(Func<RequestKind, Fault?> fault)
    {
        lock (gate)
            byChance = fault;
    }

    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
            byChance = null;
        }
    }

    internal static bool IsAfter(Fault fault) => fault >= Fault.DroppedAfter;

    internal Fault? Next(RequestKind kind, string? partitionKey)
    {
        lock (gate)
        {
            var plan = planned.Find(p => p.Kind == kind && (p.PartitionKey is null || p.PartitionKey == partitionKey) && p.Faults.Count > 0);
            var fault = plan is null ? byChance?.Invoke(kind) : plan.Faults.Dequeue();
            met += fault is null ? 0 : 1;
            return fault;
        }
    }

    private sealed record FaultQueue(FaultPlan Plan, RequestKind Kind, string? PartitionKey, Queue<Fault> Faults) : IDisposable
    {
        public void Dispose()
        {
            lock (Plan.gate)
                Plan.planned.Remove(this);
        }
    }
}
