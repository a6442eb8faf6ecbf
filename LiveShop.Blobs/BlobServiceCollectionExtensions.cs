using LiveShop.Core.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LiveShop.Blobs;

public static class BlobServiceCollectionExtensions
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The pictures in Azure Blob Storage, and the health check <c>media</c>, which only degrades health: the shop sells without
    /// pictures.
    /// </summary>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong.</exception>
    public static IServiceCollection AddBlobMedia(this IServiceCollection services, IConfiguration configuration)
    {
        var container = BlobSettings.From(configuration).CreateClient();
        services.AddHealthChecks().AddCheck<BlobHealthCheck>("media", HealthStatus.Degraded, timeout: CheckTimeout);
        return services
            .AddSingleton(_ => new BlobMediaStore(container))
            .AddSingleton<IMediaStore>(provider => provider.GetRequiredService<BlobMediaStore>());
    }
}
