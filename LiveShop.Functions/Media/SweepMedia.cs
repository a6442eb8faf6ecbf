using LiveShop.Core.Media;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Media;

public sealed class SweepMedia(MediaSweeper sweeper, ILogger<SweepMedia> logger)
{
    private const string EveryNight = "0 30 3 * * *";

    /// <summary>Deletes pictures that nothing has referred to for a week.</summary>
    [Function(nameof(SweepMedia))]
    public async Task RunAsync([TimerTrigger(EveryNight)] TimerInfo timer, CancellationToken cancellation)
    {
        var deleted = await sweeper.SweepAsync(cancellation);
        if (deleted > 0)
            logger.LogInformation("Deleted {Count} pictures that nothing has referred to for a week", deleted);
    }
}
