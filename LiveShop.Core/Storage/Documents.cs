using System.Buffers;

using System.Text.Json;
using LiveShop.Core.Carts;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Core.Storage;

/// <summary>How aggregates and journal entries stand in a store: their own JSON, with the <c>id</c> and <c>type</c> of the document.</summary>
public static class Documents
{
    public const string LiveStreamType = "livestream";
    public const string ChangeType = "change";
    public const string ProductType = "product";
    public const string CartType = "cart";

    public static string ChangeId(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"change-{version}");

    public static byte[] Write(LiveStream stream) => Write(stream.StreamId, LiveStreamType, stream);

    public static byte[] Write(LiveStreamChange change) => Write(ChangeId(change.Version), ChangeType, change);

    public static byte[] Write(Product product) => Write(product.Id, ProductType, product);

    /// <param name="lifetime">After which a store that honours <c>ttl</c> (seconds) drops the document, counted from this write.</param>
    public static byte[] Write(Cart cart, TimeSpan lifetime) => Write(cart.Id, CartType, cart, (int)lifetime.TotalSeconds);

    /// <exception cref="JsonException">The document is not one of this type, or not whole.</exception>
    public static T Read<T>(ReadOnlySpan<byte> document) => JsonSerializer.Deserialize<T>(document, LiveShopJson.Options)!;

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte})" />
    public static T Read<T>(JsonElement document) => document.Deserialize<T>(LiveShopJson.Options)!;

    public static bool IsOfType(JsonElement document, string type) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("type", out var found) && found.ValueKind == JsonValueKind.String && found.ValueEquals(type);

    /// <summary>The document's id for a log, also of one that cannot be read otherwise.</summary>
    public static string IdOf(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()!
            : "(no id)";

    private static byte[] Write<T>(string id, string type, T value, int? ttl = null)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = LiveShopJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("type", type);
            if (ttl is not null)
                writer.WriteNumber("ttl", ttl.Value);
            foreach (var property in JsonSerializer.SerializeToElement(value, LiveShopJson.Options).EnumerateObject())
            {
                if (!property.NameEquals("id"))
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
