using LiveShop.Core.Storage;
using LiveShop.Core.Storage.Cosmos;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Local.Cosmos;

/// <summary>
/// Makes the database and the containers where it may, before the program goes on. An emulator that is still starting is
/// waited for in the background.
/// </summary>
internal sealed class CosmosProvisioning(CosmosClient client, CosmosSettings settings, ILogger<CosmosProvisioning> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource attempted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await attempted.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await IsDoneAsync(stoppingToken))
        {
            attempted.TrySetResult();
            await Task.Delay(Pause, stoppingToken);
        }

        attempted.TrySetResult();
    }

    private async Task<bool> IsDoneAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            if (!await CosmosContainers.TryCreateAsync(client, settings.Database, limit.Token))
                logger.LogInformation("Store: this identity may not make containers; they are expected to be there");
            return true;
        }
        catch (ArgumentException fault)
        {
            logger.LogError("Store: a container is not as LiveShop needs it: {Problem}", fault.Message);
            return true;
        }
        catch (Exception fault) when (fault is StoreUnavailableException || (limit.IsCancellationRequested && !cancellation.IsCancellationRequested))
        {
            logger.LogDebug(fault, "Store: not ready, trying again");
            return false;
        }
    }
}
