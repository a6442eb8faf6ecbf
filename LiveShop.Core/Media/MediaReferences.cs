using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Media;

/// <summary>
/// The uploaded pictures that products, streams, orders of the last <see cref="OrderAge"/> and the shop's settings refer to.
/// </summary>
public sealed class MediaReferences(
    IProductStore products, ILiveStreamStore streams, IOrderStore orders, IShopSettingsStore shop, TimeProvider clock)
{
    /// <summary>The age up to which the lines of orders keep their pictures, so that a sweep need not read all orders ever made.</summary>
    public static readonly TimeSpan OrderAge = TimeSpan.FromDays(365);

    /// <summary>Names of the pictures.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot be read.</exception>
    public async Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var product in Paging.AllAsync(page => products.ListAsync(null, null, page, cancellation)))
            Add(product.Images.Concat(product.Variants.Select(variant => variant.ImageUrl)));
        await foreach (var stream in Paging.AllAsync(page => streams.ListAsync(null, page, cancellation)))
            Add([stream.ThumbnailUrl, .. stream.PinnedProducts.Select(pin => pin.Product.ImageUrl)]);
        var oldest = clock.GetUtcNow() - OrderAge;
        await foreach (var order in Paging.AllAsync(page => orders.ListAsync(new(), page, cancellation)))
        {
            // The list has the newest first.
            if (order.CreatedAt < oldest)
                break;
            Add(order.Lines.Select(line => line.ImageUrl));
        }

        Add([(await shop.FindAsync(cancellation))?.Value.LogoUrl]);
        return names;

        void Add(IEnumerable<string?> addresses) => names.UnionWith(addresses.Select(MediaName.In).OfType<string>());
    }
}
