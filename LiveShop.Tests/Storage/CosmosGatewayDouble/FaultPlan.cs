namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>What can go wrong with a request, before it is carried out or after.</summary>
public enum Fault
{
    ThrottledBefore,
    UnavailableBefore,
    DroppedBefore,
    NoAnswerBefore,
    DroppedAfter,
    NoAnswerAfter,
    UnavailableAfter,
    InternalErrorAfter,
    TimedOutAfter,
}

/// <summary>Faults that are waiting for their requests.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<(RequestKind Kind, string? Container, Queue<Fault> Faults)> planned = [];

    public static readonly IReadOnlySet<Fault> AfterTheWrite = new HashSet<Fault>
    {
        Fault.DroppedAfter, Fault.NoAnswerAfter, Fault.UnavailableAfter, Fault.InternalErrorAfter, Fault.TimedOutAfter,
    };

    /// <summary>The next requests of this kind meet these faults, one each.</summary>
    /// <param name="container">Null for any.</param>
    public void Plan(RequestKind kind, string? container, params IEnumerable<Fault> faults)
    {
        lock (gate)
            planned.Add((kind, container, new(faults)));
    }

    public void Clear()
    {
        lock (gate)
            planned.Clear();
    }

    internal Fault? Next(RequestKind kind, string? container)
    {
        lock (gate)
        {
            var plan = planned.Find(p => p.Kind == kind && (p.Container is null || p.Container == container) && p.Faults.Count > 0);
            return plan.Faults?.Dequeue();
        }
    }
}
