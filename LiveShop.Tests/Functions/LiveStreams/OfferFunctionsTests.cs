using System.Net.Http.Json;
using System.Text.Json;

namespace LiveShop.Tests.Functions.LiveStreams;

[Collection(ApiCollection.Name)]
public sealed class OfferFunctionsTests(Api api)
{
    [Fact]
    public async Task Offer_is_in_the_state_and_in_the_cart_until_it_is_withdrawn()
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 1);
        var cart = await api.CartAsync();
        await PutAsync(id, pinned[0], new { percentOff = 50, seconds = 600 }).JsonAsync();

        var offer = (await api.Customer.GetAsync($"/api/livestreams/{id}").JsonAsync()).Pin(pinned[0]).GetProperty("offer");
        Assert.Equal((995, 1990), (AmountOf(offer, "price"), AmountOf(offer, "lowestPrice")));
        Assert.Equal(TimeSpan.FromMinutes(10), offer.GetProperty("endsAt").GetDateTimeOffset() - offer.GetProperty("startsAt").GetDateTimeOffset());

        var item = (await api.Customer.PostAsJsonAsync($"/api/carts/{cart}/items", new { productId = pinned[0], streamId = id }).JsonAsync()).GetProperty("items")[0];
        Assert.Equal(995, AmountOf(item.GetProperty("product"), "price"));
        Assert.Equal(offer.GetProperty("endsAt").GetDateTimeOffset().AddMinutes(10), item.GetProperty("offerHeldUntil").GetDateTimeOffset());

        await api.Admin.DeleteAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}/offer").JsonAsync();
        var later = (await api.Customer.GetAsync($"/api/carts/{cart}").JsonAsync()).GetProperty("items")[0];
        Assert.Equal(1990, AmountOf(later.GetProperty("product"), "price"));
        Assert.False(later.TryGetProperty("offerHeldUntil", out _));
    }

    [Theory]
    [InlineData("""{"price":{"amount":1990,"currency":"EUR"},"seconds":60}""", "price.amount")]
    [InlineData("""{"percentOff":10,"endsAt":"2020-01-01T00:00:00Z"}""", "endsAt")]
    [InlineData("""{"percentOff":10}""", "seconds")]
    [InlineData("""{"seconds":60}""", "price")]
    public async Task Invalid_offer_is_refused(string body, string field)
    {
        var (id, pinned) = await api.StreamAsync(pins: 1);

        await api.Admin.PutAsync($"/api/livestreams/{id}/pinned-products/{pinned[0]}/offer", Api.Json(body)).IsInvalidAsync(field);
    }

    [Fact]
    public async Task Offer_of_a_product_that_is_not_pinned_is_404()
    {
        var (id, _) = await api.StreamAsync();
        var product = await api.ProductAsync();

        await PutAsync(id, product, new { percentOff = 50, seconds = 60 }).IsProblemAsync(404, "not-found");
        await PutAsync("nowhere", product, new { percentOff = 50, seconds = 60 }).IsProblemAsync(404, "not-found");
        await api.Admin.DeleteAsync($"/api/livestreams/{id}/pinned-products/{product}/offer").IsProblemAsync(404, "not-found");
    }

    private Task<HttpResponseMessage> PutAsync(string id, string productId, object offer) =>
        api.Admin.PutAsJsonAsync($"/api/livestreams/{id}/pinned-products/{productId}/offer", offer);

    private static long AmountOf(JsonElement owner, string price) => owner.GetProperty(price).GetProperty("amount").GetInt64();
}
