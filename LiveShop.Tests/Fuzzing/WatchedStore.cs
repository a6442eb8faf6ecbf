using System.Reflection;
using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.Fuzzing;

/// <summary>A store that tells of what it wrote.</summary>
public class WatchedStore : DispatchProxy
{
    internal object Store { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.Invoke(Store, BindingFlags.DoNotWrapExceptions, null, args, null);
        return result is Task<bool> writing && WriteWatch.OfThisRequest.Value is { } made && !IsOfOthers(args!, made.Caller) ? CountAsync(writing, made) : result;
    }

    // Changes of a stream are written in batches, by the command that holds the lock.
    private static bool IsOfOthers(object?[] args, string? caller) =>
        args.OfType<IReadOnlyList<LiveStreamChange>>().Any(changes => changes.All(change => change.ById != caller));

    private static async Task<bool> CountAsync(Task<bool> writing, RequestWrites made)
    {
        var written = await writing;
        if (written)
            made.Add();
        return written;
    }
}
