namespace LiveShop.Tests.Crashes;

/// <summary>Lets workers work while it is open. Closing waits until each has finished its current work.</summary>
internal sealed class WorkGate
{
    private readonly Lock turn = new();
    private TaskCompletionSource opened = New();
    private TaskCompletionSource idle = New();
    private bool isOpen;
    private int working;

    /// <summary>Runs a piece of work once the gate is open.</summary>
    public async Task WorkAsync(Func<Task> work, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        while (!TryBegin())
            await opened.Task.WaitAsync(stopping);
        try
        {
            await work();
        }
        finally
        {
            End();
        }
    }

    public void Open()
    {
        lock (turn)
        {
            isOpen = true;
            opened.TrySetResult();
        }
    }

    public Task CloseAsync()
    {
        lock (turn)
        {
            isOpen = false;
            opened = New();
            idle = New();
            return working == 0 ? Task.CompletedTask : idle.Task;
        }
    }

    private bool TryBegin()
    {
        lock (turn)
        {
            if (isOpen)
                working++;
            return isOpen;
        }
    }

    private void End()
    {
        lock (turn)
        {
            if (--working == 0 && !isOpen)
                idle.TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
