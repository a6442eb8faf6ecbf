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

public static class Paging
{
    /// <summary>All items of a list, page by page.</summary>
    public static async IAsyncEnumerable<T> AllAsync<T>(Func<PageRequest, Task<Page<T>>> list)
    {
        string? token = null;
        do
        {
            var page = await list(new(PageRequest.MaxLimit, token));
            foreach (var item in page.Items)
                yield return item;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}

/// <summary>A continuation token was changed, or is of another list.</summary>
public sealed class InvalidContinuationTokenException : Exception;
