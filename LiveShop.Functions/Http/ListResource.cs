using LiveShop.Core.Json;
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
        this RequestContext context, Func<PageRequest, Task<Page<T>>> list, Func<T, TView> view) =>
        await context.PageAsync(async request =>
        {
            var page = await list(request);
            return context.Ok(new ListResource<TView>([.. page.Items.Select(view)], page.ContinuationToken));
        });

    /// <summary>200 with the bytes of the page that the query of the request asks for, or 304 when the caller has them.</summary>
    /// <inheritdoc cref="PageAsync{T, TView}" path="/exception" />
    public static async Task<IResult> CachedPageAsync(this RequestContext context, Func<PageRequest, Task<CachedPage>> find) =>
        await context.PageAsync(async request =>
        {
            var page = await find(request);
            return page.Json.For(context.Request, LiveShopJson.ContentType, page.ETag);
        });

    /// <summary>The answer with the page that the query of the request asks for.</summary>
    /// <inheritdoc cref="PageAsync{T, TView}" path="/exception" />
    public static async Task<IResult> PageAsync(this RequestContext context, Func<PageRequest, Task<IResult>> answer)
    {
        try
        {
            return await answer(ListQuery.Page(context.Request));
        }
        catch (InvalidContinuationTokenException)
        {
            throw ListQuery.Invalid("continuationToken", "Must be a token that this list gave for the same query.");
        }
    }
}
