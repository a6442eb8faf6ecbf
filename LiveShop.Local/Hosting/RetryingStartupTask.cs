namespace LiveShop.Local.Hosting;

/// <summary>
/// A task that is tried once before the program starts to listen. If it cannot be done yet, the program starts without it and
/// it is retried in the background.
/// </summary>
internal abstract class RetryingStartupTask : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource attempted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>False to be retried.</returns>
    protected abstract Task<bool> TryAsync(CancellationToken cancellation);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await attempted.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryAsync(stoppingToken))
            {
                attempted.TrySetResult();
                await Task.Delay(RetryDelay, stoppingToken);
            }

            attempted.TrySetResult();
        }
        catch (Exception failure)
        {
            attempted.TrySetException(failure);
            throw;
        }
    }
}
