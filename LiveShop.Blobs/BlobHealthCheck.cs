using LiveShop.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Blobs;

/// <summary>Reads from the container of the pictures, so that a missing role is found too.</summary>
internal sealed class BlobHealthCheck(BlobMediaStore media) : IHealthCheck
{
    /// <summary>No picture has this name.</summary>
    private const string Probe = "health";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await media.FindAsync(Probe, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException fault)
        {
            return new(context.Registration.FailureStatus, fault.Message, fault);
        }
    }
}
