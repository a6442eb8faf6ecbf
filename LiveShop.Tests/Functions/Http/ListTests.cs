using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.Http;

/// <summary>Rules for every list endpoint.</summary>
[Collection(ApiCollection.Name)]
public sealed class ListTests(Api api)
{
    public static TheoryData<string> Lists => ["livestreams", "products", "livestreams/STREAM/changes", "products/PRODUCT/changes"];

    [Theory, MemberData(nameof(Lists))]
    public async Task A_limit_is_1_to_200(string list)
    {
        var address = await AddressAsync(list);

        foreach (var good in new[] { "1", "200", "007" })
            await api.Admin.GetAsync($"{address}?limit={good}").JsonAsync();
        foreach (var bad in new[] { "0", "201", "-1", "1.0", "1e2", "x", "", "%201", "99999999999999999999", "1&limit=2", "%D9%A1" })
            await api.Admin.GetAsync($"{address}?limit={bad}").IsInvalidAsync("limit");
    }

    [Theory, InlineData("livestreams?status=scheduled", "streamId"), InlineData("products?search=paged-", "id")]
    public async Task Pages_hold_everything_once_and_the_last_has_no_token(string list, string idName)
    {
        var made = new List<string>();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            var id = api.NewId("paged");
            made.Add(id);
            await api.Admin.PostAsJsonAsync($"/api/{list.Split('?')[0]}", new { id, title = id, name = id, price = new { amount = 1, currency = "EUR" }, stock = 1 });
        }

        var found = new List<string?>();
        string? token = null;
        do
        {
            var page = await api.Customer.GetAsync($"/api/{list}&limit=2{(token is null ? "" : $"&continuationToken={token}")}").JsonAsync();
            Assert.InRange(page.Items().Count(), 1, 2);
            found.AddRange(page.Items().Select(item => item.Text(idName)));
            token = page.Text("continuationToken");
        }
        while (token is not null);

        Assert.Equal(found.Distinct(), found);
        Assert.Empty(made.Except(found));
    }

    [Fact]
    public async Task Continuation_token_of_another_list_is_refused()
    {
        await api.StreamAsync(pins: 2);
        await api.StreamAsync();
        var streams = await TokenAsync("/api/livestreams?limit=1");
        var scheduled = await TokenAsync("/api/livestreams?status=scheduled&limit=1");
        var products = await TokenAsync("/api/products?limit=1");

        await RefusedAsync("/api/livestreams?", products);
        await RefusedAsync("/api/livestreams?", scheduled);
        await RefusedAsync("/api/livestreams?status=live&", scheduled);
        await RefusedAsync("/api/products?", streams);
        await RefusedAsync("/api/products?search=mug&", products);
        await api.Customer.GetAsync($"/api/products?limit=7&continuationToken={products}").JsonAsync();
    }

    [Theory, InlineData("livestreams"), InlineData("products")]
    public async Task Forged_continuation_token_is_refused(string list)
    {
        await api.StreamAsync(pins: 2);
        await api.StreamAsync();
        var ours = await TokenAsync($"/api/{list}?limit=1");

        foreach (var made_up in new[] { "", "x", "AAAA", "%00", "null", "../../x", $"{ours}A", ours[1..], ours[..^2], Changed(ours), new string('A', 4000), "1&continuationToken=2" })
            await RefusedAsync($"/api/{list}?", made_up);
    }

    [Theory, InlineData("Live"), InlineData("1"), InlineData(""), InlineData("paused"), InlineData("live&status=ended")]
    public async Task Unknown_status_filter_is_refused(string status) =>
        await api.Customer.GetAsync($"/api/livestreams?status={status}").IsInvalidAsync("status");

    [Fact]
    public async Task List_filtered_by_status_holds_no_other_status()
    {
        var (live, scheduled) = ((await api.LiveStreamAsync()).Id, (await api.StreamAsync()).Id);

        // The customers' list may be a second old.
        List<JsonElement> found = [];
        await Eventually.HoldsAsync(async () =>
        {
            found = (await api.Customer.GetAsync("/api/livestreams?status=live&limit=200").JsonAsync()).Items().ToList();
            return found.Any(stream => stream.Text("streamId") == live);
        });

        Assert.DoesNotContain(scheduled, found.Select(stream => stream.Text("streamId")));
        Assert.All(found, stream => Assert.Equal("live", stream.Text("status")));
    }

    private async Task<string> AddressAsync(string list) =>
        $"/api/{list.Replace("STREAM", (await api.StreamAsync()).Id, StringComparison.Ordinal)
            .Replace("PRODUCT", await api.ProductAsync(), StringComparison.Ordinal)}";

    private async Task<string> TokenAsync(string address) => (await api.Customer.GetAsync(address).JsonAsync()).Text("continuationToken")!;

    private Task RefusedAsync(string address, string token) =>
        api.Customer.GetAsync($"{address}continuationToken={token}").IsInvalidAsync("continuationToken");

    private static string Changed(string token) => token[..^1] + (token[^1] == 'A' ? 'Q' : 'A');
}
