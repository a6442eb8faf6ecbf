namespace LiveShop.Local.Hosting;

/// <summary>
/// Something to be done before the program goes on, if it can be done now. If not, the program starts all the same and it is
/// tried again in the background.
/// </summary>
public abstract class RetryingStartupTask : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource attempted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>False to be called again.</returns>
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
                await Task.Delay(Pause, stoppingToken);
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
