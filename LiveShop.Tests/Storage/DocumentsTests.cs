using System.Text;
using System.Text.Json;
using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Storage;

public class DocumentsTests
{
    [Fact]
    public void Stream_document_has_the_documented_form()
    {
        var document = Json(Documents.Write(LiveStreamWith("mug")));

        Assert.Equal(
            ["id", "type", "streamId", "title", "description", "playbackUrl", "thumbnailUrl", "status", "scheduledFor", "startedAt", "endedAt", "version", "detailsVersion", "changedAt", "pinnedProducts"],
            Names(document));
        Assert.Equal(("demo", "livestream", "demo", "live"), (Text(document, "id"), Text(document, "type"), Text(document, "streamId"), Text(document, "status")));
        Assert.Equal("2026-11-22T12:00:00.000Z", Text(document, "startedAt"));
        var pin = document.GetProperty("pinnedProducts")[0];
        Assert.Equal(["productId", "pinnedAt", "displayOrder", "isActive", "product", "productVersion", "availabilityVersion"], Names(pin));
        Assert.Equal(["id", "name", "imageUrl", "price", "availability", "stock", "hasOptions"], Names(pin.GetProperty("product")));
    }

    [Fact]
    public void Journal_entry_document_is_stored_by_version_in_the_partition_of_its_stream()
    {
        var document = Json(Documents.Write(ScheduledStream("mug").Unpin("mug", By(Ann)).Change()));

        Assert.Equal(("_change-3", "change", "demo", "product-unpinned"), (Text(document, "id"), Text(document, "type"), Text(document, "streamId"), Text(document, "action")));
        Assert.Equal(["pin"], Names(document.GetProperty("before")));
    }

    [Fact]
    public void A_product_keeps_its_id_once()
    {
        var document = Json(Documents.Write(Product("mug")));

        Assert.Equal(
            ["id", "type", "productId", "name", "description", "images", "imageAltTexts", "vatRateId", "options", "variants", "pastPrices", "version", "changedAt", "cardChangedBy", "deletedAt"],
            Names(document));
        Assert.Equal(["id", "sku", "price", "compareAtPrice", "imageUrl", "optionValues"], Names(document.GetProperty("variants")[0]));
    }

    [Fact]
    public void A_stock_lies_beside_its_product_with_all_that_cards_and_the_count_need()
    {
        var stock = ProductStock.Of(Product("mug", stock: 3)).Take([new("default", 1)], Noon).Stock;
        var document = Json(Documents.Write(stock));

        Assert.Equal(["id", "type", "availabilityVersion", "productId", "variants", "version", "changedAt"], Names(document));
        Assert.Equal(("_stock", "stock", "mug"), (Text(document, "id"), Text(document, "type"), Text(document, "productId")));
        Assert.Equal(["variantId", "available", "countedIn"], Names(document.GetProperty("variants")[0]));
        AssertSame(Documents.Write(stock), Documents.Write(Documents.Read<ProductStock>(Documents.Write(stock))));
    }

    [Fact]
    public void Entry_of_a_new_variant_says_its_initial_stock()
    {
        var details = ShirtDetails() with { Options = [new("Size", ["S", "M", "L"])], Variants = [ShirtVariant("S", 5900, 3), ShirtVariant("M", 5900, 8), ShirtVariant("L", 5900, 4)] };
        var document = Json(Documents.Write(Shirt().Change(details, By(Bob)).Change()));

        Assert.Equal(4, document.GetProperty("after").GetProperty("variants")[0].GetProperty("stock").GetInt32());
    }

    [Fact]
    public void A_cart_says_in_seconds_how_long_it_may_stay()
    {
        var document = Json(Documents.Write(Cart.Create(Noon)));

        Assert.Equal(30 * 24 * 60 * 60, document.GetProperty("ttl").GetInt32());
        Assert.Equal("cart", Text(document, "type"));
    }

    [Fact]
    public void Stream_document_without_a_details_version_reads_as_its_own_version_and_keeps_it()
    {
        var stream = LiveStreamWith("mug");
        var before = Encoding.UTF8.GetString(Documents.Write(stream));
        var old = before.Replace($"\"detailsVersion\":{stream.DetailsVersion},", "", StringComparison.Ordinal);

        var read = Documents.Read<LiveStream>(Encoding.UTF8.GetBytes(old));
        var changed = Documents.Read<LiveStream>(Documents.Write(read.SetActive("mug", false, By(Ann)).State()));

        Assert.NotEqual(before, old);
        Assert.Equal((3, 3), (read.Version, read.DetailsVersion));
        Assert.Equal((4, 3), (changed.Version, changed.DetailsVersion));
    }

    [Fact]
    public void A_stream_comes_back_as_it_was_written()
    {
        var stream = LiveStreamWith("a", "b").SetActive("b", false, By(Ann)).State().Stop(By(Ann, 3)).State();

        AssertSame(Documents.Write(stream), Documents.Write(Documents.Read<LiveStream>(Documents.Write(stream))));
        Assert.Equal(stream.PinnedProducts, Documents.Read<LiveStream>(Documents.Write(stream)).PinnedProducts);
    }

    [Fact]
    public void Products_and_carts_come_back_as_they_were_written()
    {
        var deleted = Product("mug").Deleted();
        var cart = Cart.Create(Noon).Add(Product("mug"), new("mug", 2, "demo", "key"), Noon).Accepted();

        Assert.Equal(deleted, Documents.Read<Product>(Documents.Write(deleted)).WithStock(ProductStock.Of(deleted)));
        AssertSame(Documents.Write(cart), Documents.Write(Documents.Read<Cart>(Documents.Write(cart))));
    }

