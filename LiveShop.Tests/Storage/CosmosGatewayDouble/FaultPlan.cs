namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>What can go wrong with a request, before it is carried out or after.</summary>
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
    private readonly List<(RequestKind Kind, string? PartitionKey, Queue<Fault> Faults)> planned = [];
    private Func<RequestKind, Fault?>? byChance;

    /// <summary>The next requests of this kind meet these faults, one each.</summary>
    /// <param name="partitionKey">Null for any.</param>
    public void Plan(RequestKind kind, string? partitionKey, params IEnumerable<Fault> faults)
    {
        lock (gate)
            planned.Add((kind, partitionKey, new(faults)));
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
            return plan.Faults is { } faults ? faults.Dequeue() : byChance?.Invoke(kind);
        }
    }
}
