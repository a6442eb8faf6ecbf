namespace LiveShop.Core.Storage;

/// <summary>The store cannot answer now; nothing is known to be wrong with the request. Worth trying again after <see cref="RetryAfter"/>.</summary>
public sealed class StoreUnavailableException(string message, TimeSpan retryAfter, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
