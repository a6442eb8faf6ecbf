using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiveShop.Core.Carts;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;

namespace LiveShop.Core.Storage;

/// <summary>
/// Adds <c>id</c>, <c>type</c>, the partition key and, when the document expires, <c>ttl</c> (seconds) before an aggregate's own
/// properties.
/// </summary>
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
        {
            AddHeader<LiveStream>(aggregate, Documents.LiveStreamType, stream => stream.StreamId);
        }
        else if (aggregate.Type == typeof(LiveStreamChange))
        {
            AddHeader<LiveStreamChange>(aggregate, Documents.ChangeType, change => Documents.ChangeId(change.Version));
        }
        else if (aggregate.Type == typeof(Product))
        {
            AddHeader<Product>(aggregate, Documents.ProductType, product => product.Id);
            aggregate.Properties.Add(Property<Product, string>(aggregate, "productId", -1, product => product.Id));
            // The stock is in a document of its own.
            aggregate.Properties.Single(property => property.Name == "variants").Get =
                product => ((Product)product).Variants.Select(variant => variant with { Stock = null }).ToList();
        }
        else if (aggregate.Type == typeof(ProductVariant))
        {
            aggregate.Properties.Single(property => property.Name == "stock").ShouldSerialize = (_, stock) => stock is not null;
        }
        else if (aggregate.Type == typeof(ProductChange))
        {
            AddHeader<ProductChange>(aggregate, Documents.ChangeType, change => Documents.ChangeId(change.Version));
        }
        else if (aggregate.Type == typeof(Cart))
        {
            AddHeader<Cart>(aggregate, Documents.CartType, cart => cart.Id, _ => Cart.Lifetime);
        }
        else if (aggregate.Type == typeof(ShopSettings))
        {
            AddHeader<ShopSettings>(aggregate, Documents.ShopType, _ => ShopSettings.Id);
        }
        else if (aggregate.Type == typeof(ProductStock))
        {
            AddHeader<ProductStock>(aggregate, Documents.StockType, _ => Documents.StockId);
        }
        else if (aggregate.Type == typeof(Reservation))
        {
            AddHeader<Reservation>(
                aggregate, Documents.ReservationType, reservation => Documents.ReservationId(reservation.OrderId),
                reservation => reservation.Lifetime);
        }
        else if (aggregate.Type == typeof(StockCorrection))
        {
            AddHeader<StockCorrection>(aggregate, Documents.CorrectionType, correction => Documents.CorrectionId(correction.CorrectionId));
        }
        else if (aggregate.Type == typeof(Order))
        {
            AddHeader<Order>(aggregate, Documents.OrderType, order => order.Id);
        }
    }

    /// <param name="lifetime">Time after its last write until a store with <c>ttl</c> drops the document.</param>
    private static void AddHeader<T>(JsonTypeInfo aggregate, string type, Func<T, string> id, Func<T, TimeSpan?>? lifetime = null)
    {
        if (aggregate.Properties.FirstOrDefault(property => property.Name == Id) is { } ownId)
            aggregate.Properties.Remove(ownId);
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
