using LiveShop.Core.Storage;

namespace LiveShop.Functions.Http;

/// <summary>One page of a list.</summary>
/// <param name="ContinuationToken">Gives the next page; null on the last one.</param>
public sealed record ListResource<T>(IReadOnlyList<T> Items, string? ContinuationToken);

internal static class PagedResults
{
    /// <summary>200 with the page that the query of the request asks for.</summary>
    /// <exception cref="ProblemException">400: the limit or the continuation token is not valid.</exception>
    public static async Task<IResult> PageAsync<T, TView>(
        this RequestContext context, Func<PageRequest, Task<Page<T>>> list, Func<T, TView> view)
    {
        try
        {
            var page = await list(ListQuery.Page(context.Request));
            return context.Ok(new ListResource<TView>([.. page.Items.Select(view)], page.ContinuationToken));
        }
        catch (InvalidContinuationTokenException)
        {
            throw ListQuery.Invalid("continuationToken", "Must be a token that this list gave for the same query.");
        }
    }
}
