using System.Security.Cryptography;
using System.Text;
using LiveShop.Tests.Storage.InMemory;

namespace LiveShop.Tests.Interleavings;

/// <summary>A concurrent writer, whose store calls wait until the schedule grants them.</summary>
internal sealed class Writer(Schedule schedule, string name) : ICallOrder
{
    private readonly List<string> waitingFor = [];
    private readonly List<GrantedCall> granted = [];
    private string folded = "";
    private int foldedCalls;

    public string Name => name;

    /// <summary>Comes to the writer's own outcome, as text.</summary>
    public Task<string> Work { get; private set; } = Task.FromResult("");

    public bool IsWaiting => waitingFor.Count > 0;

    public bool HasBegun => granted.Count > 0;

    /// <summary>All that the future depends on besides the documents: what it has seen and waits for, or what it came to.</summary>
    public string Situation(Func<object?, string> digest) =>
        Work.IsCompletedSuccessfully
            ? Work.Result.Length == 0 ? "" : $"{name} = {Work.Result}"
            : $"{name}: {Fold(digest)} | {string.Join(' ', waitingFor)}";

    // The calls so far as a hash, because their texts would fill the memory of a long exploration.
    private string Fold(Func<object?, string> digest)
    {
        for (; foldedCalls < granted.Count; foldedCalls++)
        {
            var text = $"{folded} {granted[foldedCalls].Name}={digest(granted[foldedCalls].Result)}";
            folded = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
        }

        return folded;
    }

    public void Begin(Func<Writer, Task<string>> work) => Work = work(this);

    public Task<T> RunAsync<T>(string call, Func<T> effect, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var source = new TaskCompletionSource<T>();
        waitingFor.Add(call);
        schedule.Wait(new(this, call, () =>
        {
            waitingFor.Remove(call);
            var result = effect();
            granted.Add(new(name, call, result));
            schedule.Granted.Add(granted[^1]);
            source.SetResult(result);
        }));
        return source.Task;
    }
}
