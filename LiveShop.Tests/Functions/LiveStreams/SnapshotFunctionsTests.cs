using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.LiveStreams;

[Collection(ApiCollection.Name)]
public sealed class SnapshotFunctionsTests(Api api)
{
    [Fact]
    public async Task Snapshot_has_exactly_the_properties_of_the_contract()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 1);

        var state = await StateAsync(id, version: 3);

        Assert.Equal(["streamId", "version", "status", "title", "startedAt", "changedAt", "detailsVersion", "pinnedProducts"], Names(state));
        var pin = state.Pin(pinned[0]);
        Assert.Equal(["productId", "displayOrder", "pinnedAt", "isActive", "product"], Names(pin));
        Assert.Equal(["id", "name", "imageUrl", "price", "availability", "stock", "hasOptions"], Names(pin.GetProperty("product")));
        Assert.Equal(["amount", "currency"], Names(pin.GetProperty("product").GetProperty("price")));
    }

    [Fact]
    public async Task Snapshot_must_be_revalidated_by_its_ETag_which_gives_304()
    {
        var (id, _) = await api.LiveStreamAsync();
        await StateAsync(id, version: 2);

        using var fresh = await api.Customer.GetAsync(Address(id));
        using var unchanged = await api.Customer.SendAsync(HttpMethod.Get, Address(id), ("If-None-Match", "\"2\"")).IsAsync(HttpStatusCode.NotModified);

        foreach (var answer in new[] { fresh, unchanged })
        {
            Assert.Equal("\"2\"", answer.Header("ETag"));
            Assert.Equal("public, no-cache", answer.Header("Cache-Control"));
        }
    }

    [Theory]
    [InlineData("\"2\"", 304), InlineData("W/\"2\"", 304), InlineData("*", 304), InlineData("\"1\", \"2\"", 304)]
    [InlineData("\"1\",W/\"2\"", 304)]
    [InlineData("\"1\"", 200), InlineData("2", 200), InlineData("\"02\"", 200), InlineData("nonsense", 200), InlineData("", 200)]
    public async Task Snapshot_is_304_only_for_its_own_ETag(string ifNoneMatch, int status)
    {
        var (id, _) = await api.LiveStreamAsync();
        await StateAsync(id, version: 2);

        await api.Customer.SendAsync(HttpMethod.Get, Address(id), ("If-None-Match", ifNoneMatch)).IsAsync((HttpStatusCode)status);
    }

    [Fact]
    public async Task An_admin_gets_the_customers_state_too()
    {
        var (id, _) = await api.StreamAsync(pins: 1);

        await Eventually.HoldsAsync(async () => (await api.Admin.GetAsync(Address(id)).JsonAsync()).Version() == 2);
        Assert.Empty((await api.Admin.GetAsync(Address(id)).JsonAsync()).Pins());
    }

    [Fact]
    public async Task A_stream_that_is_not_there_is_404_and_may_not_be_cached()
    {
        using var answer = await api.Customer.GetAsync(Address("nowhere"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(answer.Header("ETag"));
        Assert.Null(answer.Header("Cache-Control"));
    }

    /// <summary>A snapshot may be a second old, so the version is waited for.</summary>
    private async Task<JsonElement> StateAsync(string id, long version)
    {
        var state = default(JsonElement);
        await Eventually.HoldsAsync(async () => (state = (await api.Customer.GetFromJsonAsync<JsonElement>(Address(id)))).Version() == version);
        return state;
    }

    private static string Address(string id) => $"/api/livestreams/{id}/pinned-products";

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);
}
