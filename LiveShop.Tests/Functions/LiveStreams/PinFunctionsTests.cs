using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.Functions.LiveStreams;

[Collection(ApiCollection.Name)]
public sealed class PinFunctionsTests(Api api)
{
    [Fact]
    public async Task Pins_are_inserted_at_their_place_without_gaps()
    {
        var (id, pinned) = await api.StreamAsync(pins: 2);
        var product = await api.ProductAsync();

        var state = await api.PinAsync(id, product, displayOrder: 1);

        Assert.Equal([pinned[0], product, pinned[1]], state.Pins());
        Assert.Equal([0, 1, 2], state.GetProperty("pinnedProducts").EnumerateArray().Select(pin => pin.GetProperty("displayOrder").GetInt32()));
        Assert.Equal(1990, state.Pin(product).GetProperty("product").GetProperty("price").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task Pinning_a_pinned_product_shows_it_and_moves_it_only_to_an_explicit_place()
    {
        var (id, pinned) = await api.StreamAsync(pins: 3);
        await HideAsync(id, pinned[2]).JsonAsync();

        var shown = await api.PinAsync(id, pinned[2]);
        var again = await api.PinAsync(id, pinned[2]);
        var moved = await api.PinAsync(id, pinned[2], displayOrder: 0);

        Assert.Equal(pinned, shown.Pins());
        Assert.True(shown.Pin(pinned[2]).GetProperty("isActive").GetBoolean());
        Assert.Equal(shown.Version(), again.Version());
        Assert.Equal([pinned[2], pinned[0], pinned[1]], moved.Pins());
    }

    [Theory]
    [InlineData("""{}""", "productId")]
    [InlineData("""{"productId":"NOT AN ID"}""", "productId")]
    [InlineData("""{"productId":"PRODUCT","displayOrder":-1}""", "displayOrder")]
    [InlineData("""{"productId":"PRODUCT","displayOrder":50}""", "displayOrder")]
    public async Task Invalid_pin_is_refused(string body, string field)
    {
        var (id, pinned) = await api.StreamAsync(pins: 1);

        await api.Admin.PostAsync($"/api/livestreams/{id}/pin-product", Api.Json(body.Replace("PRODUCT", pinned[0], StringComparison.Ordinal))).IsInvalidAsync(field);
    }

    [Fact]
    public async Task Pinning_a_missing_product_or_to_a_missing_stream_is_404()
    {
        var (id, pinned) = await api.StreamAsync(pins: 1);

        await api.Admin.PostAsJsonAsync($"/api/livestreams/{id}/pin-product", new { productId = "nothing" }).IsProblemAsync(404, "not-found");
        await api.Admin.PostAsJsonAsync("/api/livestreams/nowhere/pin-product", new { productId = pinned[0] }).IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_fifty_first_pin_is_a_conflict_with_the_current_state()
    {
        var (id, _) = await api.StreamAsync(pins: LiveStream.MaxPins);
        var product = await api.ProductAsync();

        var problem = await api.Admin.PostAsJsonAsync($"/api/livestreams/{id}/pin-product", new { productId = product }).IsProblemAsync(409, "pin-limit");

        Assert.Equal(LiveStream.MaxPins, problem.GetProperty("current").Pins().Count());
    }

    [Fact]
    public async Task A_hidden_pin_keeps_its_place()
    {
        var (id, pinned) = await api.StreamAsync(pins: 3);

        var hidden = await HideAsync(id, pinned[1]).JsonAsync();
        var again = await HideAsync(id, pinned[1]).JsonAsync();

        Assert.Equal(pinned, hidden.Pins());
        Assert.False(hidden.Pin(pinned[1]).GetProperty("isActive").GetBoolean());
        Assert.Equal(hidden.Version(), again.Version());
    }

    [Fact]
    public async Task Hiding_a_product_that_is_not_pinned_is_refused()
    {
        var (id, pinned) = await api.StreamAsync(pins: 1);

        await HideAsync(id, "nothing").IsProblemAsync(404, "not-found");
        await HideAsync("nowhere", pinned[0]).IsProblemAsync(404, "not-found");
        await api.Admin.PatchAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}", Api.Json("{}")).IsInvalidAsync("isActive");
        await api.Admin.PatchAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}", Api.Json("""{"isActive":null}""")).IsInvalidAsync("isActive");
    }

    [Fact]
    public async Task Run_of_show_prepares_hidden_pins_with_notes_and_shows_the_next_first()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 1);
        var (second, third) = (await api.ProductAsync(), await api.ProductAsync());
        foreach (var productId in new[] { second, third })
            await api.Admin.PostAsJsonAsync($"/api/livestreams/{id}/pin-product", new { productId, isActive = false }).JsonAsync();
        var noted = await api.Admin.PatchAsJsonAsync($"/api/livestreams/{id}/pinned-products/{second}", new { note = " Say the glaze " }).JsonAsync();

        Assert.Equal("Say the glaze", noted.Pin(second).Text("note"));
        Assert.Equal([pinned[0]], await ShownAsync());

        var next = await FeatureAsync(id, null).JsonAsync();
        Assert.Equal([second, pinned[0], third], next.Pins());
        Assert.Equal([second, pinned[0]], await ShownAsync());
        Assert.Equal([third, second, pinned[0]], (await FeatureAsync(id, null).JsonAsync()).Pins());
        Assert.Equal([pinned[0], third, second], (await FeatureAsync(id, pinned[0]).JsonAsync()).Pins());
        await FeatureAsync(id, null).IsProblemAsync(409, "nothing-next");

        var hidden = await api.Admin.PostAsync($"/api/livestreams/{id}/hide-all", null).JsonAsync();
        Assert.Equal([pinned[0], third, second], hidden.Pins());
        Assert.Empty(await ShownAsync());

        async Task<IEnumerable<string?>> ShownAsync()
        {
            var resource = await api.Customer.GetAsync($"/api/livestreams/{id}").JsonAsync();
            Assert.DoesNotContain("glaze", resource.GetRawText(), StringComparison.Ordinal);
            return resource.Pins();
        }
    }

    [Fact]
    public async Task Featuring_a_product_that_is_not_pinned_is_404_and_a_note_that_is_too_long_is_refused()
    {
        var (id, pinned) = await api.StreamAsync(pins: 1);

        await FeatureAsync(id, "nothing").IsProblemAsync(404, "not-found");
        await FeatureAsync("nowhere", pinned[0]).IsProblemAsync(404, "not-found");
        await api.Admin.PatchAsJsonAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}", new { note = new string('x', 501) }).IsInvalidAsync("note");
    }

    [Fact]
    public async Task Unpinning_is_idempotent()
    {
        var (id, pinned) = await api.StreamAsync(pins: 2);

        var unpinned = await api.Admin.DeleteAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}").JsonAsync();
        var again = await api.Admin.DeleteAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}").JsonAsync();

        Assert.Equal([pinned[1]], unpinned.Pins());
        Assert.Equal(unpinned.GetRawText(), again.GetRawText());
        await api.Admin.DeleteAsync($"/api/livestreams/nowhere/pinned-products/{pinned[0]}").IsProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task The_whole_list_is_put_in_a_new_order()
    {
        var (id, pinned) = await api.StreamAsync(pins: 3);

        var state = await OrderAsync(id, pinned.Reverse()).JsonAsync();

        Assert.Equal(pinned.Reverse(), state.Pins());
    }

    [Fact]
    public async Task An_order_of_other_products_is_a_conflict_with_the_current_state()
    {
        var (id, pinned) = await api.StreamAsync(pins: 2);

        foreach (var order in new string[][] { [], [pinned[0]], [pinned[0], pinned[0]], [.. pinned, "nothing"], [pinned[0], "NOT AN ID"] })
        {
            var problem = await OrderAsync(id, order).IsProblemAsync(409, "order-mismatch");
            Assert.Equal(pinned, problem.GetProperty("current").Pins());
        }
    }

    [Theory, InlineData("{}"), InlineData("""{"productIds":null}"""), InlineData("""{"productIds":[null]}""")]
    public async Task An_order_without_a_list_is_refused(string body)
    {
        var (id, _) = await api.StreamAsync();

        await api.Admin.PutAsync($"/api/livestreams/{id}/pinned-products/order", Api.Json(body)).IsInvalidAsync("productIds");
    }

    private Task<HttpResponseMessage> HideAsync(string streamId, string productId) =>
        api.Admin.PatchAsJsonAsync($"/api/livestreams/{streamId}/pinned-products/{productId}", new { isActive = false });

    private Task<HttpResponseMessage> FeatureAsync(string streamId, string? productId) =>
        api.Admin.PostAsJsonAsync($"/api/livestreams/{streamId}/feature", new { productId });

    private Task<HttpResponseMessage> OrderAsync(string streamId, IEnumerable<string> productIds) =>
        api.Admin.PutAsJsonAsync($"/api/livestreams/{streamId}/pinned-products/order", new { productIds });
}
