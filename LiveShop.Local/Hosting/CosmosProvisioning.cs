using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Local.Hosting;

/// <summary>Makes the database and the containers where it may; an emulator that is still starting is waited for.</summary>
internal sealed class CosmosProvisioning(CosmosClient client, CosmosSettings settings, ILogger<CosmosProvisioning> logger) : RetryingStartupTask
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    protected override async Task<bool> TryAsync(CancellationToken cancellation)
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
