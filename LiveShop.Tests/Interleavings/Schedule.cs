namespace LiveShop.Tests.Interleavings;

/// <summary>Holds every store call of every writer back until it is granted.</summary>
internal sealed class Schedule
{
    private readonly List<Writer> writers = [];
    private readonly List<WaitingCall> waiting = [];

    public IReadOnlyList<Writer> Writers => writers;

    /// <summary>The calls that could be next.</summary>
    public IReadOnlyList<WaitingCall> Waiting => waiting;

    /// <summary>The calls that took effect, in their order.</summary>
    public List<GrantedCall> Granted { get; } = [];

    /// <summary>Begins a writer's work, which goes up to its first store call at once.</summary>
    public Writer Start(string name, Func<Writer, Task<string>> work)
    {
        var writer = new Writer(this, name);
        writers.Add(writer);
        writer.Begin(work);
        return writer;
    }

    public void Wait(WaitingCall call) => waiting.Add(call);

    public void Grant(int choice)
    {
        var call = waiting[choice];
        waiting.RemoveAt(choice);
        call.Grant();
        if (writers.Find(writer => writer is { Work.IsCompleted: false, IsWaiting: false }) is { } lost)
            throw new InvalidOperationException($"{lost.Name} waits for something else than a store call, so it cannot be scheduled.");
    }
}

/// <summary>A store call that has not taken effect yet.</summary>
internal sealed record WaitingCall(Writer Writer, string Name, Action Grant)
{
    private static readonly string[] Reads = ["find", "find-many", "list", "changes", "with-product"];

    /// <summary>Whether the call changes no document; an unknown call counts as a write.</summary>
    public bool IsRead => Reads.Contains(Name[(Name.LastIndexOf('.') + 1)..]);
}

/// <summary>A store call that has taken effect.</summary>
internal sealed record GrantedCall(string Writer, string Name, object? Result);
