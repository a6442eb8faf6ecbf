namespace LiveShop.Core.Storage;

/// <summary>Asks for a page of a list.</summary>
/// <param name="Limit">1 to <see cref="MaxLimit"/> items.</param>
/// <param name="ContinuationToken">From the page before; null for the first page.</param>
public sealed record PageRequest(int Limit, string? ContinuationToken)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
}

/// <summary>A page of a list.</summary>
/// <param name="ContinuationToken">For the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? ContinuationToken);

/// <summary>A continuation token was changed, or is of another list.</summary>
public sealed class InvalidContinuationTokenException : Exception;
