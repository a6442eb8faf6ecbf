using System.Text.Json;
using LiveShop.Core.Carts;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;

namespace LiveShop.Core.Storage;

/// <summary>Aggregates and journal entries as JSON documents, the same in every store.</summary>
public static class Documents
{
    public const string LiveStreamType = "livestream";
    public const string ChangeType = "change";
    public const string ProductType = "product";
    public const string CartType = "cart";
    public const string ShopType = "shop";
    public const string StockType = "stock";
    public const string ReservationType = "reservation";
    public const string CorrectionType = "correction";
    public const string OrderType = "order";

    /// <summary>The id of a product's stock.</summary>
    public const string StockId = "_stock";

    // A missing property makes a document unreadable; a property that is added later needs a default.
    private static readonly JsonSerializerOptions StrictOptions = new(LiveShopJson.Options)
    {
        RespectRequiredConstructorParameters = true,
        Converters = { new NonNullListConverterFactory() },
    };

    /// <summary>
    /// A journal entry's id; the leading <c>_</c> keeps it apart from every id that a caller can give (<see cref="Identifier"/>).
    /// </summary>
    public static string ChangeId(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"_change-{version}");

    /// <summary>The id of what an order took of a product.</summary>
    public static string ReservationId(string orderId) => $"_reservation-{orderId}";

    public static string CorrectionId(string correctionId) => $"_correction-{correctionId}";

    public static byte[] Write(LiveStream stream) => JsonSerializer.SerializeToUtf8Bytes(stream, DocumentSerialization.Options);

    public static byte[] Write(LiveStreamChange change) => JsonSerializer.SerializeToUtf8Bytes(change, DocumentSerialization.Options);

    public static byte[] Write(ProductChange change) => JsonSerializer.SerializeToUtf8Bytes(change, DocumentSerialization.Options);

    public static byte[] Write(Product product) => JsonSerializer.SerializeToUtf8Bytes(product, DocumentSerialization.Options);

    public static byte[] Write(Cart cart) => JsonSerializer.SerializeToUtf8Bytes(cart, DocumentSerialization.Options);

    public static byte[] Write(ShopSettings settings) => JsonSerializer.SerializeToUtf8Bytes(settings, DocumentSerialization.Options);

    public static byte[] Write(ProductStock stock) => JsonSerializer.SerializeToUtf8Bytes(stock, DocumentSerialization.Options);

    public static byte[] Write(Reservation reservation) => JsonSerializer.SerializeToUtf8Bytes(reservation, DocumentSerialization.Options);

    public static byte[] Write(StockCorrection correction) =>
        JsonSerializer.SerializeToUtf8Bytes(correction, DocumentSerialization.Options);

    public static byte[] Write(Order order) => JsonSerializer.SerializeToUtf8Bytes(order, DocumentSerialization.Options);

    /// <exception cref="JsonException">The document is of another type, or a required property is missing or null.</exception>
    public static T Read<T>(ReadOnlySpan<byte> document) => JsonSerializer.Deserialize<T>(document, StrictOptions) ?? throw NullDocument();

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte})" />
    public static T Read<T>(JsonElement document) => document.Deserialize<T>(StrictOptions) ?? throw NullDocument();

    /// <summary>Whether the document's <c>type</c> is this one.</summary>
    public static bool IsOfType(JsonElement document, string type) =>
        TextOf(document, "type") == type;

    /// <summary>The document's id for a log, also when the document cannot be read.</summary>
    public static string IdOf(JsonElement document) => TextOf(document, "id") ?? "(no id)";

    private static JsonException NullDocument() => new("The document is null.");

    private static string? TextOf(JsonElement document, string property)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(property, out var value)
            || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An unpaired surrogate is valid JSON but no valid string.
            return value.GetRawText();
        }
    }
}
