using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Local.Hosting;

/// <summary>Creates the database and the containers if permitted, and waits for an emulator that is still starting.</summary>
internal sealed class CosmosProvisioning(CosmosClient client, CosmosSettings settings, ILogger<CosmosProvisioning> logger)
    : RetryingStartupTask
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    protected override async Task<bool> TryAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
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
        catch (Exception fault) when (fault is StoreUnavailableException
            || (limit.IsCancellationRequested && !cancellation.IsCancellationRequested))
        {
            logger.LogDebug(fault, "Store: not ready, trying again");
            return false;
        }
    }
}
