using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiveShop.Core.Carts;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Core.Storage;

/// <summary>What a document has before an aggregate's own properties: its <c>id</c> and <c>type</c>, and <c>ttl</c> where it does not stay for ever.</summary>
internal static class DocumentSerialization
{
    private const string Id = "id";

    public static JsonSerializerOptions Options { get; } = new(LiveShopJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddDocumentProperties } },
    };

    private static void AddDocumentProperties(JsonTypeInfo aggregate)
    {
        if (aggregate.Type == typeof(LiveStream))
            Begin<LiveStream>(aggregate, Documents.LiveStreamType, stream => stream.StreamId);
        else if (aggregate.Type == typeof(LiveStreamChange))
            Begin<LiveStreamChange>(aggregate, Documents.ChangeType, change => Documents.ChangeId(change.Version));
        else if (aggregate.Type == typeof(Product))
            Begin<Product>(aggregate, Documents.ProductType, product => product.Id, product => product.IsDeleted ? Product.TombstoneLifetime : null);
        else if (aggregate.Type == typeof(Cart))
            Begin<Cart>(aggregate, Documents.CartType, cart => cart.Id, _ => Cart.Lifetime);
    }

    /// <param name="lifetime">After which a store that honours <c>ttl</c> (seconds) drops the document, counted from its last write.</param>
    private static void Begin<T>(JsonTypeInfo aggregate, string type, Func<T, string> id, Func<T, TimeSpan?>? lifetime = null)
    {
        if (aggregate.Properties.FirstOrDefault(property => property.Name == Id) is { } own)
            aggregate.Properties.Remove(own);
        aggregate.Properties.Add(Property(aggregate, Id, -3, id));
        aggregate.Properties.Add(Property<T, string>(aggregate, "type", -2, _ => type));
        if (lifetime is null)
            return;

        var ttl = Property<T, int?>(aggregate, "ttl", -1, value => (int?)lifetime(value)?.TotalSeconds);
        ttl.ShouldSerialize = (_, seconds) => seconds is not null;
        aggregate.Properties.Add(ttl);
    }

    private static JsonPropertyInfo Property<T, TValue>(JsonTypeInfo aggregate, string name, int order, Func<T, TValue> get)
    {
        var property = aggregate.CreateJsonPropertyInfo(typeof(TValue), name);
        property.Get = value => get((T)value);
        property.Order = order;
        return property;
    }
}