    [Fact]
    public void A_product_lies_beside_its_journal_under_its_product_id_for_good()
    {
        var document = Json(Documents.Write(Product("mug").Deleted()));
        var entry = Json(Documents.Write(Product("mug").Delete(By(Ann)).Change!));

        Assert.Equal(("mug", "product", "mug"), (Text(document, "id"), Text(document, "type"), Text(document, "productId")));
        Assert.False(document.TryGetProperty("ttl", out _));
        Assert.Equal(("_change-2", "change", "mug"), (Text(entry, "id"), Text(entry, "type"), Text(entry, "productId")));
    }

    [Fact]
    public void A_product_document_without_an_author_reads_as_one_whose_author_is_not_known()
    {
        var old = Encoding.UTF8.GetString(Documents.Write(Product("mug")))
            .Replace(",\"cardChangedBy\":{\"id\":\"ann-id\",\"name\":\"Ann\"}", "", StringComparison.Ordinal);

        Assert.DoesNotContain("Ann", old, StringComparison.Ordinal);
        Assert.Null(Documents.Read<Product>(Encoding.UTF8.GetBytes(old)).CardChangedBy);
    }

    [Fact]
    public void System_properties_of_the_store_are_ignored()
    {
        var document = Encoding.UTF8.GetString(Documents.Write(Product("mug"))).Replace("{\"id\"", "{\"_etag\":\"\\\"x\\\"\",\"_ts\":1,\"id\"", StringComparison.Ordinal);

        Assert.Equal(Product("mug"), Documents.Read<Product>(Json(Encoding.UTF8.GetBytes(document))).WithStock(ProductStock.Of(Product("mug"))));
    }

    [Fact]
    public void A_document_of_another_type_is_not_read()
    {
        var stream = Documents.Write(ScheduledStream());
        var change = Documents.Write(ScheduledStream("mug").Unpin("mug", By(Ann)).Change());

        Assert.ThrowsAny<JsonException>(() => Documents.Read<LiveStreamChange>(stream));
        Assert.ThrowsAny<JsonException>(() => Documents.Read<LiveStream>(change));
        Assert.ThrowsAny<JsonException>(() => Documents.Read<Product>(stream));
        Assert.ThrowsAny<JsonException>(() => Documents.Read<Cart>(stream));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("{\"id\":\"mug\",\"id\":\"cup\"}")]
    [InlineData("{")]
    [InlineData("")]
    public void Incomplete_document_is_not_read(string document)
    {
        Assert.ThrowsAny<JsonException>(() => Documents.Read<LiveStream>(Encoding.UTF8.GetBytes(document)));
        Assert.ThrowsAny<JsonException>(() => Documents.Read<Product>(Encoding.UTF8.GetBytes(document)));
    }

    [Theory]
    [InlineData("\"pinnedProducts\":[", "\"pinnedProducts\":null,\"x\":[")]
    [InlineData("\"title\":\"Autumn show\"", "\"title\":null")]
    [InlineData("\"title\":\"Autumn show\"", "\"x\":1")]
    [InlineData("\"title\":\"Autumn show\"", "\"title\":\"\\ud800\"")]
    [InlineData("\"status\":\"scheduled\"", "\"status\":\"paused\"")]
    [InlineData("\"status\":\"scheduled\"", "\"status\":0")]
    [InlineData("\"isActive\":true,", "")]
    [InlineData("\"amount\":1990,", "")]
    [InlineData("\"productVersion\":1", "\"productVersion\":\"1\"")]
    public void A_stream_with_a_part_missing_or_of_another_kind_is_not_read(string part, string instead)
    {
        var document = Encoding.UTF8.GetString(Documents.Write(ScheduledStream("mug")));
        Assert.Contains(part, document, StringComparison.Ordinal);

        var broken = Encoding.UTF8.GetBytes(document.Replace(part, instead, StringComparison.Ordinal));

        Assert.ThrowsAny<JsonException>(() => Documents.Read<LiveStream>(broken));
        Assert.ThrowsAny<JsonException>(() => Documents.Read<LiveStream>(Json(broken)));
    }

    [Theory]
    [InlineData("{\"type\":\"change\"}", true)]
    [InlineData("{\"type\":\"livestream\"}", false)]
    [InlineData("{\"type\":1}", false)]
    [InlineData("{\"type\":null}", false)]
    [InlineData("{\"type\":\"\\ud800\"}", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    public void Document_type_is_extracted_from_any_JSON(string document, bool isChange) =>
        Assert.Equal(isChange, Documents.IsOfType(Json(Encoding.UTF8.GetBytes(document)), Documents.ChangeType));

    [Theory]
    [InlineData("{\"id\":\"demo\"}", "demo")]
    [InlineData("{\"id\":\"\\ud800\"}", "\"\\ud800\"")]
    [InlineData("{\"id\":7}", "(no id)")]
    [InlineData("{}", "(no id)")]
    [InlineData("[1]", "(no id)")]
    [InlineData("null", "(no id)")]
    public void Document_id_is_extracted_from_any_JSON(string document, string id) =>
        Assert.Equal(id, Documents.IdOf(Json(Encoding.UTF8.GetBytes(document))));

    private static JsonElement Json(byte[] document) => JsonElement.Parse(document);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private static void AssertSame(byte[] expected, byte[] actual) =>
        Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(actual));
}
