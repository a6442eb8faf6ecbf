namespace LiveShop.Core.Storage;

/// <summary>The store cannot answer now, through no fault of the request. Can be retried after <see cref="RetryAfter"/>.</summary>
public sealed class StoreUnavailableException(string message, TimeSpan retryAfter, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
