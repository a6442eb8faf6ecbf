namespace LiveShop.Core.Storage;

/// <summary>Up to <paramref name="Limit"/> items from where <paramref name="ContinuationToken"/> left off.</summary>
public sealed record PageRequest(int Limit, string? ContinuationToken)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

/// <summary>A page, and the token of the next one; no token means that this is the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? ContinuationToken);

public sealed class InvalidContinuationTokenException : Exception;
