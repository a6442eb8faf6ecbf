using LiveShop.Core.Storage;

namespace LiveShop.Functions.Http;

/// <param name="ContinuationToken">Gives the next page; null on the last one.</param>
public sealed record ListResource<T>(IReadOnlyList<T> Items, string? ContinuationToken);

internal static class ListAnswers
{
    public static async Task<IResult> PageAsync<T, TView>(this Call call, Func<PageRequest, Task<Page<T>>> list, Func<T, TView> view)
    {
        try
        {
            var page = await list(ListQuery.Page(call.Request));
            return Call.Ok(new ListResource<TView>([.. page.Items.Select(view)], page.ContinuationToken));
        }
        catch (InvalidContinuationTokenException)
        {
            throw ListQuery.InvalidToken();
        }
    }
}
