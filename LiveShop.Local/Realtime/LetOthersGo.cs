using System.Runtime.CompilerServices;

namespace LiveShop.Local.Realtime;

/// <summary>
/// Awaited, it lets everything go first that is waiting for the thread pool now. <see cref="Task.Yield"/> does not: its
/// continuation goes to the thread's own queue, and is the next that the thread takes.
/// </summary>
internal readonly struct LetOthersGo : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public LetOthersGo GetAwaiter() => this;

    public void GetResult() { }

    public void OnCompleted(Action continuation) =>
        ThreadPool.QueueUserWorkItem(goOn => goOn(), continuation, preferLocal: false);

    public void UnsafeOnCompleted(Action continuation) =>
        ThreadPool.UnsafeQueueUserWorkItem(goOn => goOn(), continuation, preferLocal: false);
}
