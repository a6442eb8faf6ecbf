using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

internal static class Pages
{
    private const int TooMany = 100;

    /// <summary>
    /// Turns pages until there are no more. A page may hold fewer items than asked for, even none, and still not be the last.
    /// </summary>
    public static async Task<List<T>> AllAsync<T>(int limit, Func<PageRequest, Task<Page<T>>> list)
    {
        var items = new List<T>();
        string? token = null;
        for (var pages = 0; pages < TooMany; pages++)
        {
            var page = await list(new PageRequest(limit, token));
            Assert.InRange(page.Items.Count, 0, limit);
            items.AddRange(page.Items);
            token = page.ContinuationToken;
            if (token is null)
                return items;
        }

        throw new InvalidOperationException($"Still not at the end after {TooMany} pages.");
    }

    /// <summary>The first token there is: that of a list with more than one page.</summary>
    public static async Task<string> TokenAsync<T>(Func<PageRequest, Task<Page<T>>> list) =>
        (await list(new PageRequest(1, null))).ContinuationToken ?? throw new InvalidOperationException("There is only one page.");

    public static async Task AssertRefusesAsync<T>(string token, Func<PageRequest, Task<Page<T>>> list) =>
        await Assert.ThrowsAsync<InvalidContinuationTokenException>(() => list(new PageRequest(10, token)));

    public static string TamperedWith(string token) => (token[0] == 'A' ? 'B' : 'A') + token[1..];
}
